import * as aws from '@pulumi/aws';

const jobs = new aws.sqs.Queue('jobs');

new aws.sqs.QueuePolicy('jobs', {
  queueUrl: jobs.id,
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sqs:SendMessage', Resource: '*' }],
//                                                   ^^^ Anybody with an AWS account, and for some actions anybody at all, may use
  }),
});
