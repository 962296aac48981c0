/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const secret = new aws.secretsmanager.Secret('Payments');
//                                               ^^^^^^^^^^ Nothing ever changes secret `Payments`
    new aws.secretsmanager.SecretRotation('Payments', {
      secretId: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:another-AbCdEf',
      rotationLambdaArn: 'arn:aws:lambda:eu-west-1:123456789012:function:rotate',
      rotationRules: { automaticallyAfterDays: 30 },
    });
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
