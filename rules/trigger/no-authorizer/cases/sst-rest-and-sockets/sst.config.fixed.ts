/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const api = new sst.aws.ApiGatewayV1('Api');
    api.route('GET /orders/{id}', 'src/list.handler', { auth: { iam: true } });
    //        ^^^^^^^^^^^^^^^^^^ Anybody may call `GET /orders/{id}`
    api.route('POST /orders', 'src/add.handler', { auth: { iam: true } });
    api.deploy();
    const sockets = new sst.aws.ApiGatewayWebSocket('Sockets');
    sockets.route('$connect', 'src/connect.handler', { auth: { iam: true } });
  },
});
