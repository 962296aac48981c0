// The request's own address begins with the host that it came to; what is taken out of it may be another's.
export default {
  async fetch(request: Request): Promise<Response> {
    const base = request.url.split('/status')[0];
    const states = await Promise.all([fetch(`${base}/health`), fetch(request.url), fetch(new URL('/ready', request.url))]);
    const relayed = await fetch(request.url.slice(30));
    //                          ^^^^^^^^^^^^^^^^^^^^^ chooses where a request goes
    const asked = await fetch(new URL(request.url).searchParams.get('to') ?? '');
    //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses where a request goes
    const behind = await fetch(request.url.split('?to=')[1] ?? '');
    //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses where a request goes
    return new Response(String([...states, relayed, asked, behind].every(({ ok }) => ok)));
  },
};
