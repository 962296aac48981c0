/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Create', {
      handler: 'src/create.handler',
      environment: { TABLE: 'orders' },
      permissions: [{ actions: ['dynamodb:PutItem'], resources: ['arn:aws:dynamodb:*:*:table/orders'] }],
//                                                  ^^^^^^^^^^^^^^^^^^^^^ `Create` may use `dynamodb:DeleteItem`, and calls nothing that needs it
    });
  },
});
