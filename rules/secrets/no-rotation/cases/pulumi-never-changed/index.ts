import * as aws from '@pulumi/aws';

const secret = new aws.secretsmanager.Secret('payments');
//                                           ^^^^^^^^^^ Nothing ever changes secret `payments`

new aws.secretsmanager.SecretRotation('payments', {
  secretId: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:another-AbCdEf',
  rotationLambdaArn: 'arn:aws:lambda:eu-west-1:123456789012:function:rotate',
  rotationRules: { automaticallyAfterDays: 30 },
});
