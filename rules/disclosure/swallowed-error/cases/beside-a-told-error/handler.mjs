// What is done about an error that was told is done besides; what is done about one that nobody told is not.
import { charge, markFailed, send, markLate } from './orders.mjs';

export const pay = async (event) => {
  try {
    await charge(event.headers.order);
  } catch (error) {
    console.error('not charged', error);
    await markFailed(event.headers.order).catch(() => {});
    try {
      await markLate(event.headers.order);
    } catch {}
    return { statusCode: 502 };
  }
  return { statusCode: 200 };
};

export const ship = async (event) => {
  try {
    await send(event.headers.order);
  } catch {
    await markLate(event.headers.order).catch(() => {});
    //                                        ^^^^^^^^ An error of `markLate` is neither logged nor answered nor thrown on here
  }
  return { statusCode: 200 };
};
