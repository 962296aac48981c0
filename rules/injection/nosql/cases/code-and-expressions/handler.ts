import { Client } from '@opensearch-project/opensearch';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { MongoClient } from 'mongodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const orders = new MongoClient(String(process.env.MONGO_HOST)).db('shop').collection('orders');
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const search = new Client({ node: String(process.env.SEARCH_HOST) });

export const handler = async (event: APIGatewayProxyEvent) => {
  const owner = event.queryStringParameters?.owner;
  const mine = await orders.find({ $where: `this.owner == '${owner}'` }).toArray();
  //                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ runs as code in the database
  const rows = await table.send(new ScanCommand({ TableName: 'orders', FilterExpression: 'ownerId = ' + owner }));
  //                                                                                     ^^^^^^^^^^^^^^^^^^^^ becomes part of a DynamoDB expression
  const request = JSON.parse(event.body ?? '{}');
  const page = await table.send(new QueryCommand(request));
  //                                             ^^^^^^^ becomes the whole request to the table
  const hits = await search.search({ index: 'orders', body: { query: { query_string: { query: `owner:${owner}` } } } });
  //                                                                                          ^^^^^^^^^^^^^^^^ becomes part of a search expression
  return { statusCode: 200, body: JSON.stringify([mine.length, rows.Count, page.Count, hits.statusCode]) };
};
