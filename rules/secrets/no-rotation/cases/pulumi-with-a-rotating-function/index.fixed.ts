import * as aws from '@pulumi/aws';

const secret = new aws.secretsmanager.Secret('payments');
//                                           ^^^^^^^^^^ Nothing ever changes secret `payments`

const role = new aws.iam.Role('rotate', {
  assumeRolePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
});
new aws.iam.RolePolicy('rotate', {
  role: role.id,
  policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'], Resource: secret.arn }] },
});

const rotate = new aws.lambda.Function('rotate', { runtime: 'python3.13', handler: 'rotate.handler', role: role.arn });
const rotationPermission = new aws.lambda.Permission('payments-rotation', {
  function: rotate.name,
  action: 'lambda:InvokeFunction',
  principal: 'secretsmanager.amazonaws.com',
  sourceArn: secret.arn,
});
new aws.secretsmanager.SecretRotation('payments-rotation', {
  secretId: secret.id,
  rotationLambdaArn: rotate.arn,
  rotationRules: { automaticallyAfterDays: 30 },
}, { dependsOn: [rotationPermission] });
