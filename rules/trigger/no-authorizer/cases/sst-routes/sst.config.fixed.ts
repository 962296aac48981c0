/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const api = new sst.aws.ApiGatewayV2('Api');
    api.route('GET /orders', 'src/orders.handler', { auth: { iam: true } });
    //        ^^^^^^^^^^^^^ Anybody may call `GET /orders`
    api.route('POST /orders', 'src/orders.handler', { auth: { iam: true } });
    api.route('DELETE /orders', 'src/orders.handler', { auth: { jwt: { authorizer: 'token' } } });
  },
});
