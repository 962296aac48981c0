/**
 * Moves a secret out of functions' environments: the variable names a secret in the store, the functions may read it, the code
 * fetches it once per container. One fix over all files, or none where a read cannot be rewritten surely.
 */
import type { Facts, Handler } from '../facts/facts';
import { importedFrom } from '../facts/lookup';
import type { Fix } from '../finding';
import { isImport, isModule } from '../syntax/imports';
import { isScript, ts, walk, type Script } from '../syntax/script';
import type { Change, EnvironmentVariable } from '../template/deployment';
import type { FileEdit, TextEdit } from '../text/edit';
import { compareLocations, span, type Location } from '../text/span';
import { storeName } from '../template/plain-write';
import { extensionOf, folderOf, pathFrom } from '../text/uri';
import { merged, written } from './change';
import { expressionAt, nodesAround, type Offer } from './fixes/fix';

/** A variable with its secret, and a function that has it. */
export interface Holding {
  readonly variable: EnvironmentVariable;
  readonly handler: Handler;
}

/** Where a secret is kept, as a function asks for it at run time. */
export interface Stored {
  readonly store: Store;
  /** The secret's or parameter's name. */
  readonly id: string;
  /** Of a document: the key whose value it is. */
  readonly key?: string;
}

export interface Store {
  readonly title: string;
  /** Of the function that fetches, and of the file that it stands in. */
  readonly accessor: string;
  readonly module: string;
  /** What the variable is called behind its own name. */
  readonly suffix: string;
  readonly action: string;
  readonly resource: (id: string) => string;
  readonly text: (typed: boolean, isModuleStyle: boolean) => string;
}

/**
 * `holdings`: by name, every function that is given a secret under it, in whatever deployment. One fix serves those that are meant and all who share
 * something of it with them, so it is worked out once for all of them.
 */
export function moveToStore(name: string, isMeant: (holding: Holding) => boolean, holdings: () => ReadonlyMap<string, readonly Holding[]>, facts: Facts): readonly Fix[] {
  const secret: Stored = { store: secretStore, id: storeName(name) };
  const edits = (): readonly FileEdit[] => {
    const all = holdings().get(name) ?? [];
    const meant = all.filter(isMeant);
    const known = facts.snapshot.whole('moves', () => new Map<Holding, readonly FileEdit[]>());
    let found = meant[0] === undefined ? [] : known.get(meant[0]);
    if (found === undefined) {
      const sharing = together(name, meant, all, facts);
      found = editsFor(name, secret, sharing, facts) ?? [];
      for (const one of sharing) known.set(one, found);
    }
    return found;
  };
  return [{ title: `Read ${name} from Secrets Manager at run time (put it there as "${secret.id}")`, kind: 'review', edits }];
}

/** The same for a secret that the store keeps already: deployment no longer copies it out. */
export function readFromStore(name: string, stored: Stored, holdings: readonly Holding[], facts: Facts): readonly Fix[] {
  return [{ title: `Read ${name} from ${stored.store.title} at run time`, kind: 'review', edits: () => editsFor(name, stored, holdings, facts) ?? [] }];
}

/** The same for a literal in the code that is given to `name`; undefined where nothing can be awaited. */
export function literalToStore(name: string, { uri, span: place }: Location, facts: Facts): Offer | undefined {
  const script = facts.snapshot.script(uri);
  const home = helperFor(uri, secretStore, facts);
  const found = script === undefined ? undefined : expressionAt(script, place);
  if (script === undefined || home === undefined || found === undefined || script.text.includes(secretStore.accessor) || facts.snapshot.file(home.uri) !== undefined || !canAwait(found.node, found.around)) return undefined;
  const secret: Stored = { store: secretStore, id: storeName(name) };
  const grants = facts.handlers.filter((handler) => reached(handler, facts).includes(uri)).map((handler) => grantOf(handler, secret));
  if (grants.some((grant) => grant === undefined)) return undefined;
  const code: readonly FileEdit[] = [
    { uri: home.uri, edits: [{ span: span(0, 0), newText: home.text }] },
    { uri, edits: [importEdit(script, home), { span: place, newText: `await ${secretStore.accessor}('${secret.id}')` }] },
  ];
  return { title: `Read it from Secrets Manager at run time (put it there as "${secret.id}")`, kind: 'review', edits: merged([...grants.flatMap((grant) => grant ?? []), ...code]) };
}

