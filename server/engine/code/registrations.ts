/**
 * Finds functions that the code itself hands to the platform or to a framework: `app.http('orders', …)`, `onCall(…)`, `@Get()`. What such
 * calls are is data (rules/models/platforms.yaml). Follows no data.
 */
import { ts, walk, type Script } from '../syntax/script';
import { isFunction, isFunctionValue, referencePath, textOf } from '../syntax/names';
import { moduleVariable, ofType } from './bindings';
import { newFrame, type Frame, type Machine } from './machine';
import { bare } from './members';
import type { RegisteringPattern } from './models';
import { functionsAround, readingOf, type Reading, type Scope, type Seen } from './scopes';
import type { Callers, EventKind } from './report';
import type { External, FunctionCallable, Value } from './values';

/** A function that is started by something else than its name. */
export interface Registered {
  /** The function, or the expression that names it. */
  readonly node: ts.Node;
  readonly label: string;
  readonly style: string;
  readonly event: EventKind;
  /** What its parameters are: names of shapes, or `package:Export`. */
  readonly receives: readonly string[];
  /** Functions that it stands in, outermost first. */
  readonly around: readonly ts.SignatureDeclaration[];
  /** The class whose method it is. */
  readonly owner?: ts.ClassLikeDeclaration;
  /** What stands beside it in the call: validators, perhaps. */
  readonly beside: readonly ts.Expression[];
  /** What the script gives the same router for all of its routes, above. */
  readonly above: readonly ts.Expression[];
  /** It stands right at the application, whose requests have passed no other router. */
  readonly first: boolean;
  readonly callers?: Callers | undefined;
  /** The node is no function, but holds some. */
  readonly holds?: true;
}

/** Which of the calls count that servers have too. */
export type Counting = 'all' | 'resolvers' | 'none';

/** In the order of the text. */
export function registrations(machine: Machine, uri: string, routes: Counting): readonly Registered[] {
  const script = machine.snapshot.script(uri);
  if (script === undefined) return [];
  const frame = newFrame(uri, script, undefined);
  const reading = readingOf(script, machine.snapshot);
  const found: Registered[] = [];
  for (const [word, calls] of reading.calls) {
    const isKnown = machine.models.registeringNames.has(word);
    // A bare name may have been imported under another.
    let atTop: boolean | undefined;
    for (const call of calls) {
      if (!isKnown) {
        if (!ts.isIdentifier(bare(call.node.expression))) continue;
        if (!isInner(word, call.scope) && !(atTop ??= patternFor(machine, standsForAtTop(machine, word, frame), routes) !== undefined)) continue;
      }
      found.push(...registered(machine, call.node, call, routes, frame));
    }
  }
  for (const { node, scope } of reading.classes) for (const member of node.members) if (ts.isMethodDeclaration(member)) found.push(...decorated(machine, member, node, scope, routes, frame));
  return found.sort((a, b) => a.node.pos - b.node.pos);
}

/** The exported name, or the variable's, that a call's result gets. */
function labelOf({ around }: Seen<ts.Node>): string {
  for (const node of around) {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) return node.name.text;
    if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left)) return node.left.name.text;
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) return node.name.text;
  }
  return '';
}

/** Outermost first. */
function functionsOutside(scope: Scope): readonly ts.SignatureDeclaration[] {
  return [...functionsAround(scope)].reverse();
}

