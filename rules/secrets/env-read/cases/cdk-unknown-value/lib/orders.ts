import * as cdk from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class Orders extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const create = new NodejsFunction(this, 'Create', {
      entry: 'src/create.ts',
      environment: { DB_PASSWORD: this.node.tryGetContext('password') },
    });
  }
}
