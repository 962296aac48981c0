import { z } from 'zod';

import { skus } from './catalogue';

export const OrderLine = z.strictObject({
  sku: z.enum(skus),
  quantity: z.number().int().min(1).max(999),
});

// No control characters, and none of those that start a command on a label printer.
const printable = z.string().regex(/^[^\p{Cc}^~]+$/u);

export const Address = z.strictObject({
  name: printable.max(80),
  street: printable.max(120),
  city: printable.max(80),
  country: z.string().regex(/^[A-Z]{2}$/),
});

export const NewOrder = z.strictObject({
  lines: z.array(OrderLine).min(1).max(100),
  address: Address,
});

/** What a partner posts; discounts are agreed codes. */
export const PartnerOrder = NewOrder.extend({
  discount: z.enum(['NONE', 'PARTNER-5', 'PARTNER-10']).default('NONE'),
  notifyUrl: z.url({ protocol: /^https$/ }).optional(),
});

/** The file of a larger customer; with its references a second delivery of the file does no harm. */
export const ImportFile = z.strictObject({
  orders: z.array(NewOrder.extend({ reference: z.string().regex(/^[A-Za-z0-9-]{1,40}$/) })).max(1000),
});

/** `<customer>/<file>.yaml`: customers may write under their own prefix only. */
export const UploadKey = z.string().regex(/^[a-z0-9-]{1,40}\/[a-z0-9-]{1,80}\.yaml$/);

export const FulfilmentMessage = z.strictObject({ orderId: z.uuid(), address: Address });

export const OrderPath = z.object({ orderId: z.uuid() });

export const OrderStatus = z.enum(['placed', 'packed', 'shipped', 'cancelled']);

export const SearchQuery = z.strictObject({
  status: OrderStatus.optional(),
  sort: z.enum(['newest', 'largest']).default('newest'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const ReceiptQuery = z.strictObject({
  format: z.enum(['json', 'html']).default('json'),
  style: z.enum(['plain', 'gift']).default('plain'),
  greeting: z.string().max(200).default('Thank you for your order'),
});

/** The part of a changed order that partners are told about. */
export const OrderChange = z.object({
  orderId: z.uuid(),
  status: OrderStatus,
  notifyUrl: z.url({ protocol: /^https$/ }).optional(),
});

export type OrderLine = z.infer<typeof OrderLine>;
export type Address = z.infer<typeof Address>;
export type NewOrder = z.infer<typeof NewOrder>;
export type PartnerOrder = z.infer<typeof PartnerOrder>;
export type ImportFile = z.infer<typeof ImportFile>;
export type FulfilmentMessage = z.infer<typeof FulfilmentMessage>;
export type SearchQuery = z.infer<typeof SearchQuery>;
export type ReceiptQuery = z.infer<typeof ReceiptQuery>;
export type OrderChange = z.infer<typeof OrderChange>;

export interface Order extends NewOrder {
  orderId: string;
  customerId: string;
  status: z.infer<typeof OrderStatus>;
  total: number;
  placedAt: string;
  /** Where a partner wants to hear about changes. */
  notifyUrl?: string;
}

/** What the authorizer tells the handlers about who is calling. */
export interface Caller {
  customerId: string;
}
