import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new Role(this, 'OrdersRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: [this.node.tryGetContext('granted')], resources: ['arn:aws:dynamodb:eu-west-1:123456789012:table/orders'] }));
    new NodejsFunction(this, 'First', { entry: 'src/first.ts', role });
    new NodejsFunction(this, 'Second', { entry: 'src/second.ts', role });
  }
}
