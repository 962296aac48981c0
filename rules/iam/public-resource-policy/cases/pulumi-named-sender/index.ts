import * as aws from '@pulumi/aws';

const jobs = new aws.sqs.Queue('jobs');

new aws.sqs.QueuePolicy('jobs', {
  queueUrl: jobs.id,
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sqs:SendMessage', Resource: '*' }],
  }),
});
