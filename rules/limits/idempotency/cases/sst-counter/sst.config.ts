/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const queue = new sst.aws.Queue('Visits');
    queue.subscribe('src/count.handler');
  },
});
