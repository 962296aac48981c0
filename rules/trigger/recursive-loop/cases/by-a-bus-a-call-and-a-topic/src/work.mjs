import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const sns = new SNSClient({});

export const handler = async (event) => {
  for (const { messageId } of event.Records) await sns.send(new PublishCommand({ TopicArn: process.env.NEWS, Message: messageId }));
};
