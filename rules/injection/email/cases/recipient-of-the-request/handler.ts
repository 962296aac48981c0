import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import nodemailer from 'nodemailer';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const mail = new SESv2Client({});
const transport = nodemailer.createTransport({ host: 'mail.example.com', secure: true });

export const handler = async (event: APIGatewayProxyEvent) => {
  const { to, campaign, text } = JSON.parse(event.body ?? '{}');
  await mail.send(new SendEmailCommand({ FromEmailAddress: 'shop@example.com', Destination: { ToAddresses: [to] }, Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: text } } } } }));
  //                                                                                                        ^^ `body.to` (the trigger is assumed: no template names this handler) chooses who gets a mail
  await transport.sendMail({ from: 'shop@example.com', to: 'sales@example.com', replyTo: to, headers: { 'x-campaign': campaign }, text });
  //                                                                                                                  ^^^^^^^^ becomes part of a mail header
  return { statusCode: 202 };
};
