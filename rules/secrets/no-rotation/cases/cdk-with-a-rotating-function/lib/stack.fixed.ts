import { Stack, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const secret = new Secret(this, 'Db');
    //                              ^^^^ Nothing ever changes secret `Db`
    const rotate = new Function(this, 'Rotate', { runtime: Runtime.PYTHON_3_13, handler: 'rotate.handler', code: Code.fromAsset('rotate') });
    secret.addRotationSchedule('Rotation', {
      rotationLambda: rotate,
      automaticallyAfter: Duration.days(30),
    });
    rotate.addToRolePolicy(new PolicyStatement({ actions: ['secretsmanager:UpdateSecretVersionStage'], resources: [secret.secretArn] }));
  }
}
