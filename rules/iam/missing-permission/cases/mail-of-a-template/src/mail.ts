// One operation sends what is written out and what a template says; SES tells them apart when it looks for the right.
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

const mail = new SESv2Client({});
const Destination = { ToAddresses: ['team@shop.example'] };

export const welcome = () => mail.send(new SendEmailCommand({ FromEmailAddress: 'shop@shop.example', Destination, Content: { Template: { TemplateName: 'welcome', TemplateData: '{}' } } }));

export const notify = () => mail.send(new SendEmailCommand({ FromEmailAddress: 'shop@shop.example', Destination, Content: { Simple: { Subject: { Data: 'New order' }, Body: { Text: { Data: 'Look at it' } } } } }));
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `SendEmail` needs `ses:SendEmail`
