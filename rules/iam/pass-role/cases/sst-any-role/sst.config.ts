/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      permissions: [{ actions: ['iam:PassRole'], resources: ['*'] }],
//                                                           ^^^ Whoever takes over `Orders` may hand any role (`*`) to a service that then acts with it
    });
  },
});
