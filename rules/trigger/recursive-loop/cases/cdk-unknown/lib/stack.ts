import { Stack } from 'aws-cdk-lib';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const uploads = new Bucket(this, 'Uploads');
    const done = new Bucket(this, 'Done');
    const orders = new Function(this, 'Orders', {
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
      environment: { BUCKET: bucketOf(this) },
    });
    uploads.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(orders));
  }
}
