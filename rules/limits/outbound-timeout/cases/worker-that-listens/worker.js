addEventListener('fetch', (event) => {
  event.respondWith(answer());
});

async function answer() {
  return fetch('https://rates.example/latest');
  //     ^^^^^ `fetch` waits
}
