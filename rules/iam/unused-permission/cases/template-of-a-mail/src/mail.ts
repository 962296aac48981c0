// What a mail names is read by the service that sends it.
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

const mail = new SESv2Client({});

export const welcome = () => mail.send(new SendEmailCommand({
  FromEmailAddress: 'shop@shop.example',
  Destination: { ToAddresses: ['team@shop.example'] },
  Content: { Template: { TemplateArn: 'arn:aws:mobiletargeting:eu-west-1:111122223333:templates/welcome/EMAIL', TemplateData: '{}' } },
}));
