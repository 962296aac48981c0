import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  for (const { body } of event.Records) {
    for (const { s3 } of JSON.parse(body).Records) await table.send(new PutCommand({ TableName: 'files', Item: { bucket: s3.bucket.name, key: s3.object.key } }));
  }
};
