import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const client = new SNSClient({});

export async function handler(event: { text: string }) {
  await client.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: event.text }));
//                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `Publish` needs `sns:Publish` on `News`
}
