/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Shop', { handler: 'src/shop.handler', url: true, concurrency: { reserved: 20 } });
    //                   ^^^^^^ Nothing bounds how often `Shop` may run at a time: anyone can send to it
  },
});
