import { Stack } from 'aws-cdk-lib';
import { CfnApi, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const api = new CfnApi(this, 'Api', { name: 'orders', protocolType: 'HTTP' });
    new CfnStage(this, 'Prod', {
      apiId: api.ref,
      stageName: 'prod',
      accessLogSettings: { destinationArn: new logs.LogGroup(this, 'ProdAccessLog', { retention: logs.RetentionDays.THREE_MONTHS }).logGroupArn, format: '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","time":"$context.requestTime","route":"$context.routeKey","status":"$context.status"}' },
    });
    //                 ^^^^^^ API stage `Prod` keeps no access log, so nobody can tell who called what. Send logs to a group with a
  }
}
