interface Env {
  STAGE: string;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === '/old') {
      url.pathname = '/new';
      return Response.redirect(url.toString(), 308);
    }
    if (url.protocol === 'http:') return Response.redirect(request.url.replace('http:', 'https:'));
    if (url.pathname === '/') return Response.redirect(`${url.origin}/start`);
    return Response.redirect(url.searchParams.get('next') ?? '/');
    //                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `request.url.searchParams.next`
  },
};
