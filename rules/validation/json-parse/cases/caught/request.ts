export function bodyOf(text: string): { quantity: unknown } {
  return JSON.parse(text) as { quantity: unknown };
}
