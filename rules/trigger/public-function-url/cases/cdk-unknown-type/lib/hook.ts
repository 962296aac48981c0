import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Hook extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const hook = new lambda.Function(this, 'Hook', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'hook.handler', code: lambda.Code.fromAsset('src') });
    hook.addFunctionUrl({ authType: this.node.tryGetContext('urlAuth') });
  }
}