function grantOf(handler: Handler, { store, id }: Stored): readonly FileEdit[] | undefined {
  const grant: Change = { kind: 'grant', function: handler.function.name, actions: [store.action], resources: [store.resource(id)] };
  return written(handler.deployment, [grant]);
}

/** With those who share a variable's place, or code that reads it: services that only use the same name are left alone. */
function together(name: string, meant: readonly Holding[], all: readonly Holding[], facts: Facts): readonly Holding[] {
  const reads = facts.snapshot.whole(`reads of ${name}`, () => new Map(all.map(({ handler }) => [handler, new Set(readersOf(name, handler, facts))])));
  const found = new Set(meant);
  for (const { handler, variable } of found) {
    const own = reads.get(handler) ?? new Set<string>();
    for (const other of all) if (compareLocations(other.variable.at, variable.at) === 0 || [...reads.get(other.handler) ?? []].some((uri) => own.has(uri))) found.add(other);
  }
  return all.filter((one) => found.has(one));
}

/** Scripts that a function runs through and that name the variable. */
function readersOf(name: string, handler: Handler, facts: Facts): readonly string[] {
  const word = new RegExp(`\\b${name}\\b`);
  return reached(handler, facts).filter((uri) => word.test(facts.snapshot.file(uri)?.text ?? ''));
}

function editsFor(name: string, secret: Stored, holdings: readonly Holding[], facts: Facts): readonly FileEdit[] | undefined {
  // A template that is code names the variable too.
  const templates = new Set(holdings.map(({ variable }) => variable.at.uri));
  const readers = [...new Set(holdings.flatMap(({ handler }) => readersOf(name, handler, facts)))].filter((uri) => !templates.has(uri)).sort();
  const users = facts.handlers.filter((handler) => reached(handler, facts).some((uri) => readers.includes(uri)));
  const granted = holdings.filter(({ handler }) => users.includes(handler));
  // Code that a function with another value of this name runs through must go on reading the environment.
  const conflicting = users.some((handler) => handler.function.environment.some((variable) => variable.name === name) && !holdings.some((holding) => holding.handler === handler));
  if (readers.length === 0 || granted.length === 0 || conflicting) return undefined;
  const code = fetchedFrom(readers, secret.store, (_, script) => {
    const reads = readsIn(script, name, secret);
    return reads?.length === 0 ? undefined : reads;
  }, facts);
  const template = templateEdits(name, secret, holdings, granted, facts);
  return code === undefined || template === undefined ? undefined : merged([...template, ...code]);
}

function reached(handler: Handler, facts: Facts): readonly string[] {
  if (handler.binding.kind !== 'bound') return [];
  return importedFrom(handler.binding.uri, facts);
}

function templateEdits(name: string, secret: Stored, holdings: readonly Holding[], granted: readonly Holding[], facts: Facts): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const { variable } of holdings) {
    const key = textAt(variable.at, facts);
    const value = textAt(variable.value.at, facts);
    // A variable that another file gives has no entry here to rename.
    if (!key.includes(name) || variable.at.uri !== variable.value.at.uri || value.length === 0) return undefined;
    // `{ DB_PASSWORD }` says name and value at once.
    if (variable.at.span.start === variable.value.at.span.start) return undefined;
    edits.push({ uri: variable.at.uri, edits: [{ span: variable.at.span, newText: key.replace(name, name + secret.store.suffix) }, { span: variable.value.at.span, newText: quotedLike(value, secret.id, variable.at.uri) }] });
  }
  for (const { handler } of granted) {
    const made = grantOf(handler, secret);
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  return edits;
}

function textAt(location: Location, facts: Facts): string {
  return facts.snapshot.file(location.uri)?.text.slice(location.span.start, location.span.end) ?? '';
}

function quotedLike(old: string, text: string, uri: string): string {
  const quote = old.startsWith("'") ? "'" : old.startsWith('"') || extensionOf(uri) === '.json' ? '"' : isScript(uri) ? "'" : '';
  return quote + text + quote;
}

/**
 * Scripts that fetch from a store what they have read from elsewhere, and the file that fetches; none where nobody reads. `reads`: the edits of one of them, by the call that fetches
 * for an expression that says the name; undefined where it reads in a way that cannot be awaited there.
 */
