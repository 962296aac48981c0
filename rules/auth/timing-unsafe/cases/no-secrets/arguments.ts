export const applies = (values: readonly string[]) => values.some((value) => value !== 'x') && isApply(values[0] ?? '');

function isApply(token: string): boolean {
  return token === '--apply' || token === '=>';
}

const Parser = { Kinds: { STRING: 1, NUMBER: 2 } };
export const isValue = (token: number): boolean => token === Parser.Kinds.STRING || token === Parser.Kinds.NUMBER;
