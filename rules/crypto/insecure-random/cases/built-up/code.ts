const letters = 'abcdefghijklmnopqrstuvwxyz';

export function couponCode(): string {
  let couponCode = '';
  while (couponCode.length < 8) couponCode += letters[Math.floor(Math.random() * letters.length)] ?? '';
  //                                                             ^^^^^^^^^^^^^ `Math.random` for `couponCode` can be predicted
  return couponCode;
}

export function stars(): string {
  let line = '';
  while (line.length < 80) line += Math.random() < 0.1 ? '*' : ' ';
  return line;
}
