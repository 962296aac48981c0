// A Durable Object has no address: what it gets, the Worker hands on.
import { DurableObject } from 'cloudflare:workers';

export class Room extends DurableObject {
  override async fetch(request: Request): Promise<Response> {
    const { name } = (await request.json()) as { name: string };
    //                      ^^^^^^^^^^^^^^ (the code that it is bound to hands it on)
    await this.ctx.storage.put('name', name);
    return new Response('');
  }
}

export default {
  async fetch(request: Request, env: { STORE: KVNamespace }): Promise<Response> {
    const { title } = (await request.json()) as { title: string };
    //                       ^^^^^^^^^^^^^^ (anyone can send it
    await env.STORE.put('title', title);
    return new Response('');
  },
};
