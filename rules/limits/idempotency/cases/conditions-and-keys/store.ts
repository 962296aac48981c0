import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = 'orders';

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    await table.send(new PutCommand({ TableName, Item: { id: record.messageId, trace: randomUUID() } }));
    await table.send(new UpdateCommand({ TableName, Key: { id: 'a' }, UpdateExpression: 'SET seen = :now', ExpressionAttributeValues: { ':now': 1 } }));
    await table.send(new UpdateCommand({
      TableName,
      Key: { id: 'a' },
      UpdateExpression: 'ADD #count :one SET lastMessage = :id',
      ConditionExpression: 'lastMessage <> :id',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':one': 1, ':id': record.messageId },
    }));
  }
};
