import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const token = new CfnParameter(this, 'Token', { noEcho: true });
    new Function(this, 'Orders', {
    //                 ^^^^^^^^ The environment of `Orders` holds `API_TOKEN`, encrypted with the key that all functions of the account
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
      environment: { API_TOKEN: token.valueAsString },
      environmentEncryption: new kms.Key(this, 'OrdersKey', { description: 'Environment of Orders', enableKeyRotation: true }),
    });
  }
}
