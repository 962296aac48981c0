import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const secret = new aws.secretsmanager.Secret('payments');

new aws.secretsmanager.SecretRotation('payments', {
  secretId: config.require('secretId'),
  rotationLambdaArn: 'arn:aws:lambda:eu-west-1:123456789012:function:rotate',
  rotationRules: { automaticallyAfterDays: 30 },
});
