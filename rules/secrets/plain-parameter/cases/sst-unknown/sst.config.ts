/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const password = new sst.Secret('Password');
    new aws.ssm.Parameter('Password', { name: '/payments/password', type: process.env.KIND, value: password.value });
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
