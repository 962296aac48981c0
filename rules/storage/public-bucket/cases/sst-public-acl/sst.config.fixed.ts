/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new aws.s3.BucketAcl('Files', { bucket: 'files-of-the-shop' });
//                                                                    ^^^^^^^^^^^^^ `PublicRead` lets anybody on the internet list and read what is in bucket `Files`
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
