import { app, HttpRequest, InvocationContext } from '@azure/functions';

export async function order(request: HttpRequest, context: InvocationContext): Promise<{ status: number }> {
  context.log('Request', request.headers);
  //                     ^^^^^^^^^^^^^^^ goes into the log as a whole
  context.log('Body', request.body);
  //                  ^^^^^^^^^^^^ goes into the log as a whole
  context.log('Method', request.method);
  return { status: 204 };
}

app.http('order', { methods: ['POST'], handler: order });
