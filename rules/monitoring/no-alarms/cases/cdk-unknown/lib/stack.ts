import { Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Function(this, 'Orders', {
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
    });
    new CfnAlarm(this, 'Errors', { namespace: namespaceOf(this), metricName: 'Errors', comparisonOperator: 'GreaterThanThreshold', evaluationPeriods: 1 });
  }
}
