/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const api = new sst.aws.ApiGatewayV2('Api');
    api.route('GET /orders', { handler: 'src/orders.handler' }, { auth: { iam: true } });
    api.route('GET /health', 'src/orders.handler');
  },
});
