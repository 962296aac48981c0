import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const sns = new SNSClient({});

export const handler = async () => {
  await sns.send(new PublishCommand({ TopicArn: process.env.NEWS, Message: 'done', MessageAttributes: { kind: { DataType: 'String', StringValue: 'outgoing' } } }));
};
