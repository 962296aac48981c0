import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const sns = new SNSClient({});

export async function handler(event: { id: string }) {
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: event.id }));
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `Publish` needs `sns:Publish` on `News`, and the role of `Announce` does not allow it
}
