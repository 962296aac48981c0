import { Duration, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DatabaseInstance, DatabaseInstanceEngine } from 'aws-cdk-lib/aws-rds';
import { HostedRotation, RotationSchedule, Secret, SecretRotation, SecretRotationApplication } from 'aws-cdk-lib/aws-secretsmanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, vpc: Vpc) {
    super(scope, id);
    const rotate = new Function(this, 'Rotate', { runtime: Runtime.PYTHON_3_13, handler: 'rotate.handler', code: Code.fromAsset('rotate') });
    const database = new DatabaseInstance(this, 'Database', { engine: DatabaseInstanceEngine.POSTGRES, vpc, storageEncrypted: true });

    const own = new Secret(this, 'Own');
    own.addRotationSchedule('Rotation', { rotationLambda: rotate, automaticallyAfter: Duration.days(30) });

    const attached = new Secret(this, 'Attached');
    const together = attached.attach(database);
    together.addRotationSchedule('Hosted', { hostedRotation: HostedRotation.postgreSqlSingleUser() });

    const other = new Secret(this, 'Other');
    new RotationSchedule(this, 'OtherRotation', { secret: other, rotationLambda: rotate });

    const last = new Secret(this, 'Last');
    new SecretRotation(this, 'LastRotation', { secret: last, target: database, vpc, application: SecretRotationApplication.POSTGRES_ROTATION_SINGLE_USER });
  }
}
