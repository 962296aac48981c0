self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('fetch', (event) => {
  event.respondWith(answer(event.request));
});

async function answer({ url, headers }) {
  const known = await caches.match(url);
  return known ?? fetch(url, { headers });
}
