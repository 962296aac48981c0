/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const orders = new sst.aws.Dynamo('Orders', { fields: { id: 'string' }, primaryIndex: { hashKey: 'id' } });
    const labels = new sst.aws.Bucket('Labels');
    new sst.aws.Function('Create', {
      handler: 'src/create.handler',
      link: [labels],
      environment: { TABLE: orders.name },
      permissions: [{ actions: ['dynamodb:PutItem'], resources: [orders.arn] }],
    });
  },
});
