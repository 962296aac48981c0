import { secretText } from './secret-text';

export async function handler() {
  const answer = await fetch('https://bank.example/pay', {
    method: 'POST',
    headers: { authorization: `Bearer ${(JSON.parse(await secretText(process.env.PAYMENT_API_KEY_SECRET_ID)) as { key: string }).key}` },
    signal: AbortSignal.timeout(5000),
  });
  return answer.status;
}
