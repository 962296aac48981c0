import { DynamoDBClient, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, S3Event } from 'aws-lambda';

const bucket = new S3Client({});
const table = new DynamoDBClient({});
const tables: Record<string, string | undefined> = { orders: process.env.ORDERS_TABLE, invoices: process.env.INVOICES_TABLE };
const kinds = ['orders', 'invoices'];

export const handler = async (event: APIGatewayProxyEvent) => {
  const { sub } = event.requestContext.authorizer?.claims;
  const { name = '', kind = '', id = '' } = event.queryStringParameters ?? {};
  await bucket.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: `${sub}/${name}` }));
  await bucket.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: `${randomUUID()}-${name}` }));
  await table.send(new ScanCommand({ TableName: tables[kind] }));
  await table.send(new GetItemCommand({ TableName: process.env.ORDERS_TABLE, Key: { id: { S: id } } }));
  if (!kinds.includes(kind)) return { statusCode: 400 };
  await table.send(new ScanCommand({ TableName: kind }));
  if (!/^[\w-]+$/.test(name)) return { statusCode: 400 };
  await bucket.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: `files/${name}` }));
  return { statusCode: 204 };
};

export const stored = async (event: S3Event) => {
  for (const { s3 } of event.Records) await bucket.send(new GetObjectCommand({ Bucket: s3.bucket.name, Key: s3.object.key }));
};
