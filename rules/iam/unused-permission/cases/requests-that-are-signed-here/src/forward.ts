import { createHash, createHmac } from 'node:crypto';

function signature(key, request, date) {
  const hash = createHash('sha256').update(request).digest('hex');
  return createHmac('sha256', key).update(['AWS4-HMAC-SHA256', date, hash].join('\n')).digest('hex');
}

export async function handler(event) {
  return { headers: { authorization: signature(event.key, event.request, event.date) } };
}
