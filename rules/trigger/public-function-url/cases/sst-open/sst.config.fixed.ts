/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      url: { authorization: 'iam' },
      //   ^^^^ Anybody who knows the address may call the URL of `Orders`
    });
    new sst.aws.Function('Webhook', {
      handler: 'src/orders.handler',
      url: { authorization: 'none', cors: false },
      //                    ^^^^^^ may call the URL of `Webhook`
    });
  },
});
