/** Puts placeholders into a SQL statement and hands the values over apart, in the way of the driver. */
import { dependenciesOf, nearestPackage } from '../../code/modules';
import { ts, unwrapped, type Script } from '../../syntax/script';
import { isFunctionValue } from '../../syntax/names';
import type { TextEdit } from '../../text/edit';
import { span } from '../../text/span';
import { folderOf } from '../../text/uri';
import { expressionAt, inserted, quoted, replaced, textOf, type Place, type Proposer } from './fix';
import { codeOf, writtenAt, type Part } from './text-parts';

interface Driver {
  readonly modules: readonly string[];
  readonly calls: readonly string[];
  /** `tag`: the values stand in the statement, which becomes a tagged template. */
  readonly placeholder: 'numbered' | 'question' | 'named' | 'tag';
  /**
   * How the values are handed over: as a list behind the statement, to what the call returns, as an object of names, in the options' replacements,
   * as the parameters of the RDS Data API, or in the template itself.
   */
  readonly values: 'list' | 'statement' | 'object' | 'replacements' | 'parameters' | 'tag';
  /** Only where the project depends on one of these. */
  readonly with?: readonly string[];
}

const builderCalls = ['where', 'andWhere', 'orWhere', 'having', 'andHaving', 'orHaving'];

const drivers: readonly Driver[] = [
  { modules: ['pg', 'pg-pool', '@neondatabase/serverless', '@vercel/postgres'], calls: ['query'], placeholder: 'numbered', values: 'list' },
  { modules: ['mysql', 'mysql2', 'mysql2/promise', 'serverless-mysql', 'mariadb', 'promise-mysql'], calls: ['query', 'execute'], placeholder: 'question', values: 'list' },
  { modules: ['sqlite3', 'sqlite'], calls: ['run', 'all', 'get', 'each'], placeholder: 'question', values: 'list' },
  { modules: ['better-sqlite3', 'node:sqlite'], calls: ['prepare'], placeholder: 'question', values: 'statement' },
  { modules: ['knex'], calls: ['raw', 'whereRaw', 'orWhereRaw', 'havingRaw'], placeholder: 'question', values: 'list' },
  { modules: ['@aws-sdk/client-rds-data', 'aws-sdk', 'aws-sdk/clients/rdsdataservice'], calls: ['ExecuteStatementCommand', 'executeStatement'], placeholder: 'named', values: 'parameters' },
  { modules: ['@prisma/client'], calls: ['$queryRawUnsafe', '$executeRawUnsafe'], placeholder: 'tag', values: 'tag' },
  { modules: ['sequelize', 'sequelize-typescript'], calls: ['query'], placeholder: 'question', values: 'replacements' },
  { modules: ['typeorm'], calls: builderCalls, placeholder: 'named', values: 'object' },
  { modules: ['typeorm'], calls: ['query'], placeholder: 'numbered', values: 'list', with: ['pg'] },
  { modules: ['typeorm'], calls: ['query'], placeholder: 'question', values: 'list', with: ['mysql', 'mysql2', 'sqlite3', 'better-sqlite3'] },
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
  const title = 'Pass the values as parameters';
  if (driver.values === 'tag') return written.expression === unwrapped(found.node) ? { title, kind: 'review', edits: tagged(found.around[0], statement.text, script) } : undefined;
  return { title, kind: 'review', edits: [replaced(written.expression, statement.text, script), ...target.edits(statement.values)] };
};