export function fetchedFrom(uris: readonly string[], store: Store, reads: (fetching: (name: string) => string, script: Script) => readonly TextEdit[] | undefined, facts: Facts): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  let home: Helper | undefined;
  for (const uri of uris) {
    const script = facts.snapshot.script(uri);
    const own = script === undefined ? undefined : reads((name) => `${store.accessor}(${name})`, script);
    if (script === undefined || own === undefined) return undefined;
    if (own.length === 0) continue;
    home ??= helperFor(uri, store, facts);
    if (home === undefined || script.text.includes(store.accessor) || isModule(script) !== home.isModule) return undefined;
    edits.push({ uri, edits: withImport(own, importEdit(script, home), script) });
  }
  if (home === undefined) return [];
  return facts.snapshot.file(home.uri) === undefined ? [{ uri: home.uri, edits: [{ span: span(0, 0), newText: home.text }] }, ...edits] : undefined;
}

/** In the place of the import that it would stand behind, where that goes. */
function withImport(edits: readonly TextEdit[], added: TextEdit, script: Script): readonly TextEdit[] {
  const { start } = added.span;
  const under = edits.find(({ span: { start: from, end } }) => from < start && start < end);
  return under === undefined ? [added, ...edits] : edits.map((edit) => (edit === under ? { ...edit, newText: added.newText.trimStart() + script.text.slice(start, edit.span.end) } : edit));
}

interface Helper {
  readonly accessor: string;
  readonly uri: string;
  readonly text: string;
  readonly isModule: boolean;
  /** What its import specifier ends in. */
  readonly ending: string;
}

function helperFor(reader: string, store: Store, facts: Facts): Helper | undefined {
  const script = facts.snapshot.script(reader);
  if (script === undefined) return undefined;
  const extension = extensionOf(reader).replace('x', '');
  const typed = extension.endsWith('ts');
  const moduleStyle = isModule(script);
  const spellsOut = script.statements.some((statement) => ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier) && /^\..*\.[cm]?js$/.test(statement.moduleSpecifier.text));
  const ending = typed ? (spellsOut ? extension.replace('ts', 'js') : '') : moduleStyle ? extension : '';
  return { accessor: store.accessor, uri: `${folderOf(reader)}/${store.module}${extension}`, text: store.text(typed, moduleStyle), isModule: moduleStyle, ending };
}

interface Fetching {
  readonly accessor: string;
  readonly module: string;
  readonly names: string;
  /** The command that is sent, and what its answer holds. */
  readonly body: readonly string[];
  readonly missing: string;
  readonly comment: string;
}

function helperText({ accessor, module, names, body, missing, comment }: Fetching): Store['text'] {
  return (typed, isModuleStyle) => {
    const client = names.split(', ').at(-1) ?? '';
    const head = isModuleStyle ? `import { ${names} } from '${module}';` : `const { ${names} } = require('${module}');`;
    const of = (type: string): string => (typed ? type : '');
    return `${head}

const client = new ${client}({});
const known = new Map${of('<string, Promise<string>>')}();

/** ${comment} */
${isModuleStyle ? 'export ' : ''}function ${accessor}(id${of(': string | undefined')})${of(': Promise<string>')} {
  if (!id) throw new Error('${missing}');
  let text = known.get(id);
  if (text === undefined) {
    text = fetchText(id);
    // What failed is tried again by the next call.
    text.catch(() => known.delete(id));
    known.set(id, text);
  }
  return text;
}

async function fetchText(id${of(': string')})${of(': Promise<string>')} {
${body.map((line) => `  ${line}`).join('\n')}
}
${isModuleStyle ? '' : `\nmodule.exports = { ${accessor} };\n`}`;
  };
}

export const secretStore: Store = {
  title: 'Secrets Manager', accessor: 'secretText', module: 'secret-text', suffix: '_SECRET_ID',
  action: 'secretsmanager:GetSecretValue', resource: (id) => `arn:aws:secretsmanager:*:*:secret:${id}-*`,
  text: helperText({
    accessor: 'secretText', module: '@aws-sdk/client-secrets-manager', names: 'GetSecretValueCommand, SecretsManagerClient', missing: 'The environment names no secret', comment: 'The text of a secret, fetched once per container.',
    body: ['const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));', "if (SecretString === undefined) throw new Error('The secret has no text');", 'return SecretString;'],
  }),
};

export const parameterStore: Store = {
  title: 'Parameter Store', accessor: 'parameterText', module: 'parameter-text', suffix: '_PARAMETER',
  action: 'ssm:GetParameter', resource: (id) => `arn:aws:ssm:*:*:parameter${id.startsWith('/') ? '' : '/'}${id}`,
  text: helperText({
    accessor: 'parameterText', module: '@aws-sdk/client-ssm', names: 'GetParameterCommand, SSMClient', missing: 'The environment names no parameter', comment: 'The text of a parameter, fetched once per container.',
    body: ['const { Parameter } = await client.send(new GetParameterCommand({ Name: id, WithDecryption: true }));', "if (Parameter?.Value === undefined) throw new Error('The parameter has no text');", 'return Parameter.Value;'],
  }),
};

