import { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class Breaker extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const state = new dynamodb.Table(this, 'State', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const other = new dynamodb.Table(this, 'Other', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const call = new lambda.Function(this, 'Call', {
      runtime: lambda.Runtime.NODEJS_24_X,
      code: lambda.Code.fromAsset('src'),
      handler: 'call.handler',
      environment: { BREAKER_TABLE: state.tableName },
    });
    call.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
    state.grantReadWriteData(call);
    other.grantReadWriteData(call);
    // <------------------------------ `Call` may use `grantReadWriteData`, and calls nothing that needs it
  }
}
