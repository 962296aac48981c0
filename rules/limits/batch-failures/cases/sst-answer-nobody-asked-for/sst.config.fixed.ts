/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const queue = new sst.aws.Queue('Jobs');
    queue.subscribe('src/orders.handler', { batch: { partialResponses: true } });
//        ^^^^^^^^^ queue Jobs does not ask for single failures (ReportBatchItemFailures), but the handler of
  },
});
