import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});
const api = new aws.apigatewayv2.Api('shop', { protocolType: 'HTTP' });
const integration = new aws.apigatewayv2.Integration('orders', { apiId: api.id, integrationType: 'AWS_PROXY', integrationUri: orders.arn });
new aws.apigatewayv2.Route('orders', { apiId: api.id, routeKey: 'GET /orders', target: pulumi.interpolate`integrations/${integration.id}` });
new aws.apigatewayv2.Stage('live', {
//                         ^^^^^^ Anyone may call API `shop` (`GET /orders`) as often as the whole account is allowed to
  apiId: api.id,
  name: 'live',
  defaultRouteSettings: { throttlingBurstLimit: 100, throttlingRateLimit: 50 },
});
