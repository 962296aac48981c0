import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const sts = new STSClient({});
const files = new S3Client({ endpoint: process.env.R2_ENDPOINT, credentials: { accessKeyId: process.env.R2_ID ?? '', secretAccessKey: process.env.R2_SECRET ?? '' } });
const local = new DynamoDBClient({ credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });

export const handler = async (_event: APIGatewayProxyEvent) => {
  const { Credentials: keys } = await sts.send(new AssumeRoleCommand({ RoleArn: process.env.OTHER_ROLE, RoleSessionName: 'orders' }));
  const other = new S3Client({ credentials: { accessKeyId: keys?.AccessKeyId ?? '', secretAccessKey: keys?.SecretAccessKey ?? '', sessionToken: keys?.SessionToken } });
  return { statusCode: 200, body: [files, local, other].length.toString() };
};
