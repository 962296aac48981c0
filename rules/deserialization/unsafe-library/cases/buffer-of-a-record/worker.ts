import { deserialize } from 'node:v8';
import type { KinesisStreamEvent } from 'aws-lambda';

export const handler = async (event: KinesisStreamEvent) => {
  for (const record of event.Records) {
    const reading = deserialize(Buffer.from(record.kinesis.data, 'base64'));
    //                                      ^^^^^^^^^^^^^^^^^^^ 1: comes from the message
    //                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.kinesis.data` (it comes from outside: stream readings, its records carry data from elsewhere) is deserialized in a way that can run code
    if (typeof reading.value !== 'number') throw new Error('A reading has a value');
  }
};
