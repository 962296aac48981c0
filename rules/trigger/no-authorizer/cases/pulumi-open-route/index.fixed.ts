import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});
const api = new aws.apigateway.RestApi('orders');
const method = new aws.apigateway.Method('create', {
  restApi: api.id,
  resourceId: api.rootResourceId,
  httpMethod: 'POST',
  authorization: 'AWS_IAM',
//               ^^^^^^ Anybody may call `POST /` (`orders`)
});
new aws.apigateway.Integration('create', {
  restApi: api.id,
  resourceId: api.rootResourceId,
  httpMethod: method.httpMethod,
  integrationHttpMethod: 'POST',
  type: 'AWS_PROXY',
  uri: orders.invokeArn,
});
