/** How single values and keys are written in YAML. Knows no document. */

/** Words that YAML, in its old version or the new one, takes for something else than text. */
const reserved = /^(?:true|false|yes|no|on|off|y|n|null|~)$/i;

/** A string as YAML: plain where nothing can be misread, a block where it has lines, else in quotes. `indent` is that of a block's lines. */
export function scalarText(value: string, indent: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  if (/^[A-Za-z](?:[\w ,.()/#&+@'-]*[\w.)/'])?$/.test(value) && !value.includes(' #') && !reserved.test(value)) return value;
  // eslint-disable-next-line no-control-regex -- a block cannot hold them
  const asBlock = indent !== '' && value.includes('\n') && !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value) && !/^\s|\s$/.test(value);
  if (!asBlock) return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return ['|-', ...value.split('\n').map((line) => (line.trim() === '' ? '' : indent + line))].join('\n');
}

/** Orders ids by their letters and then by number (`A2` before `A10`), all else as text. */
export function compareKeys(a: string, b: string): number {
  const [, lettersA, numberA] = /^([A-Z]+)(\d+)$/.exec(a) ?? [];
  const [, lettersB, numberB] = /^([A-Z]+)(\d+)$/.exec(b) ?? [];
  if (lettersA !== undefined && lettersA === lettersB) return Number(numberA) - Number(numberB);
  return a < b ? -1 : a > b ? 1 : 0;
}
