import { Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { FunctionUrlAuthType, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const bus = new EventBus(this, 'Shop');
    const order = new NodejsFunction(this, 'Order', { entry: 'src/order.ts', runtime: Runtime.NODEJS_22_X, environment: { BUS: bus.eventBusName } });
    order.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    bus.grantPutEventsTo(order);
    const count = new NodejsFunction(this, 'Count', { entry: 'src/count.ts', runtime: Runtime.NODEJS_22_X });
    new Rule(this, 'Ordered', { eventBus: bus, eventPattern: { source: ['orders'] }, targets: [new LambdaFunction(count)] });
//                 ^^^^^^^^^ 4: event bus `Shop` starts `Count`
    const refund = new NodejsFunction(this, 'Refund', { entry: 'src/refund.ts', runtime: Runtime.NODEJS_22_X });
    new Rule(this, 'Refunded', { eventBus: bus, eventPattern: { source: ['refunds'] }, targets: [new LambdaFunction(refund)] });
  }
}
