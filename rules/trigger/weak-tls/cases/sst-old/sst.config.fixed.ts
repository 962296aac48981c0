/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new aws.apigatewayv2.DomainName('Shop', {
      domainName: 'shop.example.com',
      domainNameConfiguration: { certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/a1b2', endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
//                                                                                                                                                ^^^^^^^^^ Domain `Shop` accepts TLS 1.0. Ask for TLS 1.2 or later
    });
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
  },
});
