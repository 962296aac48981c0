/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      environment: { LOG_LEVEL: 'info' },
//                              ^^^^^^^ `LOG_LEVEL` is fixed to `debug` for `Orders`, in production too
    });
  },
});
