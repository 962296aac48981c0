import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const sns = new SNSClient({});

export const handler = async (event) => {
  const { link, article } = JSON.parse(event.body);
//                                     ^^^^^^^^^^ 1: comes from the request body
  const message = { link, article: `https://example.com/articles/${article}` };
  await sns.send(new PublishCommand({ TopicArn: process.env.LINKS, Message: JSON.stringify(message) }));
//                                                                          ^^^^^^^^^^^^^^^^^^^^^^^ 2: is published to topic `aws_sns_topic.links`
  return { statusCode: 202 };
};
