import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const client = new SQSClient({});

export const handler = async (event) => {
  const { queue, width } = JSON.parse(event.body);
  await client.send(new SendMessageCommand({ QueueUrl: await addressOf(queue), MessageBody: JSON.stringify({ width: Number(width) }) }));
};
