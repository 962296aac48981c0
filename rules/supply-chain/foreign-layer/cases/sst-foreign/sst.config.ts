/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      layers: ['arn:aws:lambda:eu-west-1:999988887777:layer:tools:3'],
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Layer `tools` is published by account 999988887777, which nothing here knows
    });
  },
});
