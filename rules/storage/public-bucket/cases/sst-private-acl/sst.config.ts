/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new aws.s3.BucketAcl('Files', { bucket: 'files-of-the-shop', acl: 'private' });
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
