export const applies = (values: readonly string[]) => values.some((value) => value !== 'x') && isApply(values[0] ?? '');

function isApply(token: string): boolean {
  return token === '--apply' || token === '=>';
}
