/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const bucket = new sst.aws.Bucket('Labels');
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      link: [bucket],
      permissions: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::labels/*'] }],
    });
  },
});
