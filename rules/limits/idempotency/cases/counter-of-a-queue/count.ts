import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    await table.send(new UpdateCommand({
    //                   ^^^^^^^^^^^^^ `UpdateCommand` counts on when the same event comes again
      TableName: process.env.TABLE,
      Key: { id: 'orders' },
      UpdateExpression: 'SET #count = if_not_exists(#count, :zero) + :size',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':zero': 0, ':size': record.body.length },
    }));
  }
};
