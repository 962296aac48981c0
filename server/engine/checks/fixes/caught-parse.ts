/** Catches the syntax error of parsed event text: an HTTP handler answers 400, a batch reports the item. */
import type { Entry } from '../../facts/facts';
import { ts, walk, type Script } from '../../syntax/script';
import type { Span } from '../../text/span';
import { expressionAt, indentAt, indentStep, replaced, textOf, type Proposal } from './fix';
import { freshName } from './names';

/** `text` is the span of what is parsed. */
export function caughtParse(script: Script, text: Span, entry: Entry): Proposal | undefined {
  const found = expressionAt(script, text);
  const call = found?.around.find((node) => ts.isCallExpression(node));
  if (found === undefined || call === undefined) return undefined;
  const around = found.around.slice(found.around.indexOf(call) + 1);
  return caughtDeclaration(script, call, textOf(call, script), around, entry);
}

/** Catches what a declaration's value throws; `call` in it becomes `text`. Only for a declaration that does nothing but parse. */
export function caughtDeclaration(script: Script, call: ts.CallExpression, text: string, around: readonly ts.Node[], entry: Entry): Proposal | undefined {
  const statement = around.find((node) => ts.isStatement(node));
  const nearest = around.find((node) => ts.isFunctionLike(node) || ts.isStatement(node));
  if (statement === undefined || nearest !== statement || !ts.isVariableStatement(statement)) return undefined;
  const [declaration] = statement.declarationList.declarations;
  if (declaration?.initializer === undefined || statement.declarationList.declarations.length !== 1 || !parsesOnly(declaration.initializer, call, script)) return undefined;
  const way = wayOut(script, call, around, entry);
  if (way === undefined) return undefined;
  const initializer = textOf(declaration.initializer, script).replace(textOf(call, script), () => text);
  const plain = ts.isIdentifier(declaration.name);
  const name = plain ? textOf(declaration.name, script) : freshName(script, way.name);
  const type = typeOf(declaration);
  const indent = indentAt(script, statement.getStart(script));
  const step = indentStep(script);
  const lines = [
    `let ${name}${type === undefined ? '' : `: ${textOf(type, script)}`};`,
    'try {',
    `${step}${name} = ${initializer};`,
    '} catch {',
    ...way.lines.map((line) => step + line),
    '}',
    ...(plain ? [] : [`${(statement.declarationList.flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let'} ${textOf(declaration.name, script)} = ${name};`]),
  ];
  return { title: way.title, kind: 'review', edits: [replaced(statement, lines.join(`\n${indent}`), script)] };
}

/** The declared type, or that of a cast. */
function typeOf({ type, initializer, name }: ts.VariableDeclaration): ts.TypeNode | undefined {
  if (type !== undefined) return type;
  if (!ts.isIdentifier(name) || initializer === undefined || !ts.isAsExpression(initializer) || ts.isConstTypeReference(initializer.type)) return undefined;
  return initializer.type;
}

const harmless = /^(JSON\.parse|Buffer\.from|String|decodeURIComponent|\w+\.toString|.*\)\.toString)$/;

/** Nothing else in the value may throw, or its error would be taken for bad JSON. */
function parsesOnly(initializer: ts.Expression, call: ts.CallExpression, script: Script): boolean {
  let only = true;
  walk(initializer, (node) => {
    if (ts.isAwaitExpression(node) || ts.isNewExpression(node) || (ts.isCallExpression(node) && node !== call && !harmless.test(textOf(node.expression, script)))) only = false;
    return only;
  });
  return only;
}

interface WayOut {
  readonly title: string;
  /** For the parsed value, where it has no name. */
  readonly name: string;
  readonly lines: readonly string[];
}

function wayOut(script: Script, call: ts.CallExpression, around: readonly ts.Node[], entry: Entry): WayOut | undefined {
  const scope = around.find((node): node is ts.FunctionLikeDeclaration => ts.isFunctionLike(node));
  if (scope === undefined) return undefined;
  if (entry.entry.style === 'express') {
    const response = scope.parameters[scope.parameters.length === 4 ? 2 : 1]?.name;
    return response === undefined || !ts.isIdentifier(response) || !/^res/.test(response.text) ? undefined
      : { title: 'Answer 400 where the text is no JSON', name: 'body', lines: [`${response.text}.status(400).json({ message: 'The body is not valid JSON' });`, 'return;'] };
  }
  const answer = "{ statusCode: 400, body: JSON.stringify({ message: 'The body is not valid JSON' }) }";
  const title = 'Answer 400 where the text is no JSON';
  if (answersHttp(scope, around, script, entry)) {
    if (isAsync(scope)) return { title, name: 'body', lines: [`return ${answer};`] };
    const callback = scope.parameters[2]?.name;
    if (callback !== undefined && ts.isIdentifier(callback)) return { title, name: 'body', lines: [`${callback.text}(null, ${answer});`, 'return;'] };
  }
  return reported(script, call, around, scope);
}

function isAsync(scope: ts.FunctionLikeDeclaration): boolean {
  return ts.canHaveModifiers(scope) && ts.getModifiers(scope)?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) === true;
}

/** The function gives objects with a status, or is itself what requests start. */
function answersHttp(scope: ts.FunctionLikeDeclaration, around: readonly ts.Node[], script: Script, { entry }: Entry): boolean {
  const isOutermost = around.filter((node) => ts.isFunctionLike(node)).length === 1;
  if (isOutermost && entry.uri === script.fileName && entry.events.every((event) => event === 'http') && scope.parameters.length > 0) return true;
  let found = false;
  walk(scope, (node) => {
    if (ts.isObjectLiteralExpression(node) && node.properties.some((property) => property.name !== undefined && ts.isIdentifier(property.name) && property.name.text === 'statusCode')) found = true;
    return !found;
  });
  return found;
}

/** In a loop over records, where failed ones are collected already. */
function reported(script: Script, call: ts.CallExpression, around: readonly ts.Node[], scope: ts.FunctionLikeDeclaration): WayOut | undefined {
  const loop = around.find((node) => ts.isForOfStatement(node));
  const [list] = loop === undefined || !ts.isVariableDeclarationList(loop.initializer) ? [] : loop.initializer.declarations;
  if (loop === undefined || list === undefined || !ts.isIdentifier(list.name) || !contains(scope, loop) || !textOf(call, script).includes(`${list.name.text}.`)) return undefined;
  const failures = collected(scope);
  return failures === undefined ? undefined : { title: 'Report the message whose text is no JSON', name: 'message', lines: [`${failures}.push({ itemIdentifier: ${list.name.text}.messageId });`, 'continue;'] };
}

function contains(outer: ts.Node, inner: ts.Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}

/** The list that `{ itemIdentifier }` is pushed to. */
export function collected(scope: ts.Node): string | undefined {
  let name: string | undefined;
  walk(scope, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'push' || !ts.isIdentifier(node.expression.expression)) return undefined;
    const [item] = node.arguments;
    if (item !== undefined && ts.isObjectLiteralExpression(item) && item.properties.some((property) => property.name !== undefined && ts.isIdentifier(property.name) && property.name.text === 'itemIdentifier')) name ??= node.expression.expression.text;
    return undefined;
  });
  return name;
}

/** True if a `try` of the same function with a `catch` stands around. */
export function isCaught(around: readonly ts.Node[]): boolean {
  for (const [index, node] of around.entries()) {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isTryStatement(node) && node.catchClause !== undefined && around[index - 1] === node.tryBlock) return true;
  }
  return false;
}
