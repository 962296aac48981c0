/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const jobs = new sst.aws.Queue('Jobs');
    new aws.sqs.QueuePolicy('Senders', {
      queueUrl: jobs.url,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: senderOf($app.stage) }, Action: 'sqs:SendMessage', Resource: '*' }],
      }),
    });
  },
});
