import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  const item = event.detail;
  //           ^^^^^^^^^^^^ `event.detail.id`, `event.detail.owner.name`, `event.detail.tags` and 2 more fields (it is sent within the account: events shop, events come from inside the account) are used before anything checks what was sent
  await table.send(new PutCommand({ TableName: 'orders', Item: { id: item.id, owner: item.owner.name, tags: item.tags, total: item.total, note: item.note } }));
};
