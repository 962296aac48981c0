/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const password = new sst.Secret('Password');
    new aws.ssm.Parameter('Password', { name: '/payments/password', type: 'SecureString', value: password.value });
//                                                                                         ^^^^^^^^^^^^^^ Parameter `/payments/password` keeps a secret as plain text
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
