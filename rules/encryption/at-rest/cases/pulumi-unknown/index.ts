import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

new aws.rds.Instance('orders', {
  engine: 'postgres',
  instanceClass: 'db.t4g.micro',
  storageEncrypted: config.requireBoolean('encrypted'),
});
