import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SQSEvent } from 'aws-lambda';
import { store } from './lib/store';

const s3 = new S3Client({});

export const handler = async (event: SQSEvent) => {
  for (const { messageId } of event.Records) {
    await store(s3, messageId);
    await s3.send(new HeadObjectCommand({ Bucket: process.env.LABEL_BUCKET, Key: messageId }));
  }
};
