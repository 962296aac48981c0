export async function handler(event) {
  console.log(event.events.length);
}
