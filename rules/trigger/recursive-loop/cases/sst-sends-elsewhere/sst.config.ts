/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const jobs = new sst.aws.Queue('Jobs');
    const done = new sst.aws.Queue('Done');
    jobs.subscribe({ handler: 'src/work.handler', environment: { QUEUE_URL: done.url } });
  },
});
