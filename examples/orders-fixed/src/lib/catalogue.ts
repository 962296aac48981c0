/** What the shop sells, and for how much. A price never comes from the person who orders. */
const prices = {
  'TEA-GREEN-100': 8.5,
  'TEA-BLACK-100': 7.9,
  'POT-CAST-IRON': 64,
  'CUP-STONEWARE': 12.5,
} as const;

export type Sku = keyof typeof prices;

export const skus = Object.keys(prices) as [Sku, ...Sku[]];

export function priceOf(sku: Sku): number {
  return prices[sku];
}
