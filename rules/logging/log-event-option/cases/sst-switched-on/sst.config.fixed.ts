/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      environment: { POWERTOOLS_LOGGER_LOG_EVENT: 'false' },
//                                                ^^^^^^ `POWERTOOLS_LOGGER_LOG_EVENT` in `Orders` writes every event to the log, with its
    });
  },
});
