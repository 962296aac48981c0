export default {
  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/static/')) return fetch(request);
    return fetch(url.searchParams.get('from') ?? 'https://shop.example.com/', { signal: AbortSignal.timeout(3000) });
    //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `request.url.searchParams.from`
  },
};
