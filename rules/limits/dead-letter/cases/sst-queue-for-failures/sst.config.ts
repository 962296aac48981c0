/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const failed = new sst.aws.Queue('FailedJobs');
    const jobs = new sst.aws.Queue('Jobs');
    //                             ^^^^^^ Messages of queue `Jobs` that `Jobs subscriber` cannot handle come back until they expire
    jobs.subscribe('src/jobs.handler');
  },
});
