import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const bucket = new S3Client({});
const functions = new LambdaClient({});
const secrets = new SecretsManager({});

export const handler = async (event: APIGatewayProxyEvent) => {
  const name = event.pathParameters?.name;
  const file = await bucket.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: `files/${name}` }));
  //                                                                                     ^^^^^^^^^^^^^^^ chooses the object in the bucket
  await functions.send(new InvokeCommand({ FunctionName: event.queryStringParameters?.job }));
  //                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses the function that runs
  await secrets.describeSecret({ SecretId: 'shop' });
  await secrets.getSecretValue({ SecretId: name });
  //                                       ^^^^ chooses the secret
  return { statusCode: 200, body: await file.Body?.transformToString() };
};
