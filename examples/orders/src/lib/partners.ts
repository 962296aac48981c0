import type { Order } from './schemas';
import { secret } from './secrets';

export class PartnerClient {
  /** Tells a partner's system that an order moved on. */
  async orderChanged(url: string, order: Order): Promise<void> {
    const key = await secret(process.env.PARTNER_KEY_SECRET);
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ orderId: order.orderId, status: order.status }),
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`The partner answered ${response.status}`);
  }
}

export const partners = new PartnerClient();
