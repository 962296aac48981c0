/** Evaluates expressions of a CDK program without running anything. Knows JavaScript, no cloud and no construct. */
import { ts } from '../../syntax/script';
import { isFunctionValue } from '../../syntax/names';
import type { Location } from '../../text/span';
import { folderOf } from '../../text/uri';
import { builtin, expressionModule } from './builtins';
import { construct, superCall } from './calls';
import { assignTo, member, recordCall } from './members';
import { isNullish, joined, truth, uncertainly } from './logic';
import type { Program } from './program';
import { alternatives, choice, constant, isUndefined, list, textIn, unknownThing, usedAt, type Constant, type Made, type ObjectThing, type Property, type Scope, type Thing, type UnknownThing } from './thing';

export function evaluate(program: Program, node: ts.Expression, scope: Scope): Thing {
  const here = program.place(node, scope.uri);
  if (!program.step()) return unknownThing('the program is too much to be read', 'limit', here);
  program.depth++;
  const thing = expression(program, node, scope, here);
  program.depth--;
  return thing;
}

function expression(program: Program, node: ts.Expression, scope: Scope, here: Location): Thing {
  if (ts.isStringLiteralLike(node)) return constant(node.text, here);
  if (ts.isNumericLiteral(node)) return constant(Number(node.text.replace(/_/g, '')), here);
  if (ts.isIdentifier(node)) return named(program, node.text, scope, here);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node) || ts.isAwaitExpression(node)) return evaluate(program, node.expression, scope);
  if (ts.isPropertyAccessExpression(node)) return node.expression.kind === ts.SyntaxKind.SuperKeyword ? superMember(scope, here) : member(program, evaluate(program, node.expression, scope), node.name.text, here, program.place(node.name, scope.uri));
  if (ts.isElementAccessExpression(node)) return element(program, node, scope, here);
  if (ts.isObjectLiteralExpression(node)) return object(program, node, scope, here);
  if (ts.isArrayLiteralExpression(node)) return { ...list([...elements(program, node.elements, scope)], here), written: here };
  if (ts.isTemplateExpression(node)) return template(program, node, scope, here);
  // A tag that waits for its parts and joins them, as Pulumi and SST have it.
  if (ts.isTaggedTemplateExpression(node) && /\binterpolate$/.test(node.tag.getText(program.script(scope.uri)))) return evaluate(program, node.template, scope);
  if (ts.isCallExpression(node)) return call(program, node, scope, here);
  if (ts.isNewExpression(node)) return construct(program, evaluate(program, node.expression, scope), [...elements(program, node.arguments ?? ts.factory.createNodeArray<ts.Expression>(), scope)], here, program.place(node.expression, scope.uri));
  if (ts.isConditionalExpression(node)) return conditional(program, node, scope, here);
  if (ts.isBinaryExpression(node)) return binary(program, node, scope, here);
  if (isFunctionValue(node)) return { kind: 'function', node, scope, self: scope.self, at: here, via: [] };
  if (ts.isClassExpression(node)) return { kind: 'class', declared: program.classOf(node, scope), at: here, via: [] };
  if (ts.isPrefixUnaryExpression(node)) return prefixed(program, node, scope, here);
  if (ts.isRegularExpressionLiteral(node)) return { kind: 'library', module: expressionModule, path: [node.text], at: here, via: [] };
  if (ts.isMetaProperty(node)) return { kind: 'library', module: 'import.meta', path: [], at: here, via: [] };
  switch (node.kind) {
    case ts.SyntaxKind.ThisKeyword: return scope.self === undefined ? unknownThing('`this` is not known here', 'unresolved', here) : { kind: 'instance', instance: scope.self, at: here, via: [] };
    case ts.SyntaxKind.TrueKeyword: return constant(true, here);
    case ts.SyntaxKind.FalseKeyword: return constant(false, here);
    case ts.SyntaxKind.NullKeyword: return constant(null, here);
    default: return unknownThing('it is more than can be read without running the program', 'unresolved', here);
  }
}

const globals: ReadonlySet<string> = new Set(['Object', 'Array', 'JSON', 'String', 'Number', 'Boolean', 'Math', 'Date', 'console', 'Promise', 'Error', 'Set', 'Map', 'RegExp', 'Buffer', 'require', 'URL', 'parseInt']);

