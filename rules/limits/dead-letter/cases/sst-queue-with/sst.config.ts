/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const failed = new sst.aws.Queue('Failed');
    failed.subscribe('src/failed.handler');
    const jobs = new sst.aws.Queue('Jobs', { dlq: { queue: failed.arn, retry: 5 } });
    jobs.subscribe('src/jobs.handler');
  },
});
