import * as aws from '@pulumi/aws';

new aws.iam.Role('report', {
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
//                                                   ^^^ Role `report`
  }),
});
