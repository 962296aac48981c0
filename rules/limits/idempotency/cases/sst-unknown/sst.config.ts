/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const count = new sst.aws.Function('Count', { handler: 'src/count.handler' });
    const queue = new sst.aws.Queue('Visits');
    queue.subscribe(subscriberOf($app.stage));
  },
});
