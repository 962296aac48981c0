import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const queue = new SQSClient({});

export async function handler(event: APIGatewayProxyEvent) {
  await queue.send(new SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: event.body ?? '' }));
  return { statusCode: 202 };
}
