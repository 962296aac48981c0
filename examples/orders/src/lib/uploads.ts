import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { S3EventRecord } from 'aws-lambda';

const s3 = new S3Client({});

/** The text of the object that a record is about. Keys arrive form-encoded. */
export async function readUpload(record: S3EventRecord): Promise<string> {
  const key = decodeURIComponent(record.s3.object.key.replaceAll('+', ' '));
  const object = await s3.send(new GetObjectCommand({ Bucket: record.s3.bucket.name, Key: key }));
  return (await object.Body?.transformToString()) ?? '';
}
