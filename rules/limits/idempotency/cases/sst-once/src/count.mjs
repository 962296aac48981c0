import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async (event) => {
  for (const { messageId } of event.Records) await client.send(new PutItemCommand({ TableName: 'visits', Item: { id: { S: messageId } } }));
};