function named(program: Program, name: string, scope: Scope, here: Location): Thing {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const found = current.names.get(name) ?? (current.parent === undefined ? program.topLevel(current.uri, name) : undefined);
    if (found !== undefined) return isData(found) ? usedAt(found, here, { location: found.at, message: `variable ${name}` }) : usedAt(found, here);
  }
  if (name === 'undefined') return constant(undefined, here);
  if (name === '__dirname') return constant(folderOf(scope.uri), here);
  if (name === '__filename') return constant(scope.uri, here);
  if (name === 'process') return { kind: 'library', module: 'process', path: [], at: here, via: [] };
  if (globals.has(name)) return { kind: 'library', module: 'global', path: [name], at: here, via: [] };
  return unknownThing(`\`${name}\` is not known here`, 'unresolved', here);
}

/** Data is told how it came to where it is used; constructs and functions are known by name. */
function isData(thing: Thing): boolean {
  return thing.kind === 'constant' || thing.kind === 'text' || thing.kind === 'list' || thing.kind === 'object' || thing.kind === 'choice';
}

function superMember(scope: Scope, here: Location): Thing {
  return scope.self === undefined ? unknownThing('`super` is not known here', 'unresolved', here) : { kind: 'instance', instance: scope.self, at: here, via: [] };
}

function element(program: Program, node: ts.ElementAccessExpression, scope: Scope, here: Location): Thing {
  const receiver = evaluate(program, node.expression, scope);
  const key = evaluate(program, node.argumentExpression, scope);
  if (key.kind === 'constant' && (typeof key.value === 'string' || typeof key.value === 'number')) return member(program, receiver, String(key.value), here, program.place(node.argumentExpression, scope.uri));
  if (receiver.kind === 'unknown') return usedAt(receiver, here);
  const values = receiver.kind === 'object' ? [...receiver.entries.values()].map(({ thing }) => thing) : receiver.kind === 'list' ? receiver.items : [];
  // Which one it is, is not known; one of them it is.
  return values.length === 0 ? unknownThing('its key is not known', 'unresolved', here) : choice(values.map((thing) => ({ when: 'one of them', thing })), here);
}

function object(program: Program, node: ts.ObjectLiteralExpression, scope: Scope, here: Location): ObjectThing {
  const entries = new Map<string, Property>();
  let rest: UnknownThing | undefined;
  const set = (name: string | undefined, key: ts.Node, thing: Thing): void => {
    if (name === undefined) rest ??= unknownThing('its key is not known', 'unresolved', here);
    else entries.set(name, { keyAt: program.place(key, scope.uri), thing });
  };
  for (const one of node.properties) {
    if (ts.isPropertyAssignment(one)) set(keyOf(program, one.name, scope), one.name, evaluate(program, one.initializer, scope));
    else if (ts.isShorthandPropertyAssignment(one)) set(one.name.text, one.name, evaluate(program, one.name, scope));
    else if (ts.isMethodDeclaration(one)) set(keyOf(program, one.name, scope), one.name, { kind: 'function', node: one, scope, self: scope.self, at: program.place(one, scope.uri), via: [] });
    else if (ts.isSpreadAssignment(one)) rest = spread(evaluate(program, one.expression, scope), entries) ?? rest;
  }
  return { kind: 'object', entries, rest, at: here, via: [], written: here };
}

/** Lays the entries of an object over those that are there; what is not known of it is given back. */
function spread(thing: Thing, entries: Map<string, Property>): UnknownThing | undefined {
  if (thing.kind === 'object') {
    for (const [key, one] of thing.entries) entries.set(key, one);
    return thing.rest;
  }
  if (thing.kind === 'unknown') return thing;
  if (thing.kind !== 'choice') return thing.kind === 'constant' ? undefined : unknownThing('it is spread from something that is not known', 'unresolved', thing.at);
  // `...(isProd && { … })`: the entries may be there.
  let rest: UnknownThing | undefined;
  for (const option of thing.options) {
    if (option.thing.kind === 'object') {
      for (const [key, one] of option.thing.entries) {
        const under = entries.get(key);
        entries.set(key, { keyAt: one.keyAt, thing: choice([{ when: option.when, thing: one.thing }, { when: 'otherwise', thing: under?.thing ?? constant(undefined, thing.at) }], one.thing.at) });
      }
      rest = option.thing.rest ?? rest;
    } else if (option.thing.kind === 'unknown') rest = option.thing;
  }
  return rest;
}

export function keyOf(program: Program, name: ts.PropertyName, scope: Scope): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) || ts.isNoSubstitutionTemplateLiteral(name) || ts.isPrivateIdentifier(name)) return name.text;
  if (!ts.isComputedPropertyName(name)) return undefined;
  const key = evaluate(program, name.expression, scope);
  return key.kind === 'constant' && (typeof key.value === 'string' || typeof key.value === 'number') ? String(key.value) : undefined;
}

