import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { S3EventRecord } from 'aws-lambda';

import { UploadKey } from './schemas';

const s3 = new S3Client({});
const largest = 1024 * 1024;

export interface Upload {
  customerId: string;
  text: string;
}

/** The object that a record is about, and the customer under whose prefix it lies. Keys arrive form-encoded. */
export async function readUpload(record: S3EventRecord): Promise<Upload> {
  if (record.s3.object.size > largest) throw new Error('The uploaded file is over 1 MB');
  const key = UploadKey.parse(decodeURIComponent(record.s3.object.key.replaceAll('+', ' ')));
  const object = await s3.send(new GetObjectCommand({ Bucket: process.env.UPLOAD_BUCKET, Key: key }));
  return {
    customerId: key.slice(0, key.indexOf('/')),
    text: (await object.Body?.transformToString()) ?? '',
  };
}
