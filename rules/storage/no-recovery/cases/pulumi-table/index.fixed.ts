import * as aws from '@pulumi/aws';

new aws.dynamodb.Table('orders', {
  billingMode: 'PAY_PER_REQUEST',
  hashKey: 'id',
  attributes: [{ name: 'id', type: 'S' }],
  pointInTimeRecovery: { enabled: true },
//                                ^^^^^ Table `orders` has no point-in-time recovery
});
