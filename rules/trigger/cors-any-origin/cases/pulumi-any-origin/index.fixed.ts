import * as aws from '@pulumi/aws';

new aws.apigatewayv2.Api('shop', {
  protocolType: 'HTTP',
  corsConfiguration: { allowOrigins: ['https://www.example.com'], allowMethods: ['GET'] },
//                                    ^^^ Pages of every origin may read the answers of API `shop`
});
