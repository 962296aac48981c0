import { Stack } from 'aws-cdk-lib';
import { CfnApi, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const api = new CfnApi(this, 'Api', { name: 'orders', protocolType: 'HTTP' });
    new CfnStage(this, 'Prod', { apiId: api.ref, stageName: 'prod' });
    //                 ^^^^^^ API stage `Prod` keeps no access log, so nobody can tell who called what. Send logs to a group with a
  }
}
