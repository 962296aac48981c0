import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { LambdaFunctionURLEvent } from 'aws-lambda';

const events = new EventBridgeClient({});

async function tell(detail: object): Promise<void> {
  await events.send(new PutEventsCommand({ Entries: [{ EventBusName: process.env.BUS, Source: 'orders', DetailType: 'ordered', Detail: JSON.stringify(detail) }] }));
//                                                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^ 3: is put on event bus `Shop`
}

export const handler = async (event: LambdaFunctionURLEvent) => {
  const { product, amount } = JSON.parse(event.body ?? '{}');
//                                       ^^^^^^^^^^ 1: comes from the request body
  await tell({ product, amount: Number(amount) });
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2: passed to `tell`
  return { statusCode: 202 };
};
