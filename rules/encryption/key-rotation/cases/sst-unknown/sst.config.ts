/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new aws.kms.Key('Key', { enableKeyRotation: rotatedIn($app.stage) });
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
