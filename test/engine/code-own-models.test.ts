/** What a project says of its own calls in its settings is taken into account, for its own folder alone. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../support/analyse';
import { reached } from '../support/flows';

const handler = (text: string): string => `import { exec } from 'node:child_process';\nimport { raw, receive, onJob } from '@acme/kit';\nimport { quoted, isOrderId } from './lib/text';\n${text}\n`;
const text = 'export const quoted = (value) => { let out = ""; for (const c of value) out += c; return out; };\nexport const isOrderId = (value) => value.startsWith("o");\nexport const other = (value) => value;\n';
const found = (code: string, models: string): readonly string[] => {
  const report = analyse({ 'src/handler.ts': handler(code), 'src/lib/text.ts': text, '.serverless-warden.yml': models === '' ? '' : `models:\n${models}` });
  expect(report.problems).toEqual([]);
  return reached(report);
};

describe('models of one’s own', () => {
  test.each([
    ['a sink', 'export const handler = async (event) => { raw(event.body); };', '  sinks:\n    - { from: "@acme/kit", call: raw, kind: sql }', [], ['sql: body']],
    ['a field of a sink’s argument', 'export const handler = async (event) => { raw({ text: event.body, values: [event.path] }); };', '  sinks:\n    - { from: "@acme/kit", call: raw, kind: sql, takes: 0.text }', [], ['sql: body']],
    ['an origin', 'export const handler = async (event) => { exec(receive().name); };', '  origins:\n    - { from: "@acme/kit", call: receive, label: the mail }', [], ['command: the mail.name']],
    ['an entry point', 'onJob("sort", async (event) => { for (const record of event.Records) exec(record.body); });', '  entries:\n    - { from: "@acme/kit", call: onJob, event: queue }', [], ['command: record.body']],
    ['a cleaner in a file', 'export const handler = async (event) => { exec(quoted(event.body)); };', '  cleaners:\n    - { from: ./src/lib/text, call: quoted, for: command }', ['command: body'], []],
    ['a cleaner for something else', 'export const handler = async (event) => { exec(quoted(event.body)); };', '  cleaners:\n    - { from: ./src/lib/text, call: quoted, for: sql }', ['command: body'], ['command: body']],
    ['a guard in a file', 'export const handler = async (event) => { if (!isOrderId(event.body)) return; exec(event.body); };', '  guards:\n    - { from: ./src/lib/text, call: isOrderId, for: all }', ['command: body'], []],
  ])('%s', (_what, code, models, without, withModels) => {
    expect(found(code, '').map((one) => one.replace('body[]', 'body'))).toEqual(without);
    expect(found(code, models).map((one) => one.replace('body[]', 'body'))).toEqual(withModels);
  });
});
