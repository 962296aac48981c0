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
import { span, type Location } from '../text/span';
import { storeName } from '../template/plain-write';
import { extensionOf, folderOf, pathFrom } from '../text/uri';
import { merged, written } from './change';
import { expressionAt, nodesAround, type Offer } from './fixes/fix';

const accessor = 'secretText';
const moduleName = 'secret-text';

/** A variable with its secret, and a function that has it. */
export interface Holding {
  readonly variable: EnvironmentVariable;
  readonly handler: Handler;
}

/**
 * `holdings`: by name, every function that is given a secret under it, in whatever deployment. One fix serves all who ask for the
 * same name, so it is worked out once for all of them.
 */
export function moveToStore(name: string, holdings: () => ReadonlyMap<string, readonly Holding[]>, facts: Facts): readonly Fix[] {
  const secret = storeName(name);
  const edits = (): readonly FileEdit[] => {
    const known = facts.snapshot.whole('moves', () => new Map<string, readonly FileEdit[]>());
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = editsFor(name, secret, holdings().get(name) ?? [], facts) ?? []));
    return found;
  };
  return [{ title: `Read ${name} from Secrets Manager at run time (put it there as "${secret}")`, kind: 'review', edits }];
}

/** The same for a literal in the code that is given to `name`; undefined where nothing can be awaited. */
export function literalToStore(name: string, { uri, span: place }: Location, facts: Facts): Offer | undefined {
  const script = facts.snapshot.script(uri);
  const home = helperFor(uri, facts);
  const found = script === undefined ? undefined : expressionAt(script, place);
  if (script === undefined || home === undefined || found === undefined || script.text.includes(accessor) || facts.snapshot.file(home.uri) !== undefined || !canAwait(found.node, found.around)) return undefined;
  const secret = storeName(name);
  const grants = facts.handlers.filter((handler) => reached(handler, facts).includes(uri)).map((handler) => grantOf(handler, secret));
  if (grants.some((grant) => grant === undefined)) return undefined;
  const code: readonly FileEdit[] = [
    { uri: home.uri, edits: [{ span: span(0, 0), newText: home.text }] },
    { uri, edits: [importEdit(script, home), { span: place, newText: `await ${accessor}('${secret}')` }] },
  ];
  return { title: `Read it from Secrets Manager at run time (put it there as "${secret}")`, kind: 'review', edits: merged([...grants.flatMap((grant) => grant ?? []), ...code]) };
}

function grantOf(handler: Handler, secret: string): readonly FileEdit[] | undefined {
  const grant: Change = { kind: 'grant', function: handler.function.name, actions: ['secretsmanager:GetSecretValue'], resources: [`arn:aws:secretsmanager:*:*:secret:${secret}-*`] };
  return written(handler.deployment, [grant]);
}

function editsFor(name: string, secret: string, holdings: readonly Holding[], facts: Facts): readonly FileEdit[] | undefined {
  // A template that is code names the variable too.
  const templates = new Set(holdings.map(({ variable }) => variable.at.uri));
  const readers = facts.scripts.filter((uri) => !templates.has(uri) && new RegExp(`\\b${name}\\b`).test(facts.snapshot.file(uri)?.text ?? ''));
  const users = facts.handlers.filter((handler) => reached(handler, facts).some((uri) => readers.includes(uri)));
  const granted = holdings.filter(({ handler }) => users.includes(handler));
  // Code that a function with another value of this name runs through must go on reading the environment.
  const conflicting = users.some((handler) => handler.function.environment.some((variable) => variable.name === name) && !holdings.some((holding) => holding.handler === handler));
  if (readers.length === 0 || granted.length === 0 || conflicting) return undefined;
  const code = rewritten(readers, name, facts);
  const template = templateEdits(name, secret, holdings, granted, facts);
  return code === undefined || template === undefined ? undefined : merged([...template, ...code]);
}

function reached(handler: Handler, facts: Facts): readonly string[] {
  if (handler.binding.kind !== 'bound') return [];
  return importedFrom(handler.binding.uri, facts);
}

