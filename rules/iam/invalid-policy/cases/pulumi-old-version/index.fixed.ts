import * as aws from '@pulumi/aws';

const role = new aws.iam.Role('orders', {
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }),
});

new aws.iam.RolePolicy('orders', {
  role: role.id,
  policy: JSON.stringify({
    Version: '2012-10-17',
//           ^^^^^^^^^^^^ A policy with `Version
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }],
  }),
});
