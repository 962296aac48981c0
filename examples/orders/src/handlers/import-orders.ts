import type { S3Event } from 'aws-lambda';

import { requestFulfilment } from '../lib/fulfilment-queue';
import { parseImport } from '../lib/import-file';
import { logger } from '../lib/logger';
import { orders, placeOrder } from '../lib/orders';
import { readUpload } from '../lib/uploads';

/** Larger customers send their orders as YAML files. */
export async function handler(event: S3Event): Promise<void> {
  for (const record of event.Records) {
    const file = parseImport(await readUpload(record));
    for (const request of file.orders) {
      const order = placeOrder(request, file.customerId);
      await orders.insert(order);
      await requestFulfilment(order);
    }
    logger.info('File imported', { orders: file.orders.length });
  }
}
