/** Lets code that reads a parameter of the store ask for a secret in its place, and takes out what it then needs no more. Knows nothing of templates. */
import { importsOf } from '../../syntax/imports';
import { memberName } from '../../syntax/names';
import { ts, walk, type Script } from '../../syntax/script';
import { withoutLine, withoutUnused } from '../../syntax/unused';
import type { TextEdit } from '../../text/edit';
import { span, type Span } from '../../text/span';
import { isName, namesIn, readOf, type ParameterName, type Read } from './decrypted-read';
import { nodesAround, replaced, textOf } from './fix';
import { freshName, usesOf } from './names';

export interface SecretReads {
  readonly edits: readonly TextEdit[];
  /** Nothing else is read of the store in this script. */
  readonly isAll: boolean;
}

/** `fetching`: the call that gives the secret's text for an expression that says its name. Undefined where the parameter is named for something else, or where it is not sure what becomes of the value. */
export function secretReads(parameter: ParameterName, fetching: (name: string) => string, script: Script): SecretReads | undefined {
  const imports = importsOf(script);
  const understood = new Set<ts.Node>();
  const edits: TextEdit[] = [];
  const gone: Span[] = [];
  const clients = new Set<string>();
  let isAll = true;
  const unsure: ts.Node[] = [];
  walk(script, (node) => {
    const read = ts.isCallExpression(node) || ts.isNewExpression(node) ? readOf(node, imports) : undefined;
    if (read === undefined) return undefined;
    const named = read.names.flatMap((one) => namesIn(one, parameter, script));
    if (named.length === 0) {
      isAll = false;
      const folder = read.below === undefined ? undefined : ts.isStringLiteralLike(read.below) ? read.below.text.replace(/\/$/, '') : '';
      if (folder !== undefined && parameter.name.startsWith(`${folder}/`)) unsure.push(node);
      return undefined;
    }
    const [name, ...others] = read.names;
    const value = name === undefined || others.length > 0 || ts.isArrayLiteralExpression(name) ? undefined : valueOf(read, script);
    if (name === undefined || value === undefined) {
      unsure.push(node);
      return undefined;
    }
    for (const one of named) understood.add(one);
    const fetched = `await ${fetching(textOf(name, script))}`;
    edits.push(...value.edits(fetched));
    gone.push(value.call);
    if (value.client !== undefined) clients.add(value.client);
    return undefined;
  });
  walk(script, (node) => {
    if (isName(node, parameter) && !understood.has(node)) unsure.push(node);
    return undefined;
  });
  return unsure.length === 0 ? { edits: [...edits, ...leftOver(clients, gone, script)], isAll } : undefined;
}

/** Where the text of a read arrives. */
interface Arrival {
  /** What goes: the whole call. */
  readonly call: Span;
  readonly client: string | undefined;
  readonly edits: (fetched: string) => readonly TextEdit[];
}

/** `(await client.send(…)).Parameter?.Value`, `const { Parameter } = await …`, `const answer = await …` of which only the value is used. */
function valueOf({ call, option }: Read, script: Script): Arrival | undefined {
  const around = outwards(call, script);
  const isText = option === 'decrypt';
  const asked = isText ? { client: undefined, rest: around } : ts.isNewExpression(call) ? sent(call, around) : promised(call, around);
  const [awaiting, ...rest] = asked?.rest ?? [];
  if (asked === undefined || awaiting === undefined || !ts.isAwaitExpression(awaiting)) return undefined;
  const place = span(awaiting.getStart(script), awaiting.end);
  const { client } = asked;
  if (isText) return { call: place, client, edits: (fetched) => [replaced(awaiting, fetched, script)] };
  const [holder] = rest;
  if (holder !== undefined && ts.isVariableDeclaration(holder)) {
    const edits = declared(holder, nodesAround(script, place), script);
    return edits === undefined ? undefined : { call: place, client, edits: (fetched) => [replaced(awaiting, fetched, script), ...edits] };
  }
  const whole = valueBehind(awaiting, ['Parameter', 'Value'], script);
  if (whole === undefined) return undefined;
  const text = (fetched: string): string => (isMember(whole, script) ? `(${fetched})` : fetched);
  return { call: place, client, edits: (fetched) => [replaced(whole, text(fetched), script)] };
}

/** The nodes around, without parentheses, assertions and casts. */
function outwards(node: ts.Node, script: Script): readonly ts.Node[] {
  const around = nodesAround(script, span(node.getStart(script), node.end));
  return around.slice(around.indexOf(node) + 1).filter((one) => !ts.isParenthesizedExpression(one) && !ts.isNonNullExpression(one) && !ts.isAsExpression(one));
}

