import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

new aws.apigatewayv2.Api('shop', {
  protocolType: 'HTTP',
  corsConfiguration: { allowOrigins: [config.require('origin')], allowMethods: ['GET'] },
});
