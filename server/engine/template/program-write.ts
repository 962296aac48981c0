/** Writes changes into programs that make resources: literals, properties of objects, entries and items, in the file's own layout. Knows no library. */
import { spanOf, ts, type Script } from '../syntax/script';
import type { FileEdit } from '../text/edit';
import type { Location } from '../text/span';
import { addProperty, expressionAt, holderOf, propertyNamed, quoted, removeItem } from './cdk/script';
import type { Change, Plain } from './deployment';
import type { ReferenceValue, Value } from './value';

export type Edits = readonly FileEdit[] | undefined;

export interface ProgramWriting {
  /** Undefined for files that are not the author's. */
  readonly script: (uri: string) => Script | undefined;
  /** How a resource is referred to at a place; undefined where it has no name there. */
  readonly reference: (reference: ReferenceValue, at: Location) => string | undefined;
}

/** What every program does alike; undefined for changes that a library has its own words for. */
export function programChange(change: Change, writing: ProgramWriting): Edits {
  switch (change.kind) {
    case 'replace': return replaced(change.value, change.by, writing);
    case 'remove': return removed(change.value, writing);
    case 'entry': return put(change.map.at, [change.key], change.to, writing);
    case 'statement': {
      const lists = [['Action', change.actions], ['Resource', change.resources]] as const;
      const all = lists.flatMap(([key, items]) => (items === undefined ? [] : [put(change.grant.at, [key], items.length === 1 && items[0] !== undefined ? items[0] : items, writing)]));
      const edits = all.flatMap((one) => one ?? []);
      return all.includes(undefined) || edits.length === 0 ? undefined : [{ uri: change.grant.at.uri, edits: edits.flatMap((one) => one.edits) }];
    }
    default: return undefined;
  }
}

/** Only what is written out where it is used: a value that stands elsewhere decides about more than this. */
function replaced(value: Value, by: Plain, writing: ProgramWriting): Edits {
  const script = writing.script(value.at.uri);
  const node = script === undefined ? undefined : expressionAt(script, value.at.span);
  if (script === undefined || node === undefined) return undefined;
  const isLiteral = value.kind === 'scalar' ? isLiteralOf(node, value.value) : ts.isArrayLiteralExpression(node);
  const text = isLiteral ? plainText(by, value.at, script, writing) : undefined;
  return text === undefined ? undefined : [{ uri: value.at.uri, edits: [{ span: value.at.span, newText: text }] }];
}

function isLiteralOf(node: ts.Expression, value: string | number | boolean | null): boolean {
  if (ts.isStringLiteralLike(node)) return node.text === value;
  if (ts.isNumericLiteral(node)) return Number(node.text) === value;
  return (node.kind === ts.SyntaxKind.TrueKeyword && value === true) || (node.kind === ts.SyntaxKind.FalseKeyword && value === false);
}

function removed({ at }: Value, writing: ProgramWriting): Edits {
  const script = writing.script(at.uri);
  const holder = script === undefined ? undefined : holderOf(script, at.span);
  if (script === undefined || holder === undefined) return undefined;
  if (ts.isArrayLiteralExpression(holder)) {
    const item = holder.elements.find((one) => one.getStart(script) === at.span.start);
    return item === undefined ? undefined : [{ uri: at.uri, edits: [holder.elements.length === 1 ? { span: spanOf(holder, script), newText: '[]' } : removeItem(script, holder.elements, item)] }];
  }
  const object = ts.isPropertyAssignment(holder) ? holderOf(script, spanOf(holder, script)) : undefined;
  if (object === undefined || !ts.isObjectLiteralExpression(object) || !ts.isPropertyAssignment(holder)) return undefined;
  return [{ uri: at.uri, edits: [object.properties.length === 1 ? { span: spanOf(object, script), newText: '{}' } : removeItem(script, object.properties, holder)] }];
}

/** Sets a property of the object at a place, making the objects on the way. */
export function put(at: Location, path: readonly string[], to: Plain, writing: ProgramWriting): Edits {
  const script = writing.script(at.uri);
  const node = script === undefined ? undefined : expressionAt(script, at.span);
  const text = script === undefined ? undefined : plainText(to, at, script, writing);
  return script === undefined || node === undefined || text === undefined ? undefined : putText(script, node, path, text);
}

export function putText(script: Script, node: ts.Expression, path: readonly string[], text: string): Edits {
  let object = node;
  for (const [index, key] of path.entries()) {
    if (!ts.isObjectLiteralExpression(object)) return undefined;
    const known = propertyNamed(object, key);
    const rest = path.slice(index + 1).reduceRight((inner, name) => `{ ${keyText(name, script)}: ${inner} }`, text);
    if (known === undefined) return given(object, key) ? undefined : [{ uri: script.fileName, edits: [addProperty(script, object, `${keyText(key, script)}: ${rest}`)] }];
    if (index === path.length - 1) return [{ uri: script.fileName, edits: [{ span: spanOf(known.initializer, script), newText: text }] }];
    object = known.initializer;
  }
  return undefined;
}

/** `{ timeout }` says it already, though not as `timeout: …`. */
function given(object: ts.ObjectLiteralExpression, key: string): boolean {
  return object.properties.some((one) => one.name !== undefined && 'text' in one.name && one.name.text === key);
}

function keyText(key: string, script: Script): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, script);
}

/** Plain data as an expression; undefined where a reference cannot be said there. */
export function plainText(plain: Plain, at: Location, script: Script, writing: ProgramWriting): string | undefined {
  if (plain === null || typeof plain === 'number' || typeof plain === 'boolean') return String(plain);
  // What CloudFormation would put in has to be said in the library's own way.
  if (typeof plain === 'string') return /\$\{[\w:.]+\}/.test(plain) ? undefined : quoted(plain, script);
  if (isReference(plain)) return writing.reference(plain, at);
  if (isList(plain)) {
    const items = plain.map((one) => plainText(one, at, script, writing));
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  const entries = Object.entries(plain).map(([key, one]) => [key, plainText(one, at, script, writing)] as const);
  return entries.some(([, text]) => text === undefined) ? undefined : `{ ${entries.map(([key, text]) => `${keyText(key, script)}: ${text ?? ''}`).join(', ')} }`;
}

export function isReference(plain: Plain | undefined): plain is ReferenceValue {
  return plain !== null && plain !== undefined && typeof plain === 'object' && 'kind' in plain && plain['kind'] === 'reference' && 'resource' in plain;
}

function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

