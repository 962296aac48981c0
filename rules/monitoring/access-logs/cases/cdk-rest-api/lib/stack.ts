import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';

export class OrdersStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const api = new apigateway.RestApi(this, 'Api', {
      restApiName: 'orders',
      deployOptions: { stageName: 'live' },
  //  ^^^^^^^^^^^^^ API stage `Api` keeps no access log
    });
    api.root.addMethod('GET');
  }
}