/** `db.$queryRawUnsafe('…')` becomes `` db.$queryRaw`…` ``. */
function tagged(call: ts.Node | undefined, template: string, script: Script): readonly TextEdit[] {
  if (call === undefined || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return [];
  const { name } = call.expression;
  const first = call.arguments[0];
  const open = script.text.lastIndexOf('(', first?.getStart(script) ?? call.end);
  return [replaced(name, name.text.replace(/Unsafe$/, ''), script), { span: span(open, call.end), newText: template }];
}

/** The one driver whose package the code behind this entry imports and that has such a call. */
function driverOf({ entry, facts, sink }: Place): Driver | undefined {
  const specifiers = new Set<string>();
  for (const uri of entry.report.files) for (const [, specifier] of facts.snapshot.file(uri)?.text.matchAll(/(?:from|require\(|import)\s*['"]([^'"\n]+)['"]/g) ?? []) if (specifier !== undefined) specifiers.add(specifier);
  const manifest = nearestPackage(facts.snapshot, folderOf(sink.location.uri));
  const known = manifest === undefined ? undefined : dependenciesOf(facts.snapshot, manifest);
  const call = sink.callee.split('.').at(-1) ?? '';
  const used = drivers.filter(({ modules, calls, with: others }) => calls.includes(call) && modules.some((name) => specifiers.has(name)) && (others === undefined || others.some((name) => known?.has(name) === true)));
  return used.length === 1 ? used[0] : undefined;
}

/** A value and what it is called. */
interface Given {
  readonly name: string;
  readonly code: string;
}

interface Target {
  /** Values that are handed over already; in code. */
  readonly given: readonly string[];
  readonly edits: (values: readonly Given[]) => readonly TextEdit[];
}

function targetOf(node: ts.Expression, around: readonly ts.Node[], driver: Driver, script: Script): Target | undefined {
  const [holder, object, outer] = around;
  if (holder !== undefined && ts.isCallExpression(holder) && holder.arguments[0] === node) {
    switch (driver.values) {
      case 'statement': return ofStatement(holder, object, outer);
      case 'list': return ofCall(holder, node, script);
      case 'object': return holder.arguments.length > 1 ? undefined : { given: [], edits: (values) => [inserted(node.end, `, { ${values.map(({ name, code }) => (name === code ? name : `${name}: ${code}`)).join(', ')} }`)] };
      case 'replacements': return ofReplacements(holder, node);
      case 'tag': return holder.arguments.length > 1 ? undefined : { given: [], edits: () => [] };
      case 'parameters': return undefined;
    }
  }
  if (holder === undefined || object === undefined || !ts.isPropertyAssignment(holder) || !ts.isObjectLiteralExpression(object)) return undefined;
  return driver.values === 'parameters' ? ofParameters(object, holder) : driver.values === 'list' ? ofOptions(object, holder, script) : undefined;
}

/** The options of Sequelize, which may be missing. */
function ofReplacements(call: ts.CallExpression, node: ts.Expression): Target | undefined {
  const options = call.arguments[1];
  const list = (values: readonly Given[]): string => `replacements: [${codes(values)}]`;
  if (options === undefined) return { given: [], edits: (values) => [inserted(node.end, `, { ${list(values)} }`)] };
  const inner = unwrapped(options);
  const [first] = ts.isObjectLiteralExpression(inner) ? inner.properties : [];
  if (!ts.isObjectLiteralExpression(inner) || first === undefined || inner.properties.some((property) => ts.isSpreadAssignment(property) || /^(replacements|bind)$/.test(nameOf(property)))) return undefined;
  return { given: [], edits: (values) => [inserted(first.pos, ` ${list(values)},`)] };
}

/** The RDS Data API takes text; the database converts it where the statement casts. */
function ofParameters(object: ts.ObjectLiteralExpression, text: ts.PropertyAssignment): Target | undefined {
  if (object.properties.some((property) => ts.isSpreadAssignment(property) || nameOf(property) === 'parameters')) return undefined;
  return { given: [], edits: (values) => [inserted(text.end, `, parameters: [${values.map(({ name, code }) => `{ name: ${quoted(name)}, value: { stringValue: String(${code}) } }`).join(', ')}]`)] };
}

function nameOf(property: ts.ObjectLiteralElementLike): string {
  return property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : '';
}

function codes(values: readonly Given[]): string {
  return values.map(({ code }) => code).join(', ');
}

function ofCall(call: ts.CallExpression, node: ts.Expression, script: Script): Target | undefined {
  const next = call.arguments[1];
  if (next === undefined || isFunctionValue(next)) return { given: [], edits: (values) => [inserted(node.end, `, [${codes(values)}]`)] };
  return ofList(next, script);
}

function ofList(list: ts.Expression, script: Script): Target | undefined {
  const inner = unwrapped(list);
  if (!ts.isArrayLiteralExpression(inner) || inner.elements.some(ts.isSpreadElement)) return undefined;
  return { given: inner.elements.map((element) => textOf(element, script)), edits: (values) => [replaced(inner, `[${codes(values)}]`, script)] };
}

/** `{ text: '…', values: [] }` and its like. */
function ofOptions(object: ts.ObjectLiteralExpression, text: ts.PropertyAssignment, script: Script): Target | undefined {
  const values = object.properties.find((property) => nameOf(property) === 'values');
  if (values === undefined) return object.properties.some(ts.isSpreadAssignment) ? undefined : { given: [], edits: (list) => [inserted(text.end, `, values: [${codes(list)}]`)] };
  return ts.isPropertyAssignment(values) ? ofList(values.initializer, script) : undefined;
}

/** `db.prepare('…').all()`: the values go into the second call. */
function ofStatement(prepare: ts.CallExpression, access: ts.Node | undefined, call: ts.Node | undefined): Target | undefined {
  if (access === undefined || !ts.isPropertyAccessExpression(access) || access.expression !== prepare || call === undefined || !ts.isCallExpression(call) || call.expression !== access) return undefined;
  if (!/^(all|get|run|iterate)$/.test(access.name.text) || call.arguments.length > 0) return undefined;
  return { given: [], edits: (values) => [inserted(call.end - 1, codes(values))] };
}

/** Text before a value that stands by itself: a comparison, a list, a limit. */
const beforeValue = /(=|<|>|\b(like|ilike|between|and|limit|offset|values\s*\(|in\s*\(|set\s+\w+\s*=)|[(,])\s*$/i;
const beforeName = /\b(from|join|into|table|update|by|select|distinct|as)\s+[\w\s,."`(]*$/i;

/** Undefined where a piece of data stands in a place that takes no parameter. */
function withPlaceholders(parts: readonly Part[], driver: Driver, given: readonly string[], script: Script): { readonly text: string; readonly values: readonly Given[] } | undefined {
  const known = given.map((code): Given => ({ name: '', code }));
  const pieces: (string | Given)[] = [];
  const values: Given[] = driver.placeholder === 'question' ? [] : [...known];
  const left = driver.placeholder === 'question' ? [...known] : [];
  const before = (): string => pieces.map((piece) => (typeof piece === 'string' ? piece : '?')).join('');
  const place = (value: Given): void => {
    values.push(value);
    pieces.push(driver.placeholder === 'numbered' ? `$${String(values.length)}` : driver.placeholder === 'named' ? `:${value.name}` : driver.placeholder === 'tag' ? value : '?');
  };
  const named = (code: string, node: ts.Node | undefined): Given => ({ code, name: freeName(node, values) });
  let string: Part[] | undefined;
  for (const part of parts) {
    if (part.kind === 'data') {
      if (string !== undefined) string.push(part);
      else if (takesValue(before())) place(named(textOf(part.node, script), part.node));
      else return undefined;
      continue;
    }
    for (const character of part.text) {
      if (character === "'") {
        if (string === undefined) string = [];
        else {
          // A string without data stays as it is.
          const data = string.find((piece) => piece.kind === 'data');
          if (data !== undefined) place(named(codeOf(joined(string), script), data.node));
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
  const text = driver.placeholder === 'tag'
    ? `\`${pieces.map((piece) => (typeof piece === 'string' ? piece.replace(/[\\`]|\$(?=\{)/g, '\\$&') : `\${${piece.code}}`)).join('')}\``
    : codeOf([{ kind: 'text', text: pieces.filter((piece) => typeof piece === 'string').join('') }], script);
  return { text, values };
}

/** A name for a value: what the data is called, with a number where that is taken. */
function freeName(node: ts.Node | undefined, taken: readonly Given[]): string {
  let inner = node === undefined || !ts.isExpression(node) ? undefined : unwrapped(node);
  while (inner !== undefined && (ts.isCallExpression(inner) || ts.isBinaryExpression(inner))) inner = unwrapped(ts.isCallExpression(inner) ? inner.arguments[0] ?? inner.expression : inner.left);
  const base = inner !== undefined && ts.isIdentifier(inner) ? inner.text : inner !== undefined && ts.isPropertyAccessExpression(inner) && ts.isIdentifier(inner.name) ? inner.name.text : 'value';
  let name = base;
  for (let i = 2; taken.some((one) => one.name === name); i++) name = base + String(i);
  return name;
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
