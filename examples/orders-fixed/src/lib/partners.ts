import type { OrderChange } from './schemas';
import { secret } from './secrets';

/** The hosts that we have a contract with; nobody else gets a call, or our key. */
const hosts = new Set((process.env.PARTNER_HOSTS ?? '').split(','));

export class PartnerClient {
  /** Tells a partner's system that an order moved on. */
  async orderChanged(notifyUrl: string, change: OrderChange): Promise<void> {
    const url = new URL(notifyUrl);
    if (url.protocol !== 'https:' || !hosts.has(url.host)) throw new Error('The address belongs to no partner');

    const key = await secret(process.env.PARTNER_KEY_SECRET);
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ orderId: change.orderId, status: change.status }),
      redirect: 'error',
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`The partner answered ${response.status}`);
  }
}

export const partners = new PartnerClient();
