import type { SQSEvent } from 'aws-lambda';
import { parseJob } from './job';
import { Converter } from './converter';

const converter = new Converter('/opt/bin/convert');

export const handler = async (event: SQSEvent): Promise<void> => {
  for (const record of event.Records) {
    await parseJob(record.body)
//                 ^^^^^^^^^^^ 1: comes from the message
//                 ^^^^^^^^^^^ 2: passed to `parseJob`
//        ^^^^^^^^^^^^^^^^^^^^^ 3: returned by `parseJob`
      .then((job) => converter.start(job))
//                                   ^^^ 4: passed to `Converter.start`
      .catch((error: unknown) => { console.error(error); throw error; });
  }
};
