/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      environment: { NODE_TLS_REJECT_UNAUTHORIZED: '1' },
//                                                 ^^^ `NODE_TLS_REJECT_UNAUTHORIZED` is 0
    });
  },
});
