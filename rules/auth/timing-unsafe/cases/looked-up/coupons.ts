interface Coupon {
  readonly token: string;
}

export const known = (coupons: readonly Coupon[], token: string) => coupons.find((coupon) => coupon.token === token);
export const isDemo = (env: { readonly WEBHOOK_SECRET: string }) => env.WEBHOOK_SECRET === 'demo';
