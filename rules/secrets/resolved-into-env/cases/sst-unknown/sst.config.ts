/// <reference path="./.sst/platform/config.d.ts" />

import { passwordIn } from './stages';

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const password = new sst.Secret('DbPassword');
    new sst.aws.Function('Orders', {
      handler: 'src/orders.handler',
      environment: { DB_PASSWORD: passwordIn($app.stage) },
    });
  },
});
