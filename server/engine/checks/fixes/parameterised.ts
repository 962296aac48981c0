/** Puts placeholders into a SQL statement and hands the values over apart, in the way of the driver. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { expressionAt, inserted, replaced, textOf, type Place, type Proposer } from './fix';
import { codeOf, writtenAt, type Part } from './text-parts';

interface Driver {
  readonly modules: readonly string[];
  readonly calls: readonly string[];
  readonly placeholder: 'numbered' | 'question';
  /** The values follow the statement as a list, or are given to what the call returns. */
  readonly values: 'list' | 'statement';
}

const drivers: readonly Driver[] = [
  { modules: ['pg', 'pg-pool', '@neondatabase/serverless', '@vercel/postgres'], calls: ['query'], placeholder: 'numbered', values: 'list' },
  { modules: ['mysql', 'mysql2', 'mysql2/promise', 'serverless-mysql', 'mariadb', 'promise-mysql'], calls: ['query', 'execute'], placeholder: 'question', values: 'list' },
  { modules: ['sqlite3', 'sqlite'], calls: ['run', 'all', 'get', 'each'], placeholder: 'question', values: 'list' },
  { modules: ['better-sqlite3', 'node:sqlite'], calls: ['prepare'], placeholder: 'question', values: 'statement' },
  { modules: ['knex'], calls: ['raw', 'whereRaw', 'orWhereRaw', 'havingRaw'], placeholder: 'question', values: 'list' },
];

export const parameterised: Proposer = (place) => {
  const { script, sink } = place;
  const found = expressionAt(script, sink.location.span);
  const driver = driverOf(place);
  if (found === undefined || driver === undefined) return undefined;
  const written = writtenAt(found.node, found.around, script);
  const target = targetOf(found.node, found.around, driver, script);
  const statement = written === undefined || written.shared || target === undefined ? undefined : withPlaceholders(written.parts, driver, target.given, script);
  if (written === undefined || target === undefined || statement === undefined) return undefined;
  return { title: 'Pass the values as parameters', kind: 'review', edits: [replaced(written.expression, statement.text, script), ...target.edits(statement.values)] };
};

