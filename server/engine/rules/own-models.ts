/** What a project says of its own packages and functions, in the form of rules/models: read from its settings, and put beside what is built in. */
import { child, type DataNode } from '../syntax/data';
import { nearest } from '../text/nearest';
import type { Span } from '../text/span';
import type { OwnModels } from '../workspace';
import { own as entryOfTable } from '../text/own';

type Plain = Readonly<Record<string, unknown>>;
type Report = (span: Span, message: string) => void;

/** What a key holds: `names` are one or several texts, the others are told by their name. */
type Form = 'names' | 'text' | 'arguments' | 'kind' | 'kinds' | 'event' | 'flag';

const call: Readonly<Record<string, Form>> = { from: 'names', call: 'names', of: 'text' };
const sections: Readonly<Record<keyof OwnModels, Readonly<Record<string, Form>>>> = {
  entries: { ...call, event: 'event', receives: 'names', decorator: 'flag' },
  origins: { ...call, label: 'text' },
  sinks: { ...call, kind: 'kind', takes: 'arguments', effect: 'text' },
  cleaners: { ...call, for: 'kinds' },
  guards: { ...call, for: 'kinds' },
};
const required: Readonly<Record<keyof OwnModels, readonly string[]>> = {
  entries: ['from', 'call', 'event'], origins: ['from', 'call'], sinks: ['from', 'call', 'kind'], cleaners: ['from', 'call', 'for'], guards: ['from', 'call', 'for'],
};
const events = ['http', 'websocket', 'graphql', 'load-balancer', 'queue', 'topic', 'stream', 'table-stream', 'kafka', 'mq', 'bucket', 'email', 'iot', 'logs', 'event', 'schedule', 'cognito', 'authorizer', 'state-machine', 'custom-resource', 'edge', 'invoke'];

/** What is wrong is reported at its place; the rest holds. `kinds` are the sinks there are. */
export function readOwnModels(node: DataNode, kinds: readonly string[], report: Report): OwnModels {
  const read: Record<keyof OwnModels, Plain[]> = { entries: [], origins: [], sinks: [], cleaners: [], guards: [] };
  const names = Object.keys(sections);
  if (node.kind !== 'map') {
    report(node.span, `\`models\` says what calls do, in the lists ${listed(names)}.`);
    return read;
  }
  for (const { key, keySpan, value } of node.entries) {
    if (!isSection(key)) {
      report(keySpan, unknown('list of models', key, names));
      continue;
    }
    if (value.kind !== 'list') {
      report(value.span, `\`${key}\` is a list, e.g. \`- { from: "@acme/db", call: query${key === 'sinks' ? ', kind: sql' : key === 'entries' ? ', event: queue' : key === 'origins' ? '' : ', for: sql'} }\`.`);
      continue;
    }
    for (const item of value.items) {
      const plain = readItem(key, item, kinds, report);
      if (plain !== undefined) read[key].push(plain);
    }
  }
  return read;
}

function readItem(section: keyof OwnModels, item: DataNode, kinds: readonly string[], report: Report): Plain | undefined {
  const forms = sections[section];
  if (item.kind !== 'map') {
    report(item.span, `An entry of \`${section}\` has the keys ${listed(Object.keys(forms))}.`);
    return undefined;
  }
  const missing = required[section].filter((name) => child(item, name) === undefined);
  if (missing.length > 0) {
    report(item.span, `An entry of \`${section}\` needs ${listed(missing)}.`);
    return undefined;
  }
  const values = new Map<string, unknown>();
  let whole = true;
  for (const { key, keySpan, value } of item.entries) {
    const form = entryOfTable(forms, key);
    if (form === undefined) report(keySpan, unknown(`key of \`${section}\``, key, Object.keys(forms)));
    else {
      const plain = readValue(form, key, value, kinds, report);
      if (plain === undefined) whole = false;
      else values.set(key, plain);
    }
  }
  return whole ? Object.fromEntries(values) : undefined;
}

function readValue(form: Form, key: string, node: DataNode, kinds: readonly string[], report: Report): unknown {
  const wrong = (message: string, at = node): unknown => {
    report(at.span, message);
    return undefined;
  };
  if (form === 'flag') return node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : wrong(`\`${key}\` is true or false.`);
  if (form === 'kinds' && node.kind === 'scalar' && node.value === 'all') return 'all';
  const items = node.kind === 'list' ? node.items : [node];
  if (form === 'text' || form === 'kind' || form === 'event') {
    const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
    if (text === undefined) return wrong(`\`${key}\` is one text.`);
    if (form === 'kind' && !kinds.includes(text)) return wrong(unknown('kind of sink', text, kinds));
    return form === 'event' && !events.includes(text) ? wrong(unknown('kind of event', text, events)) : text;
  }
  const texts: string[] = [];
  for (const item of items) {
    const text = item.kind === 'scalar' && (typeof item.value === 'string' || typeof item.value === 'number') ? String(item.value) : undefined;
    if (text === undefined) return wrong(`\`${key}\` is a text or a list of texts.`, item);
    if (form === 'kinds' && !kinds.includes(text)) return wrong(unknown('kind of sink', text, kinds), item);
    if (form === 'arguments' && !/^(\d+|\*)(\.[\w$*.-]+)?$/.test(text)) return wrong('An argument is its number from 0 on, with a field after a dot if need be, e.g. `0` or `0.sql`; `*` is any.', item);
    texts.push(text);
  }
  return texts;
}

/** The built-in models with the project's own. */
export function withOwnModels(models: Plain, own: OwnModels): Plain {
  const { sinks, cleaners, platforms, packages } = { sinks: record(models['sinks']), cleaners: record(models['cleaners']), platforms: record(models['platforms']), packages: record(models['packages']) };
  const kinds: Record<string, unknown> = { ...sinks };
  for (const sink of own.sinks) {
    const name = String(sink['kind']);
    const kind = record(entryOfTable(kinds, name));
    kinds[name] = { ...kind, calls: [...list(kind['calls']), { takes: ['0'], ...sink }] };
  }
  return {
    ...models,
    sinks: kinds,
    cleaners: { ...cleaners, calls: [...list(cleaners['calls']), ...own.cleaners], guards: [...list(cleaners['guards']), ...own.guards] },
    platforms: { ...platforms, registered: [...own.entries.map((entry) => ({ style: 'own', receives: [entry['event']], ...entry })), ...list(platforms['registered'])] },
    packages: { ...packages, origins: [...own.origins, ...list(packages['origins'])] },
  };
}

function isSection(key: string): key is keyof OwnModels {
  return Object.hasOwn(sections, key);
}

function record(plain: unknown): Plain {
  return typeof plain === 'object' && plain !== null ? plain as Plain : {};
}

function list(plain: unknown): readonly unknown[] {
  return Array.isArray(plain) ? plain : [];
}

/** What is not known, with what was probably meant. */
export function unknown(what: string, name: string, candidates: readonly string[]): string {
  const near = nearest(name, candidates);
  const hint = near !== undefined ? ` Did you mean \`${near}\`?` : candidates.length > 12 ? '' : ` There are ${listed(candidates)}.`;
  return `There is no ${what} \`${name}\`.${hint}`;
}

export function listed(names: readonly string[], word = 'and'): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${word} ${quoted.at(-1) ?? ''}`;
}
