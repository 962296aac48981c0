import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';

export class SyncStack extends Stack {
  constructor(scope: any, id: string) {
    super(scope, id);
    new Function(this, 'Sync', {
      handler: 'sync.handler',
      runtime: Runtime.NODEJS_22_X,
      code: Code.fromAsset('src'),
      environment: { NODE_TLS_REJECT_UNAUTHORIZED: process.env.CHECKED ?? '' },
    });
  }
}
