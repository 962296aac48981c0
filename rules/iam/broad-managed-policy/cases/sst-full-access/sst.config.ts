/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      policies: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'],
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `AmazonS3FullAccess` lets `Orders` do everything in that service
    });
  },
});
