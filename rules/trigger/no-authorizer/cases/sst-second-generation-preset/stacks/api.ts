import { Api, type StackContext } from 'sst/constructs';

export function ApiStack({ stack }: StackContext) {
  new Api(stack, 'Api', {
    authorizers: { pool: { type: 'user_pool', userPool: { id: 'eu-west-1_shop', clientIds: ['web'] } } },
    defaults: { authorizer: 'pool' },
    routes: {
      'GET /orders': 'src/orders.handler',
      'GET /menu': { function: 'src/orders.handler', authorizer: 'none' },
      //                                                         ^^^^^^ Anybody may call `GET /menu` (`GET /menu`): its AuthorizationType is NONE
    },
  });
}
