import { book, charge } from '@shop/orders';

export const handler = async (event: { id: string }) => {
  try {
    await charge(event.id);
    return { charged: true };
  } catch {}
//  ^^^^^ An error of `charge` is neither logged
  return book(event.id);
};
