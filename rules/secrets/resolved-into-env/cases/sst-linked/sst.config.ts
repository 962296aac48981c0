/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const password = new sst.Secret('DbPassword');
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      link: [password],
      environment: { DB_SECRET: password.name },
    });
  },
});
