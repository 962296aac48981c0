/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const orders = new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
    new aws.lambda.Permission('Bucket', {
      action: 'lambda:InvokeFunction',
      function: orders.name,
      principal: 's3.amazonaws.com',
      sourceAccount: aws.getCallerIdentityOutput().accountId,
//               ^^^^^^^^^^^^^^^^^^ The policy of `Orders` lets `s3.amazonaws.com` in, for whichever account it acts
    });
  },
});
