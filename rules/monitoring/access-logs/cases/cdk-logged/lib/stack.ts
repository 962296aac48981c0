import { Stack } from 'aws-cdk-lib';
import { CfnApi, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const api = new CfnApi(this, 'Api', { name: 'orders', protocolType: 'HTTP' });
    new CfnStage(this, 'Prod', { apiId: api.ref, stageName: 'prod', accessLogSettings: { destinationArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:api', format: '$context.requestId' } });
  }
}
