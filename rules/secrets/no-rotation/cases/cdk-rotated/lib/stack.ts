import { Stack } from 'aws-cdk-lib';
import { CfnRotationSchedule, CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const secret = new CfnSecret(this, 'Db', { name: 'orders/db' });
    new CfnRotationSchedule(this, 'Rotation', { secretId: secret.ref, rotationRules: { automaticallyAfterDays: 30 } });
  }
}
