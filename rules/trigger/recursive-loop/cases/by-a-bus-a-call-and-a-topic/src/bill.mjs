import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

const events = new EventBridgeClient({});

export const handler = async () => {
  await events.send(new PutEventsCommand({ Entries: [{ EventBusName: process.env.BILLING, Source: 'billing', DetailType: 'made', Detail: '{}' }] }));
};
