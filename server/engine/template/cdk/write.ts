/** Writes changes into CDK programs the way people write them. Knows no rule; says nothing where it is not sure. */
import { spanOf, ts, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import type { Change, Deployment, Plain } from '../deployment';
import type { Value } from '../value';
import type { Lowering } from './lowering';
import type { Program } from './program';
import { isList, isReference, Saying } from './saying';
import { expressionAt, holderOf, put, removeItem, statementAt } from './source';
import { memberOfRuntime } from './vocabulary';
import { set } from './write-properties';
import { addConstruct, checkBody, keepFailures, keepSecret, refuseCleartext, rotate } from './write-resources';
import { authorize, conditions, grant, grantingCall, ownRoles, principal, regranted, statement, type Edits } from './write-rights';

export function writer(program: Program, lowering: Lowering, model: Omit<Deployment, 'write'>): Deployment['write'] {
  return (change) => {
    const say = new Saying(program, lowering, model);
    return edits(say, change)?.map(({ uri, edits: own }) => ({ uri, edits: [...(say.besides.get(uri) ?? []), ...own] }));
  };
}

function edits(say: Saying, change: Change): Edits {
  switch (change.kind) {
    case 'replace': return replace(say, change.value, change.by);
    case 'remove': return remove(say, change.value);
    case 'entry': return entry(say, change.map.at, change.key, change.to);
    case 'set': return set(say, change.resource, change.path, change.to);
    case 'statement': return statement(say, change);
    case 'authorize': return authorize(say, change);
    case 'grant': return grant(say, change);
    case 'own-roles': return ownRoles(say, change);
    case 'keep-failures': return keepFailures(say, change);
    case 'check-body': return checkBody(say, change);
    case 'add': return addConstruct(say, change, (inner) => edits(say, inner));
    case 'refuse-cleartext': return refuseCleartext(say, change);
    // Neither can the templates that a program makes.
    case 'secure': return undefined;
    case 'keep-secret': return keepSecret(say, change);
    case 'rotate': return rotate(say, change);
    // On AWS code reads the store itself.
    case 'from-store': return undefined;
  }
}

/** Only what is written out where it is used: a value that stands elsewhere decides about more than this. */
function replace(say: Saying, { at, ...value }: Value, by: Plain): Edits {
  const script = say.script(at.uri);
  const node = script === undefined ? undefined : expressionAt(script, at.span);
  if (script === undefined || node === undefined) return undefined;
  const granting = grantingCall(script, at.span);
  if (granting !== undefined) return regranted(say, granting, script, by);
  if (value.kind === 'scalar' && ts.isNewExpression(node) && isAccount(by)) return principal(script, at.uri, node);
  if (value.kind === 'scalar' && ts.isPropertyAccessExpression(node) && memberOfRuntime(String(value.value)) === node.name.text) return runtime(script, at.uri, node, by);
  const isLiteral = value.kind === 'scalar' && isLiteralOf(node, value.value);
  const text = isLiteral ? say.plain(by, script, at.span.start) : undefined;
  return text === undefined ? undefined : [{ uri: at.uri, edits: [{ span: at.span, newText: text }] }];
}

function runtime(script: Script, uri: string, node: ts.PropertyAccessExpression, by: Plain): Edits {
  const member = typeof by === 'string' ? memberOfRuntime(by) : undefined;
  return member === undefined ? undefined : [{ uri, edits: [{ span: { start: node.name.getStart(script), end: node.name.end }, newText: member }] }];
}

function remove(say: Saying, { at }: Value): Edits {
  const script = say.script(at.uri);
  const granting = script === undefined ? undefined : grantingCall(script, at.span);
  if (granting !== undefined) return [{ uri: at.uri, edits: [{ span: { start: granting.statement.pos, end: granting.statement.end }, newText: '' }] }];
  const holder = script === undefined ? undefined : holderOf(script, at.span);
  if (script === undefined || holder === undefined) return undefined;
  const edit = without(script, holder, at.span);
  return edit === undefined ? undefined : [{ uri: at.uri, edits: [edit] }];
}

function without(script: Script, holder: ts.Node, span: { readonly start: number; readonly end: number }): TextEdit | undefined {
  if (ts.isPropertyAssignment(holder)) {
    const object = holderOf(script, spanOf(holder, script));
    return object !== undefined && ts.isObjectLiteralExpression(object) ? removeItem(script, object.properties, holder) : undefined;
  }
  if (ts.isArrayLiteralExpression(holder)) {
    const item = holder.elements.find((one) => one.getStart(script) === span.start);
    return item === undefined ? undefined : removeItem(script, holder.elements, item);
  }
  // The argument of `ManagedPolicy.fromAwsManagedPolicyName('…')`: what it makes goes.
  if (!ts.isCallExpression(holder) || !ts.isPropertyAccessExpression(holder.expression) || holder.expression.name.text !== 'fromAwsManagedPolicyName') return undefined;
  const outer = holderOf(script, spanOf(holder, script));
  if (outer !== undefined && ts.isArrayLiteralExpression(outer)) return removeItem(script, outer.elements, holder);
  if (outer === undefined || !ts.isCallExpression(outer) || !ts.isPropertyAccessExpression(outer.expression) || outer.expression.name.text !== 'addManagedPolicy') return undefined;
  const statement = statementAt(script, outer.getStart(script));
  return statement === undefined ? undefined : { span: { start: statement.pos, end: statement.end }, newText: '' };
}

/** An object whose keys are the map's own, such as an environment. */
function entry(say: Saying, at: Value['at'], key: string, to: Plain): Edits {
  const script = say.script(at.uri);
  const node = script === undefined ? undefined : expressionAt(script, at.span);
  if (script === undefined || node === undefined) return undefined;
  if (key === 'Condition') return conditions(say, script, node, to);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const name = key === 'NoEcho' ? 'noEcho' : key;
  const text = say.plain(to, script, at.span.start);
  return text === undefined ? undefined : [{ uri: at.uri, edits: [put(script, node, name, text)] }];
}

function isLiteralOf(node: ts.Expression, value: string | number | boolean | null): boolean {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text === value;
  if (ts.isNumericLiteral(node)) return Number(node.text) === value;
  return (node.kind === ts.SyntaxKind.TrueKeyword && value === true) || (node.kind === ts.SyntaxKind.FalseKeyword && value === false);
}

/** The account that the template is deployed to, alone or as `{ AWS: … }`. */
function isAccount(plain: Plain): boolean {
  if (isReference(plain)) return plain.resource === 'AWS::AccountId';
  return plain !== null && typeof plain === 'object' && !isList(plain) && 'AWS' in plain && isAccount(plain['AWS'] ?? null);
}
