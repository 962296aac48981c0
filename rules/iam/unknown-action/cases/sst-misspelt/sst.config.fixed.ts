/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      permissions: [{ actions: ['dynamodb:GetItem'], resources: ['arn:aws:dynamodb:eu-west-1:123456789012:table/orders'] }],
//                              ^^^^^^^^^^^^^^^^^ There is no action `dynamodb:GetItm`, so the statement says nothing about what is meant
    });
  },
});
