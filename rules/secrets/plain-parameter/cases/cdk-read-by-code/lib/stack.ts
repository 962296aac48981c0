import { Duration, Stack } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const password = new StringParameter(this, 'DbPassword', { stringValue: 'meadow-Tin4-kettle-Ravine' });
    //                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Parameter `DbPassword` keeps a secret as plain text
    const read = new NodejsFunction(this, 'Read', {
      runtime: Runtime.NODEJS_24_X,
      entry: 'src/read.ts',
      timeout: Duration.seconds(10),
      environment: { PASSWORD_PARAMETER: password.parameterName },
    });
    password.grantRead(read);
  }
}
