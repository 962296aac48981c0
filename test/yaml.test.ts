/** The YAML parser that is shipped gives the tokens that the package gives. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { Parser } from 'yaml';
import { root } from '../tools/paths';
import { portableYaml } from '../tools/yaml';

let shipped: typeof Parser;

beforeAll(async () => {
  const bundled = await build({ stdin: { contents: `export { Parser } from 'yaml';`, resolveDir: root }, bundle: true, format: 'iife', globalName: 'yaml', write: false, plugins: [portableYaml] });
  const code = bundled.outputFiles[0]?.text ?? '';
  shipped = vm.runInNewContext(`${code}; yaml.Parser`) as typeof Parser;
});

const documents = readdirSync(join(root, 'rules'), { recursive: true }).map(String).filter((path) => /\.ya?ml$/.test(path));
const broken = ['', '\r\n', 'a: [b, {c: d', '- |\n  x\n y', '"', '? a\n? b', '%YAML 1.2\n---\na\n...\n---\nb', '&a *a : !t', '\ta: 1', '\ufeffa', '}]', 'a: b: c', '--- >\n x\n---', '[a]: b\n{c}: d'];

test.each([['whole', (text: string) => text], ['cut off', (text: string) => text.slice(0, text.length * 0.6)], ['with a part gone', (text: string) => text.slice(0, text.length / 3) + text.slice(text.length / 2)]])('tokens of documents, %s', (_, change) => {
  expect(documents.length).toBeGreaterThan(500);
  for (const text of [...broken, ...documents.map((path) => readFileSync(join(root, 'rules', path), 'utf8'))].map(change)) {
    expect(JSON.stringify([...new shipped().parse(text)]), text).toBe(JSON.stringify([...new Parser().parse(text)]));
  }
});
