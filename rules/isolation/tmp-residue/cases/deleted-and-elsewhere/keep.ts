import { writeFileSync } from 'node:fs';
import type { SQSEvent } from 'aws-lambda';

export const handler = async (event: SQSEvent) => {
  writeFileSync('/tmp/started', String(event.Records.length));
  for (const record of event.Records) writeFileSync('/mnt/orders/last', record.body);
};
