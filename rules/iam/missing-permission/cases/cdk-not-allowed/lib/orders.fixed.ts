import { Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const orders = new Table(this, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    const create = new NodejsFunction(this, 'Create', {
      entry: 'src/create.ts',
      runtime: Runtime.NODEJS_22_X,
      environment: { TABLE: orders.tableName },
    });
    orders.grant(create, 'dynamodb:PutItem');
    create.addToRolePolicy(new PolicyStatement({
      actions: [
        'dynamodb:GetItem',
      ],
      resources: [orders.tableArn],
    }));
  }
}