export function* elements(program: Program, nodes: readonly ts.Expression[], scope: Scope): Generator<Thing> {
  for (const node of nodes) {
    if (ts.isSpreadElement(node)) {
      const thing = evaluate(program, node.expression, scope);
      for (const one of alternatives(thing)) {
        if (one.kind === 'list') yield* one.items;
        else if (!isUndefined(one) && !(one.kind === 'constant' && one.value === null)) yield one.kind === 'unknown' ? one : unknownThing('it is spread from something that is not known', 'unresolved', one.at);
      }
    } else yield evaluate(program, node, scope);
  }
}

function template(program: Program, node: ts.TemplateExpression, scope: Scope, here: Location): Thing {
  return joined([constant(node.head.text, here), ...node.templateSpans.flatMap((span) => [evaluate(program, span.expression, scope), constant(span.literal.text, here)])], here);
}

function call(program: Program, node: ts.CallExpression, scope: Scope, here: Location): Thing {
  const callee = node.expression;
  const args = (): Thing[] => [...elements(program, node.arguments, scope)];
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return superCall(program, scope, args(), here);
  if (callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require' && node.arguments.length === 1)) {
    const specifier = textIn(args()[0]);
    return specifier === undefined ? unknownThing('the module is not known', 'unresolved', here) : program.imported({ specifier, imported: '*' }, scope.uri, here);
  }
  if (ts.isPropertyAccessExpression(callee)) {
    const receiver = callee.expression.kind === ts.SyntaxKind.SuperKeyword ? superMember(scope, here) : evaluate(program, callee.expression, scope);
    return method(program, receiver, callee.name.text, args(), here, program.place(callee.name, scope.uri));
  }
  return invoke(program, evaluate(program, callee, scope), args(), here, program.place(callee, scope.uri));
}

function method(program: Program, receiver: Thing, name: string, args: readonly Thing[], here: Location, nameAt: Location): Thing {
  if (receiver.kind === 'choice') return choice(receiver.options.map((option) => ({ when: option.when, thing: uncertainly(program, () => method(program, option.thing, name, args, here, nameAt)) })), here);
  const [key] = args;
  const given = (name === 'tryGetContext' || name === 'getContext') && key?.kind === 'constant' ? program.context(String(key.value), here) : undefined;
  const known = given ?? builtin(program, receiver, name, args, here);
  if (known !== undefined) return known;
  if (receiver.kind === 'made') return recordCall(program, receiver.made, name, args, here, nameAt);
  const found = member(program, receiver, name, here, nameAt);
  if (receiver.kind === 'instance' && found.kind === 'made') return recordCall(program, receiver.instance.base ?? found.made, name, args, here, nameAt);
  return invoke(program, found, args, here, nameAt);
}

function invoke(program: Program, callee: Thing, args: readonly Thing[], here: Location, nameAt: Location): Thing {
  if (callee.kind === 'function') return program.call(callee, args, here);
  if (callee.kind === 'library') return libraryCall(program, callee.module, callee.path, args, here, nameAt);
  if (callee.kind === 'made') return recordCall(program, callee.made, '', args, here, nameAt);
  if (callee.kind === 'choice') return choice(callee.options.map((option) => ({ when: option.when, thing: uncertainly(program, () => invoke(program, option.thing, args, here, nameAt)) })), here);
  return callee.kind === 'unknown' ? usedAt(callee, here) : unknownThing('it is called, though it is no function', 'unresolved', here);
}

function libraryCall(program: Program, module: string, path: readonly string[], args: readonly Thing[], here: Location, nameAt: Location): Thing {
  const known = builtin(program, { kind: 'library', module, path: path.slice(0, -1), at: here, via: [] }, path.at(-1) ?? '', args, here);
  if (known !== undefined) return known;
  const made: Made = { how: 'call', module, name: path.join('.'), of: undefined, args, at: here, nameAt, presence: program.presence, place: undefined, calls: [], members: new Map() };
  program.outside.push(made);
  return { kind: 'made', made, at: here, via: [] };
}

function conditional(program: Program, node: ts.ConditionalExpression, scope: Scope, here: Location): Thing {
  const known = truth(evaluate(program, node.condition, scope));
  if (known !== undefined) return evaluate(program, known ? node.whenTrue : node.whenFalse, scope);
  const when = conditionText(program, node.condition, scope);
  const [yes, no] = uncertainly(program, () => [evaluate(program, node.whenTrue, scope), evaluate(program, node.whenFalse, scope)] as const);
  return choice([{ when, thing: yes }, { when: `not ${when}`, thing: no }], here);
}

