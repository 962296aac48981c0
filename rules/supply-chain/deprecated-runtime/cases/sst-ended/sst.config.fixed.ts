/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      runtime: 'nodejs24.x',
//             ^^^^^^^^^^^^ `Orders` runs on `nodejs16.x`, which has had no patches since 2024-06-12
    });
  },
});