function templateEdits(name: string, secret: string, holdings: readonly Holding[], granted: readonly Holding[], facts: Facts): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const { variable } of holdings) {
    const key = textAt(variable.at, facts);
    const value = textAt(variable.value.at, facts);
    // A variable that another file gives has no entry here to rename.
    if (!key.includes(name) || variable.at.uri !== variable.value.at.uri || value.length === 0) return undefined;
    // `{ DB_PASSWORD }` says name and value at once.
    if (variable.at.span.start === variable.value.at.span.start) return undefined;
    edits.push({ uri: variable.at.uri, edits: [{ span: variable.at.span, newText: key.replace(name, `${name}_SECRET_ID`) }, { span: variable.value.at.span, newText: quotedLike(value, secret, variable.at.uri) }] });
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

/** Undefined where one of the files reads the variable in a way that cannot be awaited there. */
function rewritten(uris: readonly string[], name: string, facts: Facts): readonly FileEdit[] | undefined {
  const [first] = uris;
  const home = first === undefined ? undefined : helperFor(first, facts);
  if (home === undefined || facts.snapshot.file(home.uri) !== undefined) return undefined;
  const edits: FileEdit[] = [{ uri: home.uri, edits: [{ span: span(0, 0), newText: home.text }] }];
  for (const uri of uris) {
    const script = facts.snapshot.script(uri);
    const reads = script === undefined || script.text.includes(accessor) || isModule(script) !== home.isModule ? undefined : readsIn(script, name);
    if (script === undefined || reads === undefined || reads.length === 0) return undefined;
    edits.push({ uri, edits: [importEdit(script, home), ...reads] });
  }
  return edits;
}

interface Helper {
  readonly uri: string;
  readonly text: string;
  readonly isModule: boolean;
  /** What its import specifier ends in. */
  readonly ending: string;
}

function helperFor(reader: string, facts: Facts): Helper | undefined {
  const script = facts.snapshot.script(reader);
  if (script === undefined) return undefined;
  const extension = extensionOf(reader).replace('x', '');
  const typed = extension.endsWith('ts');
  const moduleStyle = isModule(script);
  const spellsOut = script.statements.some((statement) => ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier) && /^\..*\.[cm]?js$/.test(statement.moduleSpecifier.text));
  const ending = typed ? (spellsOut ? extension.replace('ts', 'js') : '') : moduleStyle ? extension : '';
  return { uri: `${folderOf(reader)}/${moduleName}${extension}`, text: helperText(typed, moduleStyle), isModule: moduleStyle, ending };
}

function helperText(typed: boolean, isModuleStyle: boolean): string {
  const names = 'GetSecretValueCommand, SecretsManagerClient';
  const head = isModuleStyle ? `import { ${names} } from '@aws-sdk/client-secrets-manager';` : `const { ${names} } = require('@aws-sdk/client-secrets-manager');`;
  const of = (type: string): string => (typed ? type : '');
  return `${head}

const client = new SecretsManagerClient({});
const known = new Map${of('<string, Promise<string>>')}();

/** The text of a secret, fetched once per container. */
${isModuleStyle ? 'export ' : ''}function ${accessor}(id${of(': string | undefined')})${of(': Promise<string>')} {
  if (!id) throw new Error('The environment names no secret');
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
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  if (SecretString === undefined) throw new Error('The secret has no text');
  return SecretString;
}
${isModuleStyle ? '' : `\nmodule.exports = { ${accessor} };\n`}`;
}

/** After the last import or require of the file's head. */
function importEdit(script: Script, helper: Helper): TextEdit {
  const specifier = pathFrom(folderOf(script.fileName), helper.uri).replace(/\.[cm]?[jt]s$/, helper.ending);
  const line = helper.isModule ? `import { ${accessor} } from '${specifier}';` : `const { ${accessor} } = require('${specifier}');`;
  const last = script.statements.findLast(isImport);
  return last === undefined ? { span: span(0, 0), newText: `${line}\n` } : { span: span(last.end, last.end), newText: `\n${line}` };
}

/** An edit for each read; undefined where the name is used in any other way or where nothing can be awaited. */
function readsIn(script: Script, name: string): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const unsure: ts.Node[] = [];
  walk(script, (node) => {
    if (isRead(node, name)) {
      const edit = editOf(node, parentsOf(node, script), name, script);
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

function editOf(node: ts.Expression, parents: readonly ts.Node[], name: string, script: Script): TextEdit | undefined {
  // `process.env.NAME!` goes as a whole.
  const [holder] = parents;
  const asserted = holder !== undefined && ts.isNonNullExpression(holder) ? holder : undefined;
  const whole = asserted ?? node;
  const outer = asserted === undefined ? parents : parents.slice(1);
  const [parent] = outer;
  if (parent === undefined || isWritten(whole, parent)) return undefined;
  const fetched = `${accessor}(process.env.${name}_SECRET_ID)`;
  if (isPostgresPassword(outer, script)) return { span: span(whole.getStart(script), whole.end), newText: `() => ${fetched}` };
  if (!canAwait(whole, outer)) return undefined;
  const call = `await ${fetched}`;
  const tight = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === whole);
  return { span: span(whole.getStart(script), whole.end), newText: tight ? `(${call})` : call };
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
