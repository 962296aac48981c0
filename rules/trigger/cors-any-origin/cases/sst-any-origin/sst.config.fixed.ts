/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.ApiGatewayV2('Shop', { cors: { allowOrigins: ['https://www.example.com'] } });
//                                                            ^^^ Pages of every origin may read the answers of API `Shop`
  },
});
