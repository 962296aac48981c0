import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new Function(this, 'Orders', {
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
    });
    const api = new RestApi(this, 'Api');
    api.root.addResource('orders').addMethod('POST', new LambdaIntegration(orders));
    if (this.node.tryGetContext('guarded')) {
      new CfnWebACLAssociation(this, 'Firewall', { resourceArn: api.deploymentStage.stageArn, webAclArn: 'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/shop/0f0f' });
    }
  }
}
