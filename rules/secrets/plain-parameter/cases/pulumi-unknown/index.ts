import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

new aws.ssm.Parameter('password', {
  name: '/payments/password',
  type: config.require('type'),
  value: config.requireSecret('password'),
});
