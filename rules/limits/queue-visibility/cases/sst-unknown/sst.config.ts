/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const queue = new sst.aws.Queue('Jobs', { visibilityTimeout: hiddenFor($app.stage) });
    queue.subscribe({ handler: 'src/orders.handler', timeout: '20 seconds' });
  },
});