function conditionText(program: Program, node: ts.Expression, scope: Scope): string {
  const script = program.script(scope.uri);
  const text = script === undefined ? '' : node.getText(script).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function binary(program: Program, node: ts.BinaryExpression, scope: Scope, here: Location): Thing {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.EqualsToken) {
    const value = evaluate(program, node.right, scope);
    assignTo(program, node.left, value, scope);
    return value;
  }
  if (operator === ts.SyntaxKind.PlusEqualsToken) {
    const value = joined([evaluate(program, node.left, scope), evaluate(program, node.right, scope)], here);
    assignTo(program, node.left, value, scope);
    return value;
  }
  const left = evaluate(program, node.left, scope);
  const right = (): Thing => evaluate(program, node.right, scope);
  switch (operator) {
    case ts.SyntaxKind.QuestionQuestionToken: return either(program, isNullish(left), left, right, here);
    case ts.SyntaxKind.BarBarToken: return either(program, negated(truth(left)), left, right, here);
    case ts.SyntaxKind.AmpersandAmpersandToken: {
      const known = truth(left);
      if (known !== undefined) return known ? right() : left;
      const when = conditionText(program, node.left, scope);
      return choice([{ when, thing: uncertainly(program, right) }, { when: `not ${when}`, thing: constant(undefined, here) }], here);
    }
    case ts.SyntaxKind.PlusToken: {
      const other = right();
      if (left.kind === 'constant' && other.kind === 'constant' && typeof left.value === 'number' && typeof other.value === 'number') return constant(left.value + other.value, here);
      return joined([left, other], here);
    }
    default: return computed(operator, left, right(), here);
  }
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** The left side, or the right one where `isMissing`; one of both where that is not known. */
function either(program: Program, isMissing: boolean | undefined, left: Thing, right: () => Thing, here: Location): Thing {
  if (isMissing === false) return left;
  if (isMissing === true) return right();
  const fallback = uncertainly(program, right);
  const hop = { location: fallback.at, message: 'the default beside it' };
  const given = alternatives(left).filter((one) => isNullish(one) !== true);
  return choice([...given.map((thing) => ({ when: 'it is given', thing })), { when: 'it is not given', thing: fallback.kind === 'constant' ? { ...fallback, via: [hop, ...fallback.via] } : fallback }], here);
}

function computed(operator: ts.SyntaxKind, left: Thing, right: Thing, here: Location): Thing {
  if (left.kind !== 'constant' || right.kind !== 'constant') return unknownThing('it depends on what is known only when the program runs', 'condition', here);
  const result = ofConstants(operator, left.value, right.value);
  return result === undefined ? unknownThing('it is more than can be read without running the program', 'unresolved', here) : constant(result, here);
}

function ofConstants(operator: ts.SyntaxKind, a: Constant, b: Constant): Constant {
  if (operator === ts.SyntaxKind.EqualsEqualsEqualsToken || operator === ts.SyntaxKind.EqualsEqualsToken) return a === b;
  if (operator === ts.SyntaxKind.ExclamationEqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsToken) return a !== b;
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  switch (operator) {
    case ts.SyntaxKind.AsteriskToken: return a * b;
    case ts.SyntaxKind.SlashToken: return a / b;
    case ts.SyntaxKind.MinusToken: return a - b;
    case ts.SyntaxKind.PercentToken: return a % b;
    case ts.SyntaxKind.GreaterThanToken: return a > b;
    case ts.SyntaxKind.LessThanToken: return a < b;
    case ts.SyntaxKind.GreaterThanEqualsToken: return a >= b;
    case ts.SyntaxKind.LessThanEqualsToken: return a <= b;
    default: return undefined;
  }
}

function prefixed(program: Program, node: ts.PrefixUnaryExpression, scope: Scope, here: Location): Thing {
  const operand = evaluate(program, node.operand, scope);
  if (node.operator === ts.SyntaxKind.ExclamationToken) {
    const known = truth(operand);
    return known === undefined ? unknownThing('it depends on what is known only when the program runs', 'condition', here) : constant(!known, here);
  }
  if (node.operator === ts.SyntaxKind.MinusToken && operand.kind === 'constant' && typeof operand.value === 'number') return constant(-operand.value, here);
  return unknownThing('it is more than can be read without running the program', 'unresolved', here);
}
