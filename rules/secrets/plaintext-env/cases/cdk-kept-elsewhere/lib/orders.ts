import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

export class Orders extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const secret = new secretsmanager.Secret(this, 'Database');
    new lambda.Function(this, 'Create', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'create.handler',
      code: lambda.Code.fromAsset('src'),
      environment: {
        DB_SECRET_ID: secret.secretName,
        DB_PASSWORD: secret.secretValueFromJson('password').unsafeUnwrap(),
        API_KEY: process.env.API_KEY ?? '',
        PARTNER_TOKEN: ssm.StringParameter.valueForStringParameter(this, '/partner/token'),
      },
    });
  }
}
