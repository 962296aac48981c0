import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const client = new SNSClient({});

export async function publish(topic: string, text: string): Promise<void> {
  await client.send(new PublishCommand({ TopicArn: topic, Message: text }));
}
