import { Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = Vpc.fromLookup(this, 'Vpc', { vpcName: 'shop' });
    const all = new SecurityGroup(this, 'All', { vpc, allowAllOutbound: false });
    const settings = { code: Code.fromAsset('src'), runtime: Runtime.NODEJS_24_X, vpc };
    new Function(this, 'Orders', { ...settings, handler: 'orders.handler', securityGroups: [all] });
    new Function(this, 'Invoices', { ...settings, handler: 'invoices.handler', securityGroups: [all] });
    new Function(this, 'Reports', { ...settings, handler: 'reports.handler', securityGroups: [groupOf(this)] });
  }
}
