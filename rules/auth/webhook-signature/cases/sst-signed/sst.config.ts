/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const api = new sst.aws.ApiGatewayV2('Shop');
    const people = api.addAuthorizer({ name: 'people', jwt: { issuer: 'https://login.shop.example', audiences: ['shop'] } });
    api.route('POST /payments/done', 'src/hook.handler');
  },
});
