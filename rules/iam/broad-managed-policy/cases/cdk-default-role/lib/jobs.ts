import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Jobs extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const queue = new sqs.Queue(this, 'Queue');
    const job = new lambda.Function(this, 'Job', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'job.handler', code: lambda.Code.fromAsset('src') });
    queue.grantSendMessages(job);
  }
}
