import { app, HttpRequest } from '@azure/functions';

app.post('orders', async (request: HttpRequest) => {
  //     ^^^^^^^^ Anybody may call `POST /api/orders` (`orders`): it says no authLevel, which means anonymous
  return { jsonBody: await request.json() };
});