/** The package exports that an expression is, as far as its own text and the names around tell. */
function externalsOf(machine: Machine, expression: ts.Expression, scope: Scope, frame: Frame): readonly External[] {
  // Outermost first, and however many: chains of calls and of names nest thousands deep.
  const words: string[] = [];
  const passed = new Set<ts.Node>();
  for (let node = bare(expression), from = scope; ;) {
    if (ts.isIdentifier(node)) {
      const given = givenTo(machine, node.text, from, frame);
      if (!('node' in given)) return words.length === 0 ? given : given.map(({ module, path }) => ({ module, path: [...path, ...words.toReversed()] }));
      // Names that are given from one another in a circle are nothing.
      if (passed.has(given.node)) return [];
      passed.add(given.node);
      node = bare(given.node);
      from = given.scope;
      continue;
    }
    if (ts.isPropertyAccessExpression(node)) {
      if (node.name.text !== 'default') words.push(node.name.text);
    } else if (ts.isCallExpression(node)) {
      if (ts.isIdentifier(node.expression) && node.expression.text === 'require') return [];
    } else if (!ts.isNewExpression(node) && !ts.isAwaitExpression(node)) return [];
    node = bare(node.expression);
  }
}

/** What gives a name its value, or what it stands for. Nothing is known of a function's own name that is neither typed nor given something. */
function givenTo(machine: Machine, name: string, scope: Scope, frame: Frame): { readonly node: ts.Expression; readonly scope: Scope } | readonly External[] {
  for (let current = scope; current.outer !== undefined; current = current.outer) {
    const giving = current.names.get(name)?.[0];
    if (giving?.kind === 'value' && giving.path.length === 0) return giving;
    if (giving?.kind === 'opaque' && giving.type !== undefined) return ofType(machine, giving.type, frame).externals;
    if (giving !== undefined) return [];
  }
  return standsForAtTop(machine, name, frame);
}

function standsForAtTop(machine: Machine, name: string, { uri }: Frame): readonly External[] {
  return moduleVariable(machine, uri, name)?.externals ?? [{ module: 'global', path: [name] }];
}

/** Whether a name is declared somewhere below the top level. */
function isInner(name: string, scope: Scope): boolean {
  for (let current = scope; current.outer !== undefined; current = current.outer) if (current.names.has(name)) return true;
  return false;
}