/** The one driver whose package the code behind this entry imports and that has such a call. */
function driverOf({ entry, facts, sink }: Place): Driver | undefined {
  const specifiers = new Set<string>();
  for (const uri of entry.report.files) for (const [, specifier] of facts.snapshot.file(uri)?.text.matchAll(/(?:from|require\(|import)\s*['"]([^'"\n]+)['"]/g) ?? []) if (specifier !== undefined) specifiers.add(specifier);
  const used = drivers.filter(({ modules }) => modules.some((name) => specifiers.has(name)));
  const [only] = used;
  return used.length === 1 && only?.calls.includes(sink.callee.split('.').at(-1) ?? '') === true ? only : undefined;
}

interface Target {
  /** Values that are handed over already; in code. */
  readonly given: readonly string[];
  readonly edits: (values: readonly string[]) => readonly TextEdit[];
}

function targetOf(node: ts.Expression, around: readonly ts.Node[], driver: Driver, script: Script): Target | undefined {
  const [holder, object, outer] = around;
  if (holder !== undefined && ts.isCallExpression(holder) && holder.arguments[0] === node) {
    return driver.values === 'statement' ? ofStatement(holder, object, outer) : ofCall(holder, node, script);
  }
  return holder !== undefined && object !== undefined && ts.isPropertyAssignment(holder) && ts.isObjectLiteralExpression(object) ? ofOptions(object, holder, script) : undefined;
}

function ofCall(call: ts.CallExpression, node: ts.Expression, script: Script): Target | undefined {
  const next = call.arguments[1];
  if (next === undefined || ts.isArrowFunction(next) || ts.isFunctionExpression(next)) return { given: [], edits: (values) => [inserted(node.end, `, [${values.join(', ')}]`)] };
  return ofList(next, script);
}

function ofList(list: ts.Expression, script: Script): Target | undefined {
  const inner = unwrapped(list);
  if (!ts.isArrayLiteralExpression(inner) || inner.elements.some(ts.isSpreadElement)) return undefined;
  return { given: inner.elements.map((element) => textOf(element, script)), edits: (values) => [replaced(inner, `[${values.join(', ')}]`, script)] };
}

/** `{ text: '…', values: [] }` and its like. */
function ofOptions(object: ts.ObjectLiteralExpression, text: ts.PropertyAssignment, script: Script): Target | undefined {
  const values = object.properties.find((property) => property.name !== undefined && ts.isIdentifier(property.name) && property.name.text === 'values');
  if (values === undefined) return object.properties.some(ts.isSpreadAssignment) ? undefined : { given: [], edits: (list) => [inserted(text.end, `, values: [${list.join(', ')}]`)] };
  return ts.isPropertyAssignment(values) ? ofList(values.initializer, script) : undefined;
}

/** `db.prepare('…').all()`: the values go into the second call. */
function ofStatement(prepare: ts.CallExpression, access: ts.Node | undefined, call: ts.Node | undefined): Target | undefined {
  if (access === undefined || !ts.isPropertyAccessExpression(access) || access.expression !== prepare || call === undefined || !ts.isCallExpression(call) || call.expression !== access) return undefined;
  if (!/^(all|get|run|iterate)$/.test(access.name.text) || call.arguments.length > 0) return undefined;
  return { given: [], edits: (values) => [inserted(call.end - 1, values.join(', '))] };
}

/** Text before a value that stands by itself: a comparison, a list, a limit. */
const beforeValue = /(=|<|>|\b(like|ilike|between|and|limit|offset|values\s*\(|in\s*\(|set\s+\w+\s*=)|[(,])\s*$/i;
const beforeName = /\b(from|join|into|table|update|by|select|distinct|as)\s+[\w\s,."`(]*$/i;

/** Undefined where a piece of data stands in a place that takes no parameter. */
function withPlaceholders(parts: readonly Part[], driver: Driver, given: readonly string[], script: Script): { readonly text: string; readonly values: readonly string[] } | undefined {
  const pieces: string[] = [];
  const values: string[] = driver.placeholder === 'numbered' ? [...given] : [];
  const left = driver.placeholder === 'numbered' ? [] : [...given];
  const place = (value: string): void => {
    values.push(value);
    pieces.push(driver.placeholder === 'numbered' ? `$${String(values.length)}` : '?');
  };
  let string: Part[] | undefined;
  for (const part of parts) {
    if (part.kind === 'data') {
      if (string !== undefined) string.push(part);
      else if (takesValue(pieces.join(''))) place(textOf(part.node, script));
      else return undefined;
      continue;
    }
    for (const character of part.text) {
      if (character === "'") {
        if (string === undefined) string = [];
        else {
          // A string without data stays as it is.
          if (string.some((piece) => piece.kind === 'data')) place(codeOf(joined(string), script));
          else pieces.push(`'${string.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')}'`);
          string = undefined;
        }
      } else if (string !== undefined) string.push({ kind: 'text', text: character });
      else if (character === '?' && driver.placeholder === 'question') {
        const value = left.shift();
        if (value === undefined) return undefined;
        place(value);
      } else pieces.push(character);
    }
  }
  if (string !== undefined || left.length > 0) return undefined;
  return { text: codeOf([{ kind: 'text', text: pieces.join('') }], script), values };
}

function takesValue(before: string): boolean {
  const clause = before.split(/\b(?=where|values|limit|offset|set|having|on)\b/i).at(-1) ?? before;
  return beforeValue.test(before) && !beforeName.test(clause);
}

function joined(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') all[all.length - 1] = { kind: 'text', text: last.text + part.text };
    else all.push(part);
  }
  return all;
}
