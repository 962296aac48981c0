import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const failed = new Queue(this, 'Failed');
    const queue = new Queue(this, 'Queue', { deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });
    //                            ^^^^^^^ Messages of queue `Queue` that `Orders` cannot handle come back until they expire. Give the queue a
    const orders = new Function(this, 'Orders', {
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
    });
    orders.addEventSource(new SqsEventSource(queue));
  }
}
