/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      permissions: [],
//                                                               ^^^ `*` lets `Orders` use `dynamodb:PutItem` on every table in reach
    });
  },
});
