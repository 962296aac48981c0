/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new aws.rds.Instance('Orders', {
      engine: 'postgres',
      instanceClass: 'db.t4g.micro',
      storageEncrypted: true,
//                      ^^^^^ Database `Orders` stores data unencrypted
    });
    new sst.aws.Function('Read', { handler: 'src/orders.handler' });
  },
});
