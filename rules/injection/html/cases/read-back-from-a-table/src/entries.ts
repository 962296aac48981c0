import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export interface Entry {
  readonly name: string;
  readonly stars: number;
  readonly text: string;
}

export class Entries {
  constructor(private readonly table: string) {}

  async add({ name, stars, text }: Entry): Promise<void> {
    await documents.send(new PutCommand({ TableName: this.table, Item: { pk: 'entry', sk: new Date().toISOString(), name, stars, text } }));
//                                                                                                                  ^^^^ 3: is written to table `Entries`
  }

  async all(): Promise<Entry[]> {
    const { Items = [] } = await documents.send(new QueryCommand({ TableName: this.table, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'entry' } }));
    return Items as Entry[];
  }
}
