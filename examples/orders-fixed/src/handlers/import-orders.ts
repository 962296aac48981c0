import type { S3Event } from 'aws-lambda';

import { requestFulfilment } from '../lib/fulfilment-queue';
import { parseImport } from '../lib/import-file';
import { logger } from '../lib/logger';
import { orderIdFor, orders, placeOrder } from '../lib/orders';
import { readUpload } from '../lib/uploads';

/** Larger customers send their orders as YAML files. */
export async function handler(event: S3Event): Promise<void> {
  for (const record of event.Records) {
    const upload = await readUpload(record);
    const file = parseImport(upload.text);
    for (const request of file.orders) {
      const order = placeOrder(request, upload.customerId, orderIdFor(upload.customerId, request.reference));
      await orders.insert(order);
      await requestFulfilment(order);
    }
    logger.info('File imported', { orders: file.orders.length });
  }
}
