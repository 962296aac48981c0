/// <reference path="./.sst/platform/config.d.ts" />

import { linkedIn } from './stages';

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    const orders = new sst.aws.Dynamo('Orders', { fields: { id: 'string' }, primaryIndex: { hashKey: 'id' } });
    const labels = new sst.aws.Bucket('Labels');
    new sst.aws.Function('Create', {
      handler: 'src/create.handler',
      link: linkedIn($app.stage),
      environment: { TABLE: orders.name },
    });
  },
});
