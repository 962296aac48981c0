export async function saveOrder(id) {
  return { id };
}
