// What was signed is whole; whoever is not known may send anything.
interface Env {
  readonly KEY: CryptoKey;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const encoder = new TextEncoder();
    const text = await request.text();
    const given = Uint8Array.from(request.headers.get('x-signature') ?? '', (one) => one.charCodeAt(0));
    if (!(await crypto.subtle.verify('HMAC', env.KEY, given, encoder.encode(text)))) return new Response('', { status: 401 });
    return Response.json(JSON.parse(text).status);
  },

  async queue(batch: MessageBatch): Promise<void> {
    for (const message of batch.messages) console.log(JSON.parse(message.body as string).status);
    //                                                           ^^^^^^^^^^^^^^^^^^^^^^ is parsed as JSON
  },
};
