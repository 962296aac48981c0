import { Stack, type StackProps } from 'aws-cdk-lib';
import { Code, Function, CodeSigningConfig, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new Function(this, 'Orders', {
      code: Code.fromAsset('.'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
      codeSigningConfig: CodeSigningConfig.fromCodeSigningConfigArn(this, 'Signing', 'arn:aws:lambda:eu-central-1:111122223333:code-signing-config:csc-0f0f0f0f0f0f0f0f0'),
    });
  }
}
