import type { SQSEvent } from 'aws-lambda';
import { publish } from './topic.mjs';

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    try {
      const message = JSON.parse(record.body);
      //                         ^^^^^^^^^^^ `record.body.topic` and `record.body.text` (it comes from outside: queue, its messages carry data from elsewhere) are used before anything checks what was sent
      await publish(message.topic, message.text.trim());
    } catch {
      console.error('a message was left out', record.messageId);
    }
  }
};
