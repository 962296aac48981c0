import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';

const list = async (): Promise<HttpResponseInit> => ({ jsonBody: [] });

app.http('list', {
  methods: ['GET'],
  route: 'orders',
  authLevel: 'function',
  //         ^^^^^^^^^^^ Anybody may call `GET /api/orders` (`list`): its authLevel is anonymous
  handler: list,
});

app.get('ping-all', async (request: HttpRequest) => ({ body: request.url }));
//      ^^^^^^^^^^ Anybody may call `GET /api/ping-all` (`ping-all`): it says no authLevel, which means anonymous