function registered(machine: Machine, node: ts.CallExpression | ts.NewExpression, seen: Seen<ts.Node>, routes: Counting, frame: Frame): readonly Registered[] {
  const callee = bare(node.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
  const given = [...(node.arguments ?? [])];
  const candidates = given.flatMap(functionsIn);
  if (candidates.length === 0) return held(machine, given, callee, seen, routes, frame);
  const externals = externalsOf(machine, callee, seen.scope, frame);
  const pattern = patternFor(machine, externals, routes);
  if (pattern === undefined || (pattern.on !== undefined && textOf(given[0]) !== pattern.on) || pattern.notWhere?.test(seen.scope.script.text) === true) return [];
  const text = textOf(given[0]);
  const isMethod = name !== undefined && machine.models.routeMethods.has(name) && text !== undefined;
  const named = labelOf(seen);
  const label = pattern.on ?? (isMethod ? `${name.toUpperCase()} ${text}` : named === '' ? text ?? name ?? 'handler' : named);
  const around = functionsOutside(seen.scope);
  const above = isMethod ? usedAbove(callee, text, readingOf(seen.scope.script, machine.snapshot)) : [];
  return candidates.map((one) => ({ node: one, label, style: pattern.style, event: pattern.event, receives: shifted(one, pattern), around, beside: given.filter((argument) => argument !== one), above, first: isMethod && !externals.some(({ path }) => path.includes('Router')), callers: callersOf(pattern, node, one, frame) }));
}

/** `new ApolloServer({ typeDefs, resolvers })`: an option that holds the functions. */
function held(machine: Machine, [options]: readonly ts.Expression[], callee: ts.Expression, seen: Seen<ts.Node>, routes: Counting, frame: Frame): readonly Registered[] {
  const named = options === undefined || !ts.isObjectLiteralExpression(options) ? [] : options.properties.flatMap((property) => {
    const name = memberNameOf(property);
    return name !== undefined && machine.models.holdingNames.has(name) ? [{ name, node: ts.isPropertyAssignment(property) ? property.initializer : property.name as ts.Expression }] : [];
  });
  if (named.length === 0) return [];
  const pattern = patternFor(machine, externalsOf(machine, callee, seen.scope, frame), routes);
  const found = named.find(({ name }) => name === pattern?.holding);
  if (pattern === undefined || found === undefined) return [];
  // Made beside it in the same function.
  const given = ts.isIdentifier(found.node) && isInner(found.node.text, seen.scope) ? givenTo(machine, found.node.text, seen.scope, frame) : undefined;
  return [{ node: given !== undefined && 'node' in given ? given.node : found.node, label: found.name, style: pattern.style, event: pattern.event, receives: pattern.receives, around: functionsOutside(seen.scope), beside: [], above: [], first: false, holds: true }];
}

function memberNameOf(property: ts.ObjectLiteralElementLike): string | undefined {
  return (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) && ts.isIdentifier(property.name) ? property.name.text : undefined;
}

/** `router.use(authenticate)`, `app.use('/api/*', authenticate)` */
function usedAbove(callee: ts.Expression, path: string, { calls }: Reading): readonly ts.Expression[] {
  const router = referencePath(callee)?.slice(0, -1).join('.');
  if (router === undefined) return [];
  return (calls.get('use') ?? []).flatMap(({ node }) => (node.pos < callee.pos && referencePath(node.expression)?.slice(0, -1).join('.') === router && leadsTo(textOf(node.arguments?.[0]), path) ? [...(node.arguments ?? [])] : []));
}

/** Whether what is used under a path, or under all of them, runs for a route. */
export function leadsTo(used: string | undefined, path: string): boolean {
  const folder = used?.replace(/\/?\*?$/, '');
  return folder === undefined || folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** What the platform and the code ask of whoever sends a request. */
function callersOf({ open }: RegisteringPattern, node: ts.CallExpression | ts.NewExpression, handler: ts.Expression, { script }: Frame): Callers | undefined {
  if (open === undefined) return undefined;
  const options = [node.expression, ...(node.arguments ?? [])].filter((one) => one !== handler).map((one) => one.getText(script)).join(' ');
  if (/\binvoker['"]?\s*:\s*(?!['"]public['"])/.test(options)) return 'invokers';
  return open === 'auth' && (/\bauthPolicy\b/.test(options) || asksForAuth(handler, script)) ? 'signed-in' : 'anyone';
}

/** `if (!request.auth) throw …` */
function asksForAuth(handler: ts.Node, script: Script): boolean {
  let found = false;
  walk(handler, (node) => {
    if (found) return false;
    if (ts.isIfStatement(node) && /\bauth\b/.test(node.expression.getText(script)) && /\b(?:throw|return)\b/.test(node.thenStatement.getText(script))) found = true;
    return undefined;
  });
  return found;
}

function patternFor(machine: Machine, externals: readonly External[], counting: Counting): RegisteringPattern | undefined {
  return externals.flatMap((one) => machine.models.registering.matching(one)).find(({ routes, holding }) => !routes || counting === 'all' || (counting === 'resolvers' && holding !== undefined));
}

/** Functions, and names of functions, that an argument is or holds as its handler. */
function functionsIn(argument: ts.Expression): readonly ts.Expression[] {
  const node = bare(argument);
  if (isFunctionValue(node) || ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return [node];
  if (ts.isArrayLiteralExpression(node)) return node.elements.filter(ts.isObjectLiteralExpression).flatMap(functionsIn);
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property): readonly ts.Expression[] => {
    if (property.name === undefined || !ts.isIdentifier(property.name) || !/^(handler|fetch|callback|eventHandler|options|config)$/.test(property.name.text)) return [];
    // Hapi's routes have their handler among their options, too.
    if (/^(options|config)$/.test(property.name.text)) return ts.isPropertyAssignment(property) && ts.isObjectLiteralExpression(bare(property.initializer)) ? functionsIn(property.initializer) : [];
    if (ts.isPropertyAssignment(property)) return functionsIn(property.initializer);
    // A method is a function as well, though no expression of its own.
    return ts.isShorthandPropertyAssignment(property) ? [property.name] : ts.isMethodDeclaration(property) ? [property as unknown as ts.Expression] : [];
  });
}

