import { z } from 'zod';

import { skus } from './catalogue';

export const OrderLine = z.strictObject({
  sku: z.enum(skus),
  quantity: z.number().int().min(1).max(999),
});

export const Address = z.strictObject({
  name: z.string().min(1).max(80),
  street: z.string().min(1).max(120),
  city: z.string().min(1).max(80),
  country: z.string().regex(/^[A-Z]{2}$/),
});

export const NewOrder = z.strictObject({
  lines: z.array(OrderLine).min(1).max(100),
  address: Address,
});

export type OrderLine = z.infer<typeof OrderLine>;
export type Address = z.infer<typeof Address>;
export type NewOrder = z.infer<typeof NewOrder>;

export const OrderPath = z.object({ orderId: z.uuid() });

export type OrderStatus = 'placed' | 'packed' | 'shipped' | 'cancelled';

export interface Order extends NewOrder {
  orderId: string;
  customerId: string;
  status: OrderStatus;
  total: number;
  placedAt: string;
  /** Where a partner wants to hear about changes. */
  notifyUrl?: string;
}

/** What the authorizer tells the handlers about who is calling. */
export interface Caller {
  customerId: string;
}
