import * as aws from '@pulumi/aws';

new aws.rds.Instance('orders', {
  engine: 'postgres',
  instanceClass: 'db.t4g.micro',
  storageEncrypted: true,
//                  ^^^^^ Database `orders` stores data unencrypted
});
