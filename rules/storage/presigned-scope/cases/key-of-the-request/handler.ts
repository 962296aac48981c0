import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const client = new S3Client({});

export const handler = async (event: APIGatewayProxyEvent) => {
  const key = event.queryStringParameters?.key;
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const command = new GetObjectCommand({ Bucket: process.env.BUCKET, Key: key });
  const address = await getSignedUrl(client, command, { expiresIn: 300 });
  //                                         ^^^^^^^ `event.queryStringParameters.key` (the trigger is assumed: no template names this handler) chooses the object that the signed address opens
  return { statusCode: 200, body: JSON.stringify({ address }) };
};
