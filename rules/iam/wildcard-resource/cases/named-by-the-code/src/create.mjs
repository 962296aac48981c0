import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const sqs = new SQSClient({});
const url = process.env.JOBS_URL;

export const handler = async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'start' }));
};
