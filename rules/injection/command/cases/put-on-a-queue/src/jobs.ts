import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const client = new SQSClient({});

export class Jobs {
  constructor(private readonly url: string) {}

  async send(job: Record<string, unknown>): Promise<void> {
    await client.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody: JSON.stringify(job) }));
//                                                                              ^^^^^^^^^^^^^^^^^^^ 3: is put on queue `Jobs`
  }
}
