import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

new aws.kms.Key('orders', {
  enableKeyRotation: config.requireBoolean('rotated'),
});
