import * as cdk from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Visits extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const queue = new Queue(this, 'Queue');
    const count = new NodejsFunction(this, 'Count', { entry: 'src/count.mjs' });
    new CfnEventSourceMapping(this, 'Source', { functionName: this.node.tryGetContext('worker'), eventSourceArn: queue.queueArn });
  }
}
