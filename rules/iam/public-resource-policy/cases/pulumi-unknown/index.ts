import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const jobs = new aws.sqs.Queue('jobs');

new aws.sqs.QueuePolicy('jobs', {
  queueUrl: jobs.id,
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: config.require('sender') }, Action: 'sqs:SendMessage', Resource: '*' }],
  }),
});
