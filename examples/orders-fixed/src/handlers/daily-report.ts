import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ScheduledEvent } from 'aws-lambda';

import { logger } from '../lib/logger';
import { reports } from '../lib/order-reports';

const s3 = new S3Client({});

/** Writes yesterday's totals to the report bucket, every morning. */
export async function handler(event: ScheduledEvent): Promise<void> {
  const day = yesterday(event.time);
  const totals = await reports.totals(day);
  await s3.send(
    new PutObjectCommand({
      Bucket: process.env.REPORT_BUCKET,
      Key: `daily/${day}.json`,
      Body: JSON.stringify(totals),
      ContentType: 'application/json',
    }),
  );
  logger.info('Report written', { day, rows: totals.length });
}

function yesterday(time: string): string {
  const date = new Date(time);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
