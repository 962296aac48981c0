import { Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Table(this, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    //              ^^^^^^^^ Table `Orders` has no point-in-time recovery: what is overwritten or deleted is
  }
}
