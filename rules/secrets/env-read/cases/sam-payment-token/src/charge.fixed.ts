import { secretText } from './secret-text';

export async function charge(id: string, stage: string): Promise<void> {
  const token = await secretText(process.env.PAYMENT_TOKEN_SECRET_ID);
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^ `process.env.PAYMENT_TOKEN` is a secret that template.yaml gives `PayFunction` as plain text
  await fetch(`https://payments.example.com/v1/${stage}/charges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ id }),
    signal: AbortSignal.timeout(3000),
  });
}
