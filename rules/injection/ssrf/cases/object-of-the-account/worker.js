import { exports } from 'cloudflare:workers';

const rooms = new Proxy({}, { get: (_target, name) => Reflect.get(exports.Rooms, name) });

export default {
  async fetch(request) {
    const url = new URL(request.url);
    url.pathname = '/ws';
    // It goes to the object, whatever the address says.
    const room = rooms.get(rooms.idFromName('lobby'));
    if (request.method === 'POST') return fetch(await request.text(), { signal: AbortSignal.timeout(5000) });
    //                                          ^^^^^^^^^^^^^^^^^^^^ `body`
    return room.fetch(new Request(url, request));
  },
};
