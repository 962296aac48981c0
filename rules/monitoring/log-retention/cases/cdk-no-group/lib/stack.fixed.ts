import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Function(this, 'Orders', {
    //                 ^^^^^^^^ The log of `Orders` is kept for ever, as the template declares no log group for it. Choose how long: personal
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
      logGroup: new logs.LogGroup(this, 'OrdersLogs', { retention: logs.RetentionDays.THREE_MONTHS }),
    });
  }
}
