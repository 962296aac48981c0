import { Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = Vpc.fromLookup(this, 'Vpc', { vpcName: 'shop' });
    const all = new SecurityGroup(this, 'All', { vpc, allowAllOutbound: false });
    const other = new SecurityGroup(this, 'Other', { vpc, allowAllOutbound: false });
    new Function(this, 'Orders', {
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
      vpc,
      securityGroups: [groupOf(this)],
    });
    new Function(this, 'Invoices', {
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
      vpc,
      securityGroups: [groupOf(this)],
    });
  }
}
