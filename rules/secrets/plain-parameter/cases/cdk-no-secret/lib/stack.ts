import { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new StringParameter(this, 'Host', { parameterName: '/orders/db-host', stringValue: 'db.shop.example' });
  }
}
