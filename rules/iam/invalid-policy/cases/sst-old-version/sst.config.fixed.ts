/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const role = new aws.iam.Role('Worker', {
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
//               ^^^^^^^^^^^^ A policy with `Version
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    });
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
