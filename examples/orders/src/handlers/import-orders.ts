import type { S3Event } from 'aws-lambda';

import { parseImport } from '../lib/import-file';
import { logger } from '../lib/logger';
import { orders, placeOrder } from '../lib/orders';
import { readUpload } from '../lib/uploads';

/** Larger customers send their orders as YAML files. */
export async function handler(event: S3Event): Promise<void> {
  for (const record of event.Records) {
    const file = parseImport(await readUpload(record));
    for (const order of file.orders) {
      await orders.insert(placeOrder(order, file.customerId));
    }
    logger.info('File imported', { orders: file.orders.length });
  }
}
