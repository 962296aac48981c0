import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const s3 = new S3Client({
  region: 'eu-west-1',
  credentials: {
    accessKeyId: process.env.UPLOAD_KEY_ID ?? '',
    secretAccessKey: process.env.UPLOAD_KEY ?? '',
    //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `S3Client` is given an access key, which never expires
  },
});

export const handler = async (_event: APIGatewayProxyEvent) => {
  await s3.send(new PutObjectCommand({ Bucket: 'orders', Key: 'last', Body: '' }));
};
