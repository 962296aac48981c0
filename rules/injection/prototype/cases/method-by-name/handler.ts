import { DynamoDB } from 'aws-sdk';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const table = new DynamoDB.DocumentClient();

class Orders {
  list(): string[] { return []; }
  onCreated(name: string): string { return name; }
  removeAll(): string[] { return []; }
}

const orders = new Orders() as Orders & Record<string, (name: string) => unknown>;
const actions: Record<string, (name: string) => unknown> = { list: (name) => name, show: (name) => name };
const known = ['get', 'query'];

export const handler = async (event: APIGatewayProxyEvent) => {
  const { action, name } = event.queryStringParameters as Record<string, string>;
  await table[action]({ TableName: 'orders', Key: { name } }).promise();
  //          ^^^^^^ chooses which method is called
  orders[action](name);
  //     ^^^^^^ `event.queryStringParameters.action`
  orders[`on${action}`](name);
  actions[action]?.(name);
  if (known.includes(action)) await table[action]({ TableName: 'orders', Key: { name } }).promise();
  return { statusCode: 204, body: '' };
};
