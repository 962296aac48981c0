import { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Secret(this, 'Db');
    //               ^^^^ Nothing ever changes secret `Db`. Give it a rotation
  }
}
