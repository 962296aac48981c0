/** Blocks of IPv4 addresses as templates compute them. Knows no template. */

/** The block with this number among those that a block is split into by so many more bits; undefined where there is none. */
export function addressBlock(block: string, bits: number, number: number): string | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(block);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  const length = prefix + bits;
  if ([a, b, c, d].some((part) => part > 255) || !Number.isInteger(bits) || !Number.isInteger(number) || bits < 0 || length > 32 || number < 0 || number >= 2 ** bits) return undefined;
  const whole = 2 ** (32 - prefix);
  const start = Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / whole) * whole + number * 2 ** (32 - length);
  return `${[2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => String(Math.floor(start / unit) % 256)).join('.')}/${String(length)}`;
}
