import { Api, Function, type StackContext } from 'sst/constructs';

export function ApiStack({ stack }: StackContext) {
  const report = new Function(stack, 'Report', { handler: 'src/orders.handler' });
  new Api(stack, 'Api', {
    routes: {
      'GET /orders': { function: 'src/orders.handler', authorizer: 'iam' },
      // <------------- Anybody may call `GET /orders`
      'GET /report': { function: report, authorizer: 'iam' },
      'POST /orders': { function: { handler: 'src/orders.handler' }, authorizer: 'iam' },
    },
  });
}
