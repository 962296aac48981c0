import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

export async function store(s3: S3Client, key: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: process.env.LABEL_BUCKET, Key: key, Body: 'label' }));
}
