import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { ship } from '@shop/orders';

/** No entry of its own: the handler hands it each record. */
export async function handleRecord(record: SQSRecord) {
  await ship(JSON.parse(record.body));
}

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    try {
      await handleRecord(record);
    } catch (error) {
      console.error('not shipped', error);
    }
  }
};
