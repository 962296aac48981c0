/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const jobs = new sst.aws.Queue('Jobs', { visibilityTimeout: '2 minutes' });
    //                             ^^^^^^ Messages of queue `Jobs` that `Jobs subscriber` cannot handle come back until they expire
    jobs.subscribe({ handler: 'src/jobs.handler', timeout: '20 seconds' });
  },
});
