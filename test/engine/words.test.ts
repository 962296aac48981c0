/** Words of a text: what is kept of them says the same as the text. */
import { expect, test } from 'vitest';
import { Words } from '../../server/engine/text/words';
test('a text has whole words, and what is more than a word as it stands', () => {
  const text = `import { a$b, _c } from 'aws-sdk/clients/s3';\nconst x1 = console.log(foo["bar"], xaws-sdkk); a`;
  const words = new Words(text);
  for (const [w, is] of [['a$b', true], ['_c', true], ['aws-sdk', true], ['aws-sdk/clients', true], ['clients/s', false], ['console', true], ['console.log', true], ['consol', false], ['a', true], ['x1', true], ['x', false], ['sdkk', true], ['s3', true], ["foo[", true], ['', true]] as const) expect([w, words.has(w)]).toEqual([w, is]);
  const big = Array.from({ length: 3000 }, (_, i) => `word${String(i)}x`).join(' ');
  const many = new Words(big);
  for (let i = 0; i < 3000; i++) { expect(many.has(`word${String(i)}x`)).toBe(true); expect(many.has(`word${String(i)}`)).toBe(false); }
});
