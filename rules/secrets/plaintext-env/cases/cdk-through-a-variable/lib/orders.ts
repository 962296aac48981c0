import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Orders extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const password = 'q7Rw2ZpLx9Vt4Km';
    const environment = { TABLE: 'orders', DB_PASSWORD: password };
    //                                                  ^^^^^^^^ `DB_PASSWORD` gives `Create` and `List` a secret as plain text: it comes from variable password
    for (const name of ['Create', 'List']) {
      new lambda.Function(this, name, { runtime: lambda.Runtime.NODEJS_22_X, handler: `${name}.handler`, code: lambda.Code.fromAsset('src'), environment });
    }
    const pay = new lambda.Function(this, 'Pay', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'pay.handler', code: lambda.Code.fromAsset('src') });
    pay.addEnvironment('STRIPE_SECRET', 'q7Rw2ZpLx9Vt4Kn');
    //                                  ^^^^^^^^^^^^^^^^^ `STRIPE_SECRET` gives `Pay`
  }
}
