import { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new StringParameter(this, 'DbPassword', { parameterName: '/orders/db-password', stringValue: 'meadow-Tin4-kettle-Ravine' });
    //                                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Parameter `/orders/db-password` keeps a secret as plain text: everybody who may list parameters reads it.
  }
}
