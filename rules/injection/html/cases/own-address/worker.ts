// The host that a request has come to is one's own; its path and its query are the sender's.
import { Router } from 'itty-router';

const router = Router();
const page = { headers: { 'Content-Type': 'text/html' } };

router.get('/start', (request: Request) => new Response(`<div data-base="${new URL(request.url).origin}"></div>`, page));

router.get('/search', (request: Request) => new Response(`<p>${new URL(request.url).searchParams.get('words') ?? ''}</p>`, page));
//                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of an HTML page

export default { fetch: (request: Request) => router.fetch(request) };
