import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

new aws.ssm.Parameter('password', {
  name: '/payments/password',
  type: 'SecureString',
  value: config.requireSecret('password'),
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Parameter `/payments/password` keeps a secret as plain text
});
