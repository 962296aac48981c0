/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      environment: {
        STAGE: $app.stage,
        DB_PASSWORD: 'meadow-Tin4-kettle-Ravine',
        //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `DB_PASSWORD` gives `Orders` a secret as plain text
      },
    });
  },
});
