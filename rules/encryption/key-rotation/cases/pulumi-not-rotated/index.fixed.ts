import * as aws from '@pulumi/aws';

new aws.kms.Key('orders', {
  enableKeyRotation: true,
//                   ^^^^^ Key `orders` is never rotated, so all that it ever encrypted hangs on one piece of key
});
