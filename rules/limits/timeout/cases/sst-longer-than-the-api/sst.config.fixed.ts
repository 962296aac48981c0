/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const api = new sst.aws.ApiGatewayV2('Shop');
    api.route('POST /orders', { handler: 'src/orders.handler', timeout: '30 seconds' });
//                                                                      ^^^^^^^^^^^ Function `POST /orders` may run for 120 seconds, though the HTTP API gives up after 30
  },
});
