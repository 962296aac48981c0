/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Create', {
      handler: 'src/create.handler',
      environment: { TABLE: 'orders' },
      permissions: [{ actions: ['dynamodb:PutItem', process.env.EXTRA], resources: ['arn:aws:dynamodb:eu-west-1:123456789012:table/orders'] }],
    });
  },
});
