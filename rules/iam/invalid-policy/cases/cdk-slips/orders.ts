import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const create = new Function(this, 'Create', { runtime: Runtime.NODEJS_22_X, handler: 'create.handler', code: Code.fromAsset('src') });
    create.addToRolePolicy(new PolicyStatement({
      actions: ['s3:PutObject'],
      resources: ['files/*'],
      //          ^^^^^^^^^ `files/*` is neither an ARN nor `*`
      conditions: { StringEqual: { 'aws:PrincipalTag/team': 'orders' } },
      //            ^^^^^^^^^^^ did you mean `StringEquals`?
    }));
    new CfnPolicy(this, 'Files', {
      policyName: 'files',
      policyDocument: { Version: '2008-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::files/*' }] },
      //                         ^^^^^^^^^^^^ is read by the rules of 2008
    });
  }
}
