/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const role = new aws.iam.Role('Worker', {
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    });
    new aws.iam.RolePolicy('Worker', {
      role: role.id,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
//                                                ^^^^^^^ `NotAction` lets whoever has role `Worker` do everything but `iam:*`, also what AWS adds
      }),
    });
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
