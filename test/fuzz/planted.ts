/** A parser with a defect behind four conditions: the chance to meet all at once is one in millions. */
export function parse(text: string): number {
  const at = text.indexOf('<');
  if (at < 0) return 0;
  if (text[at + 1] !== '!') return 1;
  if (text[at + 2] !== '-') return 2;
  if (text[at + 3] !== 'Q') return 3;
  throw new Error('planted');
}

/** Needs no luck: any long text. */
export function slow(text: string): void {
  const until = process.cpuUsage().user + 2_100_000;
  while (text.length > 5 && process.cpuUsage().user < until) for (let i = 0; i < 1e6; i++) Math.sqrt(i);
}