/** `client.send(command)`. */
function sent(command: ts.Node, [call, ...rest]: readonly ts.Node[]): { readonly client: string | undefined; readonly rest: readonly ts.Node[] } | undefined {
  if (call === undefined || !ts.isCallExpression(call) || call.arguments[0] !== command || !ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== 'send') return undefined;
  return { client: clientOf(call.expression.expression), rest };
}

/** `client.getParameter({ … })`, in the second version of the SDK with `.promise()`. */
function promised(call: ts.CallExpression, around: readonly ts.Node[]): { readonly client: string | undefined; readonly rest: readonly ts.Node[] } | undefined {
  const client = ts.isPropertyAccessExpression(call.expression) ? clientOf(call.expression.expression) : undefined;
  const [member, outer, ...rest] = around;
  const isPromise = member !== undefined && ts.isPropertyAccessExpression(member) && member.name.text === 'promise' && outer !== undefined && ts.isCallExpression(outer);
  return { client, rest: isPromise ? rest : around };
}

function clientOf(node: ts.Expression): string | undefined {
  return ts.isIdentifier(node) ? node.text : undefined;
}

/** The edits of the name that is declared and of its uses; undefined where it is used for more than the value. */
function declared({ name }: ts.VariableDeclaration, around: readonly ts.Node[], script: Script): readonly TextEdit[] | undefined {
  const block = around.find((node) => ts.isBlock(node) || ts.isSourceFile(node)) ?? script;
  const uses = (own: ts.Identifier): readonly ts.Identifier[] => usesOf(own.text, script).filter((one) => one !== own && one.pos >= block.pos && one.end <= block.end);
  if (ts.isIdentifier(name)) {
    const values = uses(name).map((one) => valueBehind(one, ['Parameter', 'Value'], script));
    return values.includes(undefined) || values.length === 0 ? undefined : values.flatMap((one) => (one === undefined ? [] : [replaced(one, name.text, script)]));
  }
  const [element, ...others] = name.elements;
  if (element === undefined || others.length > 0 || !ts.isBindingElement(element) || !ts.isIdentifier(element.name) || element.initializer !== undefined || memberName(element.propertyName ?? element.name) !== 'Parameter') return undefined;
  const values = uses(element.name).map((one) => valueBehind(one, ['Value'], script));
  const own = element.propertyName === undefined ? freshName(script, 'secret') : element.name.text;
  return values.includes(undefined) || values.length === 0 ? undefined : [replaced(name, own, script), ...values.flatMap((one) => (one === undefined ? [] : [replaced(one, own, script)]))];
}

/** The whole of `x.Parameter?.Value!`; undefined where something else is asked of `x`. */
function valueBehind(node: ts.Node, members: readonly string[], script: Script): ts.Node | undefined {
  const around = nodesAround(script, span(node.getStart(script), node.end));
  const left = [...members];
  let whole: ts.Node | undefined;
  for (const one of around.slice(around.indexOf(node) + 1)) {
    if (ts.isNonNullExpression(one) || (ts.isParenthesizedExpression(one) && left.length === members.length)) {
      if (left.length === 0) whole = one;
      continue;
    }
    const next = left.shift();
    if (next === undefined) break;
    if (!ts.isPropertyAccessExpression(one) || one.name.text !== next) return undefined;
    whole = one;
  }
  return left.length === 0 ? whole : undefined;
}

/** Something is asked of the value at once: `….Value.trim()`. */
function isMember(node: ts.Node, script: Script): boolean {
  const around = nodesAround(script, span(node.getStart(script), node.end));
  const parent = around[around.indexOf(node) + 1];
  return parent !== undefined && (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;
}

/** Clients that nothing is asked of any more, and names that were imported for what went. */
function leftOver(clients: ReadonlySet<string>, gone: readonly Span[], script: Script): readonly TextEdit[] {
  const unused = script.statements.filter((statement) => {
    const [only, ...others] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    if (only?.initializer === undefined || others.length > 0 || !ts.isIdentifier(only.name) || !clients.has(only.name.text) || !ts.isNewExpression(only.initializer)) return false;
    return usesOf(only.name.text, script).every((one) => one === only.name || gone.some(({ start, end }) => one.getStart(script) >= start && one.end <= end));
  });
  const spans = unused.map((statement) => span(statement.getStart(script), statement.end));
  return [...unused.map((statement) => withoutLine(statement, script)), ...withoutUnused([...gone, ...spans], script)];
}
