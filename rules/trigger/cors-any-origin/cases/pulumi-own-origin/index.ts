import * as aws from '@pulumi/aws';

new aws.apigatewayv2.Api('shop', {
  protocolType: 'HTTP',
  corsConfiguration: { allowOrigins: ['https://shop.example.com'], allowMethods: ['GET'] },
});
