import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Jobs extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const job = new lambda.Function(this, 'Job', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'job.handler', code: lambda.Code.fromAsset('src') });
    job.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(this.node.tryGetContext('rights')));
  }
}
