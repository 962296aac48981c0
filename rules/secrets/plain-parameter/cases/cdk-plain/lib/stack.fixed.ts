import { Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new secretsmanager.Secret(this, 'DbPassword', { secretName: '/orders/db-password', generateSecretString: { passwordLength: 32, excludePunctuation: true } });
    //                                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Parameter `/orders/db-password` keeps a secret as plain text: everybody who may list parameters reads it.
  }
}
