import { unlink } from 'node:fs/promises';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { bookSeat, countVisit, createTable, metrics } from './setup';

const s3 = new S3Client({});

export const handler = async (event: APIGatewayProxyEvent) => {
  let body: { id?: string } = {};
  try {
    body = JSON.parse(event.body ?? '{}');
  } catch {}
  try {
    await createTable();
  } catch {
    // Another invocation may have made it already, which is as good.
  }
  try {
    await s3.send(new DeleteObjectCommand({ Bucket: 'orders', Key: 'lock' }));
    await unlink('/tmp/order');
  } catch {}
  try {
    await countVisit();
  } catch {
    // best-effort
  }
  try {
    await bookSeat();
  } catch {
  //^^^^^ `bookSeat`
  }
  await metrics.publish().catch(() => {});
  return { statusCode: 200, body: JSON.stringify({ id: body.id }) };
};
