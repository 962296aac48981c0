import { Stack } from 'aws-cdk-lib';
import { CfnDomainName } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnDomainName(this, 'Shop', { domainName: 'api.shop.example', securityPolicy: policyOf(this) });
  }
}
