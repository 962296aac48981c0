import type { PartnerOrder } from './schemas';

const factors = { 'NONE': 1, 'PARTNER-5': 0.95, 'PARTNER-10': 0.9 } as const;

export function discounted(total: number, discount: PartnerOrder['discount']): number {
  return total * factors[discount];
}
