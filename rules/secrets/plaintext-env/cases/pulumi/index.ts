import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('orders', {
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }),
});

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: role.arn,
  environment: {
    variables: {
      STAGE: pulumi.getStack(),
      DB_PASSWORD: 'meadow-Tin4-kettle-Ravine',
      //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `DB_PASSWORD` gives `orders` a secret as plain text
    },
  },
});