/** After the last import or require of the file's head. */
function importEdit(script: Script, helper: Helper): TextEdit {
  const specifier = pathFrom(folderOf(script.fileName), helper.uri).replace(/\.[cm]?[jt]s$/, helper.ending);
  const line = helper.isModule ? `import { ${helper.accessor} } from '${specifier}';` : `const { ${helper.accessor} } = require('${specifier}');`;
  const last = script.statements.findLast(isImport);
  return last === undefined ? { span: span(0, 0), newText: `${line}\n\n` } : { span: span(last.end, last.end), newText: `\n${line}` };
}

/** An edit for each read; undefined where the name is used in any other way or where nothing can be awaited. */
function readsIn(script: Script, name: string, secret: Stored): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const unsure: ts.Node[] = [];
  walk(script, (node) => {
    if (isRead(node, name)) {
      const edit = editOf(node, parentsOf(node, script), name, secret, script);
      if (edit === undefined) unsure.push(node);
      else edits.push(edit);
      return false;
    }
    if ((ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && node.text === name) unsure.push(node);
    return undefined;
  });
  return unsure.length === 0 ? edits : undefined;
}

/** From the nearest outwards. */
function parentsOf(node: ts.Node, script: Script): readonly ts.Node[] {
  const around = nodesAround(script, { start: node.getStart(script), end: node.end });
  return around.slice(around.indexOf(node) + 1);
}

/** `process.env.NAME`, `process.env['NAME']`. */
function isRead(node: ts.Node, name: string): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  const given = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
  if (given !== name || !(ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))) return false;
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'env' && ts.isIdentifier(expression.expression) && expression.expression.text === 'process';
}

function editOf(node: ts.Expression, parents: readonly ts.Node[], name: string, { store, key }: Stored, script: Script): TextEdit | undefined {
  // `process.env.NAME!` goes as a whole.
  const [holder] = parents;
  const asserted = holder !== undefined && ts.isNonNullExpression(holder) ? holder : undefined;
  const whole = asserted ?? node;
  const outer = asserted === undefined ? parents : parents.slice(1);
  const [parent] = outer;
  if (parent === undefined || isWritten(whole, parent)) return undefined;
  const fetched = `${store.accessor}(process.env.${name}${store.suffix})`;
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === whole);
  const typed = /\.[cm]?tsx?$/.test(script.fileName);
  const valueOf = (document: string): string => `(JSON.parse(${document})${typed ? ` as { ${key ?? ''}: string }` : ''}).${key ?? ''}`;
  const place = span(whole.getStart(script), whole.end);
  if (isPostgresPassword(outer, script)) return { span: place, newText: key === undefined ? `() => ${fetched}` : `async () => ${valueOf(`await ${fetched}`)}` };
  if (!canAwait(whole, outer)) return undefined;
  const call = `await ${fetched}`;
  return { span: place, newText: key === undefined ? (isMember ? `(${call})` : call) : valueOf(call) };
}

/** `new Pool({ password: … })` of `pg`, which also takes a function that it calls when it connects. */
function isPostgresPassword([property, , construction]: readonly ts.Node[], script: Script): boolean {
  return property !== undefined && ts.isPropertyAssignment(property) && property.name.getText(script) === 'password'
    && construction !== undefined && ts.isNewExpression(construction) && /^(?:\w+\.)?(?:Pool|Client)$/.test(construction.expression.getText(script))
    && /(?:from |require\()['"]pg['"]/.test(script.text);
}

/** The nearest function is asynchronous, and the read is in its body. */
function canAwait(node: ts.Node, parents: readonly ts.Node[]): boolean {
  let inner = node;
  for (const parent of parents) {
    if (ts.isFunctionLike(parent)) {
      const isAsync = ts.canHaveModifiers(parent) && (ts.getModifiers(parent)?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false);
      return isAsync && 'body' in parent && parent.body === inner;
    }
    if (ts.isClassLike(parent)) return false;
    inner = parent;
  }
  return false;
}

function isWritten(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isDeleteExpression(parent) || ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent) || ts.isTypeOfExpression(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}
