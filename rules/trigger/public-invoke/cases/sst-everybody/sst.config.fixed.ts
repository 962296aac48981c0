/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const orders = new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
    new aws.lambda.Permission('Callers', {
      action: 'lambda:InvokeFunction',
      function: orders.name,
      principal: aws.getCallerIdentityOutput().accountId,
//               ^^^ Permission `Callers` lets everybody with any AWS account invoke its function
    });
  },
});
