import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export interface OrdersProps extends StackProps { readonly bucket: string; readonly version: string; readonly operator: string }

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props: OrdersProps) {
    super(scope, id, props);
    const create = new Function(this, 'Create', { runtime: Runtime.NODEJS_22_X, handler: 'create.handler', code: Code.fromAsset('src') });
    create.addToRolePolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: [props.bucket, `${props.bucket}/*`], conditions: { [props.operator]: { 'aws:PrincipalTag/team': 'orders' } } }));
    new CfnPolicy(this, 'Files', { policyName: 'files', policyDocument: { Version: props.version, Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `${props.bucket}/*` }] } });
  }
}
