import { Stack, type StackProps } from 'aws-cdk-lib';
import { LambdaRestApi } from 'aws-cdk-lib/aws-apigateway';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class MailStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const letters = new Table(this, 'Letters', { partitionKey: { name: 'id', type: AttributeType.STRING }, stream: StreamViewType.NEW_IMAGE });
    const write = new NodejsFunction(this, 'Write', { entry: 'src/write.ts', runtime: Runtime.NODEJS_22_X, environment: { LETTERS: letters.tableName } });
    letters.grantWriteData(write);
    new LambdaRestApi(this, 'Api', { handler: write });
    const send = new NodejsFunction(this, 'Send', { entry: 'src/send.ts', runtime: Runtime.NODEJS_22_X });
    send.addEventSource(new DynamoEventSource(letters, { startingPosition: StartingPosition.LATEST }));
//       ^^^^^^^^^^^^^^ 3: a change in table `Letters` starts `Send`
  }
}
