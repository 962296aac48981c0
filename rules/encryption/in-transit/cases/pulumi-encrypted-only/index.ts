import * as aws from '@pulumi/aws';

const labels = new aws.s3.Bucket('labels');

new aws.s3.BucketPolicy('labels', {
  bucket: labels.id,
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
  }),
});
