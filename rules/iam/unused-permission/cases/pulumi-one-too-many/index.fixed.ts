import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const table = new aws.dynamodb.Table('orders', {
  billingMode: 'PAY_PER_REQUEST',
  hashKey: 'id',
  attributes: [{ name: 'id', type: 'S' }],
});
const role = new aws.iam.Role('orders', {
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }),
});
const create = new aws.lambda.Function('create', {
  runtime: 'nodejs24.x',
  handler: 'create.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: role.arn,
  environment: { variables: { TABLE: table.name } },
});
new aws.iam.RolePolicy('orders', {
  role: role.id,
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: table.arn }],
//                                                              ^^^^^^^^^^^^^^^^^^^^^ `create` may use `dynamodb:DeleteItem`, and calls nothing that needs it
  },
});
