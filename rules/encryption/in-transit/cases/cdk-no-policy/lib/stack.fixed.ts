import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Bucket(this, 'Labels', { enforceSSL: true });
    //               ^^^^^^^^ Bucket `Labels` also answers requests that come unencrypted. Refuse them in its policy
  }
}
