import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const sns = new SNSClient({});

export async function handler(event: { id: string }) {
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: event.id }));
}
