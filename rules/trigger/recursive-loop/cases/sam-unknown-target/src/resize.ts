import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client();

export const handler = async () => {
  await s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: 'small.png', Body: '' }));
};
