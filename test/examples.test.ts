/** The sample application says the same in every dialect: the same rules, about the same functions, with the same meaning. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Finding, Report } from '../server/engine';
import { isForeignFolder, isRelevant } from '../server/lsp/relevant';
import { analyse, root } from './support/analyse';

const examples = fileURLToPath(new URL('../examples', import.meta.url));

const dialects: Readonly<Record<string, readonly string[]>> = {
  SAM: ['orders'],
  CloudFormation: ['orders-cfn'],
  'serverless.yml': ['orders-serverless'],
  'serverless.ts': ['orders-serverless-ts', 'orders-serverless/src'],
  Terraform: ['orders-terraform'],
  CDK: ['orders-cdk'],
};

/** What the Serverless Framework calls parameters is no more than text in its file: nobody is asked for it, and nothing hides it. */
const withoutParameters = { 'serverless.yml': true, 'serverless.ts': true };

/** The handlers are those of `orders`, whatever deploys them. */
const shared = ['orders/src', 'orders/assets', 'orders/package.json', 'orders/package-lock.json', 'orders/tsconfig.json'];

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isForeignFolder(entry.name) ? [] : filesIn(path);
    return isRelevant(entry.name) ? [path] : [];
  });
}

const all = Object.fromEntries(filesIn(examples).map((path) => [relative(examples, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]));

function reportOf(folders: readonly string[]): Report {
  const wanted = (path: string): boolean => [...folders, ...shared].some((one) => path === one || path.startsWith(`${one}/`));
  const isDescribed = folders.includes('orders');
  return analyse(Object.fromEntries(Object.entries(all).filter(([path]) => wanted(path) && (isDescribed || path !== 'orders/template.yaml'))));
}

/** Names are spelled in each dialect's own way: `CreateOrderFunction`, `createOrder`, `create_order`. */
function plainName(name: string): string {
  return name.replace(/Lambda(?=Function$)|Function$/g, '').replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
}

function isCode(finding: Finding): boolean {
  return finding.location.uri.startsWith(`${root}/orders/src/`);
}

/** What is said of each function; in code with its place. A dialect may say once for several functions what another says of each. */
function* meanings(finding: Finding, report: Report): Generator<string> {
  const { uri, span } = finding.location;
  const place = isCode(finding) ? `${uri.slice(root.length)}:${String(report.facts.snapshot.lines(uri).positionAt(span.start).line + 1)}` : 'template';
  for (const name of finding.functions.length === 0 ? [''] : finding.functions) yield `${finding.rule} (${finding.severity}) ${place} ${plainName(name)}: ${plainMessage(finding)}`;
}

/** The message without names and without what each dialect spells in its own way: why, where it comes from, how it is set there. */
function plainMessage({ message }: Finding): string {
  return message
    .replaceAll(/`[^`]*`/g, '…')
    .replaceAll(/ \([^)]*\)/g, '')
    .replace(/: [^.]*(?:\.|$)/, '.')
    .replaceAll(/(bucket|table|queue) [\w.*-]+/g, '$1 …')
    .replaceAll(/\S+\.(?:ya?ml|json|tf|ts)\b/g, 'the template')
    .replaceAll(/…(?:(?:, | and )(?:…|\d+ others))+/g, '…');
}

function said(folders: readonly string[]): readonly string[] {
  const report = reportOf(folders);
  expect(report.crashes).toEqual([]);
  return [...new Set(report.findings.flatMap((finding) => [...meanings(finding, report)]))].sort();
}

describe('the orders application', () => {
  const expected = said(dialects['SAM'] ?? []);

  test('has findings in code and template', () => {
    expect(expected.filter((one) => one.includes(' template ')).length).toBeGreaterThan(10);
    expect(expected.filter((one) => one.includes('/orders/src/')).length).toBeGreaterThan(10);
  });

  test.each(Object.entries(dialects))('%s', (name, folders) => {
    expect(said(folders)).toEqual(expected.filter((one) => !(name in withoutParameters && one.startsWith('secrets/parameter-default '))));
  });
});

/** The story of a finding: `file:line message`, step by step. */
function story(rule: string, file: string, report: Report): readonly string[] {
  const found = report.findings.find((finding) => finding.rule === rule && finding.location.uri === `${root}/orders/src/${file}`);
  return (found?.flow ?? []).map(({ location: { uri, span }, message }) => `${uri.slice(`${root}/orders/`.length)}:${String(report.facts.snapshot.lines(uri).positionAt(span.start).line + 1)} ${message}`);
}

test('the example holds flows through several files, classes, a queue, a loop over its records and a promise chain, with each step', () => {
  const report = reportOf(['orders']);
  expect(story('injection/command', 'lib/labels.ts', report)).toEqual([
    'src/handlers/partner-webhook.ts:19 comes from the request body',
    'src/handlers/partner-webhook.ts:22 passed to `placeOrder`',
    'src/handlers/partner-webhook.ts:22 returned by `placeOrder`',
    'src/handlers/partner-webhook.ts:27 passed to `requestFulfilment`',
    'src/lib/fulfilment-queue.ts:15 is put on queue `FulfilmentQueue`',
    'template.yaml:185 queue `FulfilmentQueue` starts `FulfilOrderFunction`',
    'src/handlers/fulfil-order.ts:18 comes from the message',
    'src/handlers/fulfil-order.ts:10 returned by `readMessage`',
    'src/handlers/fulfil-order.ts:11 passed to `LabelPrinter.render`',
    'src/lib/labels.ts:21 becomes part of a shell command',
  ]);
  expect(story('injection/sql', 'lib/db.ts', report)).toEqual([
    'src/lib/filters.ts:11 comes from the query string',
    'src/handlers/search-orders.ts:10 returned by `readFilters`',
    'src/handlers/search-orders.ts:12 passed to `OrderReports.search`',
    'src/lib/order-reports.ts:23 joined into text',
    'src/lib/order-reports.ts:25 passed to `Database.query`',
    'src/lib/db.ts:17 becomes part of a SQL statement',
  ]);
});
