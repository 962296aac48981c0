import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const client = new SQSClient({});

export async function handler(event: { id: string }) {
  await client.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: event.id }));
}
