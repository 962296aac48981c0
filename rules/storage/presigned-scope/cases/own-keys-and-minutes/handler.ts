import { randomUUID } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const client = new S3Client({});

export const handler = async (event: APIGatewayProxyEvent) => {
  const { sub } = event.requestContext.authorizer?.claims;
  const name = event.queryStringParameters?.name;
  const put = await getSignedUrl(client, new PutObjectCommand({ Bucket: process.env.BUCKET, Key: `${sub}/${name}` }), { expiresIn: 60 * 5 });
  const other = await getSignedUrl(client, new PutObjectCommand({ Bucket: process.env.BUCKET, Key: `${randomUUID()}/${name}` }), { expiresIn: 3600 });
  const get = await getSignedUrl(client, new GetObjectCommand({ Bucket: process.env.BUCKET, Key: 'terms.pdf' }), { expiresIn: Number(process.env.SECONDS) });
  return { statusCode: 200, body: JSON.stringify({ put, other, get }) };
};
