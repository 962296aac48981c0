/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new aws.iam.Role('Report', {
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
//                                                       ^^^ Role `Report`
      }),
    });
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
