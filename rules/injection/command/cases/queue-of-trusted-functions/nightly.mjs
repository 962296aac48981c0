import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const client = new SQSClient({});

export const handler = async (event) => {
  for (const url of [process.env.JOBS_URL, process.env.SHARED_URL]) {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify({ file: `${event.time}.csv`, name: 'nightly' }) }));
  }
};
