import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const client = new SQSClient({});

export const handler = async (event) => {
  const { id } = JSON.parse(event.body);
  if (!/^[0-9a-f]{8,32}$/.test(id)) return { statusCode: 400 };
  await client.send(new SendMessageCommand({ QueueUrl: process.env.JOBS_URL, MessageBody: JSON.stringify({ file: `${id}.csv`, name: 'order' }) }));
  return { statusCode: 202 };
};
