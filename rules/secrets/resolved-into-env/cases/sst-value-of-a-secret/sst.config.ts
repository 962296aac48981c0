/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const password = new sst.Secret('DbPassword');
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      environment: { DB_PASSWORD: password.value },
//                                ^^^^^^^^^^^^^^ `DB_PASSWORD` of `Orders` is filled from Secrets Manager or a SecureString at deployment
    });
  },
});
