/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.ApiGatewayV2('Shop', { cors: { allowOrigins: ['https://shop.example.com'] } });
  },
});
