/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const secret = new aws.secretsmanager.Secret('Payments');
    new aws.secretsmanager.SecretRotation('Payments', {
      secretId: secret.id,
      rotationLambdaArn: 'arn:aws:lambda:eu-west-1:123456789012:function:rotate',
      rotationRules: { automaticallyAfterDays: 30 },
    });
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
