import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Key(this, 'Own', { enableKeyRotation: false });
    //                                        ^^^^^ Key `Own` is never rotated, so all that it ever encrypted hangs on one piece of key
  }
}
