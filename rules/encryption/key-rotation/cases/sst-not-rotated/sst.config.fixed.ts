/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new aws.kms.Key('Key', { enableKeyRotation: true });
//                                              ^^^^^ Key `Key` is never rotated, so all that it ever encrypted hangs on one piece of key
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