/** An error handler of Express is given the error first. */
function shifted(node: ts.Node, { style, receives }: RegisteringPattern): readonly string[] {
  return style === 'express' && isFunction(node) && node.parameters.length === 4 ? ['-', ...receives] : receives;
}

function decorated(machine: Machine, method: ts.MethodDeclaration, owner: ts.ClassLikeDeclaration, scope: Scope, routes: Counting, frame: Frame): readonly Registered[] {
  for (const { expression } of ts.getDecorators(method) ?? []) {
    const call = ts.isCallExpression(expression) ? expression : undefined;
    const pattern = patternFor(machine, externalsOf(machine, call?.expression ?? expression, scope, frame), routes);
    if (pattern?.decorator !== true) continue;
    const receives = pattern.receives.length > 0 ? pattern.receives : method.parameters.map((parameter) => parameterOf(machine, parameter, scope, frame));
    const label = ts.isIdentifier(method.name) ? `${owner.name?.text ?? 'class'}.${method.name.text}` : 'method';
    return [{ node: method, label, style: pattern.style, event: pattern.event, receives, around: functionsOutside(scope), owner, beside: call?.arguments ?? [], above: [], first: false }];
  }
  return [];
}

/** What the parameter's own decorator says. */
function parameterOf(machine: Machine, parameter: ts.ParameterDeclaration, scope: Scope, frame: Frame): string {
  for (const { expression } of ts.getDecorators(parameter) ?? []) {
    const externals = externalsOf(machine, ts.isCallExpression(expression) ? expression.expression : expression, scope, frame);
    const known = externals.flatMap((one) => machine.models.parameters.matching(one))[0];
    if (known !== undefined) return known.receives;
  }
  return '-';
}

/** The workspace's functions that are registered so, from wherever they come. */
export function functionsRegistered(machine: Machine, { node, holds }: Pick<Registered, 'node' | 'holds'>, uri: string): readonly FunctionCallable[] {
  const script = holds === true ? machine.snapshot.script(uri) : undefined;
  if (script === undefined || !ts.isExpression(node)) return functionsNamed(machine, uri, node);
  const frame = newFrame(uri, script, undefined);
  const whole = machine.evaluate(node, frame);
  // Fields may be given by a function, so that they can speak of each other.
  const given = whole.callables.filter((one) => one.kind === 'function').map((one) => machine.call(one, [], node, frame));
  // What a package has put together is what it was given.
  const parts = ts.isCallExpression(bare(node)) ? (bare(node) as ts.CallExpression).arguments.map((one) => machine.evaluate(one, frame)) : [];
  return [...new Set([whole, ...given, ...parts].flatMap((value) => functionsWithin(value, 0)))];
}

/** In fields of fields: types, their fields, what resolves these. Names with two dashes are questions of the library's own. */
function functionsWithin({ fields, element }: Value, depth: number): readonly FunctionCallable[] {
  if (depth > 3) return [];
  const inner = [...(fields ?? [])].flatMap(([name, value]) => (/^__|^(?:type|args|description|serialize|parseValue|parseLiteral)$/.test(name) ? [] : [value]));
  return [...inner, ...(element === undefined ? [] : [element])].flatMap((value) => [...value.callables.filter((one) => one.kind === 'function'), ...functionsWithin(value, depth + 1)]);
}

/** The workspace's functions behind a reference, from wherever they come. */
export function functionsNamed(machine: Machine, uri: string, node: ts.Node): readonly FunctionCallable[] {
  const script = machine.snapshot.script(uri);
  if (script === undefined || !ts.isExpression(node)) return [];
  return machine.evaluate(node, newFrame(uri, script, undefined)).callables.filter((one) => one.kind === 'function');
}
