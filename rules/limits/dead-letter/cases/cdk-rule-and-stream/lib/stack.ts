import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Code, Function, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Closes the books.
    const orders = new Function(this, 'Orders', {
      //                              ^^^^^^^^ Events that function `Orders` cannot handle are dropped
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(20), // the bank is slow
    });
    new Rule(this, 'Daily', {
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new LambdaFunction(orders)],
    });
    const clicks = new Stream(this, 'Clicks');
    orders.addEventSource(new KinesisEventSource(clicks, { startingPosition: StartingPosition.LATEST }));
    //     ^^^^^^^^^^^^^^ Records of stream Clicks
  }
}
