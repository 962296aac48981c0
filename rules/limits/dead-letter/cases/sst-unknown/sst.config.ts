/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const jobs = new sst.aws.Queue('Jobs', { dlq: queueFor($app.stage) });
    jobs.subscribe('src/jobs.handler');
  },
});
