import type { SQSEvent } from 'aws-lambda';

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) await pay(record.messageId);
};

async function pay(id: string): Promise<void> {
  await fetch('https://payments.example.com/v1/charges', {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.PAYMENT_TOKEN!.trim()}` },
    body: JSON.stringify({ id }),
  });
}
