import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const client = new S3Client({});

export async function handler(event: { Records: { eventID: string }[] }) {
  for (const record of event.Records) {
    await client.send(new PutObjectCommand({ Bucket: 'backups', Key: `orders/${record.eventID}`, Body: JSON.stringify(record) }));
  }
}
