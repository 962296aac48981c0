import * as aws from '@pulumi/aws';

const secret = new aws.secretsmanager.Secret('payments');

new aws.secretsmanager.SecretRotation('payments', {
  secretId: secret.id,
  rotationLambdaArn: 'arn:aws:lambda:eu-west-1:123456789012:function:rotate',
  rotationRules: { automaticallyAfterDays: 30 },
});
