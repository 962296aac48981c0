/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const uploads = new sst.aws.Bucket('Uploads');
    const orders = new sst.aws.SnsTopic('Orders');
    const nightly = new sst.aws.Function('Nightly', { handler: 'src/nightly.handler' });
    uploads.notify({ notifications: [{ name: 'Shrink', function: 'src/shrink.handler', events: ['s3:ObjectCreated:*'] }] });
    orders.subscribe('Print', 'src/print.handler');
    new sst.aws.CronV2('Report', { schedule: 'rate(6 hours)', function: nightly.arn });
  },
});
