import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Orders extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const table = new dynamodb.Table(this, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const create = new lambda.Function(this, 'Create', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'create.handler', code: lambda.Code.fromAsset('src'), tracing: lambda.Tracing.ACTIVE });
    table.grantStreamRead(create);
    create.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:PutItem'], resources: [table.tableArn, `${table.tableArn}/index/*`] }));
  }
}
