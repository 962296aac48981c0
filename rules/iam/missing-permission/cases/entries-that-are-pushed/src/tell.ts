import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

const bridge = new EventBridgeClient({});

export async function handler(event) {
  const entries = [];
  for (const record of event.Records) entries.push({ EventBusName: process.env.BUS, Source: 'shop', DetailType: 'order', Detail: record.body });
  await bridge.send(new PutEventsCommand({ Entries: entries }));
}
