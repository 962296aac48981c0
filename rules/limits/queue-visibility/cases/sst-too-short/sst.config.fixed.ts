/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const queue = new sst.aws.Queue('Jobs', { visibilityTimeout: '120 seconds' });
//                                                               ^^^^^^^^^^^^ Queue `Jobs` hides a message for 25 seconds, though function `Jobs subscriber` may work
    queue.subscribe({ handler: 'src/orders.handler', timeout: '20 seconds' });
  },
});
