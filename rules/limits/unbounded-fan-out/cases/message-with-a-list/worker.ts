import type { SQSEvent } from 'aws-lambda';
import { send } from './send';

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    const message = JSON.parse(record.body);
    const tasks = message.receivers.map(async (receiver: string) => {
      //          ^^^^^^^^^^^^^^^^^ `record.body.receivers` starts a call for each of its elements at once
      await send(receiver, message.text);
    });
    await Promise.all(tasks);
  }
};
