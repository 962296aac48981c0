import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const create = new aws.lambda.Function('create', {
  runtime: 'nodejs24.x',
  handler: 'create.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/create',
});
const api = new aws.apigateway.RestApi('orders');
const validator = new aws.apigateway.RequestValidator('body', { restApi: api.id, validateRequestBody: config.requireBoolean('checked') });
const order = new aws.apigateway.Model('order', { restApi: api.id, name: 'Order', contentType: 'application/json', schema: JSON.stringify({ type: 'object', required: ['id', 'note'] }) });
const method = new aws.apigateway.Method('create', {
  restApi: api.id,
  resourceId: api.rootResourceId,
  httpMethod: 'POST',
  authorization: 'AWS_IAM',
  requestValidatorId: validator.id,
  requestModels: { 'application/json': order.name },
});
new aws.apigateway.Integration('create', {
  restApi: api.id,
  resourceId: api.rootResourceId,
  httpMethod: method.httpMethod,
  integrationHttpMethod: 'POST',
  type: 'AWS_PROXY',
  uri: create.invokeArn,
});
