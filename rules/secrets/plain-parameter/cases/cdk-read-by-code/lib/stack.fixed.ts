import { Duration, Stack } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const password = new secretsmanager.Secret(this, 'DbPassword', { generateSecretString: { passwordLength: 32, excludePunctuation: true } });
    //                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Parameter `DbPassword` keeps a secret as plain text
    const read = new NodejsFunction(this, 'Read', {
      runtime: Runtime.NODEJS_24_X,
      entry: 'src/read.ts',
      timeout: Duration.seconds(10),
      environment: { PASSWORD_PARAMETER: password.secretArn },
    });
    password.grantRead(read);
  }
}
