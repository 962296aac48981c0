import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'hook.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});
const api = new aws.apigatewayv2.Api('shop', { protocolType: 'HTTP' });
const people = new aws.apigatewayv2.Authorizer('people', {
  apiId: api.id,
  authorizerType: 'JWT',
  identitySources: ['$request.header.Authorization'],
  jwtConfiguration: { issuer: 'https://login.shop.example', audiences: ['shop'] },
});
const integration = new aws.apigatewayv2.Integration('orders', { apiId: api.id, integrationType: 'AWS_PROXY', integrationUri: orders.arn, payloadFormatVersion: '2.0' });
new aws.apigatewayv2.Route('orders', {
  apiId: api.id,
  routeKey: 'POST /payments/done',
  target: pulumi.interpolate`integrations/${integration.id}`,
  authorizationType: 'NONE',
  authorizerId: people.id,
});
