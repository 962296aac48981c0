/** What an expression may give. Calls are in calls.ts. */
import { unimportedModule } from '../syntax/imports';
import { ts } from '../syntax/script';
import { isFunctionValue, memberName, textOf } from '../syntax/names';
import { superclassOf } from './bindings';
import { evaluateCall, evaluateNew, evaluateTagged } from './calls';
import { lastPart } from './builtins';
import { both, either, factsAbout, noFacts, type Fact, type Facts } from './facts';
import { branch, knownValue, learn, placeOf, type Frame, type Machine } from './machine';
import { noteKept } from './kept';
import { assign, bare, member, variable } from './members';
import { named } from './bindings';
import { form, kindsIn } from './models';
import { responseAssigned, responseLiteral } from './responses';
import { hostFacts } from './guards';
import { isValidator } from './schemas';
import { waitedFor } from './packages';
import { hop, joined, start } from './trail';
import { asObject, callable, cleaned, constant, deepTaints, environment, external, isFalsy, join, joinAll, joinTaints, nothing, onlyText, separator, tainted, taintOf, value as makeValue, type Constant, type External, type Proof, type Taint, type Value } from './values';

export function evaluateExpression(machine: Machine, node: ts.Expression, frame: Frame): Value {
  if (ts.isIdentifier(node)) return evaluateIdentifier(machine, node, frame);
  if (ts.isPropertyAccessExpression(node)) return evaluateProperty(machine, node, frame);
  if (ts.isCallExpression(node)) return evaluateCall(machine, node, frame);
  if (ts.isStringLiteralLike(node)) return constant(node.text);
  if (ts.isBinaryExpression(node)) return evaluateBinary(machine, node, frame);
  if (ts.isTemplateExpression(node)) return evaluateTemplate(machine, node, frame);
  if (ts.isElementAccessExpression(node)) return evaluateElement(machine, node, frame);
  if (ts.isObjectLiteralExpression(node)) return evaluateObject(machine, node, frame);
  if (ts.isArrayLiteralExpression(node)) return evaluateArray(machine, node, frame);
  if (isFunctionValue(node)) return functionValue(machine, node, frame, '');
  if (ts.isAwaitExpression(node)) return waitedFor(node.expression, machine.evaluate(node.expression, frame));
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node) || ts.isExpressionWithTypeArguments(node)) return machine.evaluate(node.expression, frame);
  if (ts.isNewExpression(node)) return evaluateNew(machine, node, frame);
  if (ts.isConditionalExpression(node)) return evaluateConditional(machine, node, frame);
  if (ts.isPrefixUnaryExpression(node)) return evaluatePrefix(machine, node, frame);
  if (ts.isTaggedTemplateExpression(node)) return evaluateTagged(machine, node, frame);
  if (ts.isNumericLiteral(node)) return constant(Number(node.text));
  if (ts.isClassExpression(node)) return callable({ kind: 'class', node, uri: frame.uri, frame, name: node.name?.text ?? '' });
  if (ts.isRegularExpressionLiteral(node)) return regularExpression(node.text);
  if (ts.isYieldExpression(node)) return evaluateYield(machine, node, frame);
  return evaluateRest(machine, node, frame);
}

function evaluateYield(machine: Machine, node: ts.YieldExpression, frame: Frame): Value {
  const value = node.expression === undefined ? nothing : machine.evaluate(node.expression, frame);
  frame.yields.push(node.asteriskToken === undefined ? value : member(machine, value, '[]', node, frame));
  return value;
}

function evaluateRest(machine: Machine, node: ts.Expression, frame: Frame): Value {
  switch (node.kind) {
    case ts.SyntaxKind.ThisKeyword: return knownValue(variable(machine, 'this', frame) ?? nothing, frame);
    case ts.SyntaxKind.TrueKeyword: return constant(true);
    case ts.SyntaxKind.FalseKeyword: return constant(false);
    case ts.SyntaxKind.NullKeyword: return constant(null);
    case ts.SyntaxKind.SuperKeyword: return superValue(machine, frame);
    default: break;
  }
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node) || ts.isDeleteExpression(node) || ts.isPostfixUnaryExpression(node)) {
    machine.evaluate(ts.isPostfixUnaryExpression(node) ? node.operand : node.expression, frame);
    return nothing;
  }
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) evaluateJsx(machine, node, frame);
  return nothing;
}

function evaluateJsx(machine: Machine, node: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment, frame: Frame): void {
  if (!ts.isJsxFragment(node)) {
    const { attributes } = ts.isJsxElement(node) ? node.openingElement : node;
    for (const attribute of attributes.properties) {
      const expression = ts.isJsxSpreadAttribute(attribute) ? attribute.expression : attribute.initializer !== undefined && ts.isJsxExpression(attribute.initializer) ? attribute.initializer.expression : undefined;
      if (expression !== undefined) machine.evaluate(expression, frame);
    }
  }
  if (ts.isJsxSelfClosingElement(node)) return;
  for (const child of node.children) {
    if (ts.isJsxExpression(child)) {
      if (child.expression !== undefined) machine.evaluate(child.expression, frame);
    } else if (!ts.isJsxText(child)) evaluateJsx(machine, child, frame);
  }
}

function superValue(machine: Machine, frame: Frame): Value {
  const self = variable(machine, 'this', frame);
  const base = self?.instance === undefined ? undefined : superclassOf(machine, self.instance);
  return base === undefined ? nothing : makeValue({ ...self, fields: undefined, element: undefined, taints: [], callables: [base], instance: base });
}

export function functionValue(machine: Machine, node: ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration | ts.AccessorDeclaration, frame: Frame, name: string): Value {
  // A function at a module's top level has no variables around it but the module's.
  const around = frame.top ? undefined : frame;
  const own = ts.isFunctionExpression(node) && node.name !== undefined ? node.name.text : name;
  const made = callable({ kind: 'function', node, uri: frame.uri, frame: around, self: undefined, name: own });
  const [one] = made.callables;
  if (machine.wanted?.node === node && one?.kind === 'function') machine.wanted.met = one;
  return made;
}

function evaluateIdentifier(machine: Machine, node: ts.Identifier, frame: Frame): Value {
  const name = node.text;
  const found = variable(machine, name, frame);
  if (found !== undefined) return knownValue(found, frame);
  if (name === 'undefined') return constant(undefined);
  if (name === 'exports') return makeValue({ modules: [frame.uri] });
  const module = unimportedModule(name);
  return module === undefined ? external('global', name) : external(module);
}

function evaluateProperty(machine: Machine, node: ts.PropertyAccessExpression, frame: Frame): Value {
  const name = node.name.text;
  if (name === 'exports' && ts.isIdentifier(node.expression) && node.expression.text === 'module') return makeValue({ modules: [frame.uri] });
  const holder = machine.evaluate(node.expression, frame);
  if (isEnvironment(holder.externals)) return environmentVariable(machine, name, node, frame);
  if (isBindings(holder.externals) || isContextBindings(machine, node.expression, frame)) return binding(machine, name, node, frame);
  const field = fieldOf(machine, holder, name, node, frame, node.expression);
  return isEnvironment(field.externals) ? wholeEnvironment(machine, field, node, frame) : knownValue(field, frame);
}

/** All of the environment, its secrets among it. */
function wholeEnvironment(machine: Machine, environment: Value, node: ts.Node, frame: Frame): Value {
  const location = placeOf(node, frame);
  const taint = taintOf({ id: 'environment', kind: 'environment', label: 'process.env', shape: undefined, location }, start(location, machine.models.phrases.get('environment') ?? 'is read from the environment'));
  return makeValue({ ...environment, taints: [taint] });
}

function fieldOf(machine: Machine, holder: Value, name: string, node: ts.Expression, frame: Frame, holderNode: ts.Expression): Value {
  if (name === 'length' && holder.fields?.has('length') !== true) return nothing;
  const result = member(machine, holder, name, node, frame, holderNode);
  const isAnswer = holder.externals.some((one) => machine.models.opaque(one.module)) && machine.models.answers.has(name);
  return isAnswer ? { ...result, externals: [] } : result;
}

function evaluateElement(machine: Machine, node: ts.ElementAccessExpression, frame: Frame): Value {
  const holder = machine.evaluate(node.expression, frame);
  const text = textOf(node.argumentExpression);
  const key = text === undefined ? machine.evaluate(node.argumentExpression, frame) : constant(text);
  if (isEnvironment(holder.externals)) return text === undefined ? nothing : environmentVariable(machine, text, node, frame);
  if (isBindings(holder.externals)) return text === undefined ? nothing : binding(machine, text, node, frame);
  const names = key.constants?.map((one) => String(one)) ?? [];
  if (names.length > 0) return knownValue(joinAll(names.map((name) => fieldOf(machine, holder, name, node, frame, node.expression))), frame);
  if (holder.fields?.has(lastPart) === true && isLastIndex(node)) return knownValue(member(machine, holder, lastPart, node, frame, node.expression), frame);
  const found = knownValue(perhapsMissing(member(machine, holder, '[]', node, frame, node.expression)), frame);
  return holder.deep || found.deep || key.taints.length === 0 ? found : withProof(found, { ifTrue: foundFacts(machine, key), ifFalse: noFacts });
}

/** `parts[parts.length - 1]` */
function isLastIndex({ expression, argumentExpression: index }: ts.ElementAccessExpression): boolean {
  return ts.isIdentifier(expression) && ts.isBinaryExpression(index) && index.operatorToken.kind === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(index.right) && index.right.text === '1'
    && ts.isPropertyAccessExpression(index.left) && index.left.name.text === 'length' && ts.isIdentifier(index.left.expression) && index.left.expression.text === expression.text;
}

/** `if (TABLES[name])`: the name of something that every object has is left, and those of one's own. */
function foundFacts(machine: Machine, key: Value): Facts {
  return factsAbout(key, { clean: ~(machine.models.kinds.get('prototype')?.bit ?? 0), validated: true });
}

/** What a key that is not known finds among constants may be nothing at all. */
export function perhapsMissing(found: Value): Value {
  return found.constants === undefined || found.constants.length === 0 ? found : join(found, constant(undefined));
}

export function isEnvironment(externals: readonly External[]): boolean {
  return externals.some((one) => (one.module === 'global' && one.path.length === 2 && one.path[0] === 'process' && one.path[1] === 'env') || (one.module === 'process' && one.path.length === 1 && one.path[0] === 'env'));
}

/** What a Worker is given beside its request: variables and secrets, and also stores and services. */
export function isBindings(externals: readonly External[]): boolean {
  return externals.some(({ module, path }) => ['cloudflare:workers:env', 'hono:Context:env'].includes(`${module}:${path.join(':')}`));
}

/** `c.env`, `context.env`. */
function isContextBindings(machine: Machine, node: ts.Expression, frame: Frame): boolean {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'env' || !ts.isIdentifier(node.expression)) return false;
  return isBindings(machine.evaluate(node.expression, frame).taints.flatMap(({ shape }) => (shape?.answers === undefined ? [] : [{ module: shape.answers.module, path: [...shape.answers.path, 'env'] }])));
}

/** Only of what is named like a secret it is known that it is a text. */
export function binding(machine: Machine, name: string, node: ts.Node, frame: Frame): Value {
  return machine.models.environment.test(name) ? environmentVariable(machine, name, node, frame, 'env') : nothing;
}

export function environmentVariable(machine: Machine, name: string, node: ts.Node, frame: Frame, holder = 'process.env'): Value {
  const location = placeOf(node, frame);
  machine.collector.environment.set(`${location.uri} ${String(location.span.start)}`, { name, location });
  if (!machine.models.environment.test(name)) return external(environment, name);
  const label = `${holder}.${name}`;
  return tainted([taintOf({ id: `environment ${name}`, kind: 'environment', label, shape: undefined, location }, start(location, machine.models.phrases.get('environment') ?? 'is read from the environment'))]);
}

/** A regular expression is known by its text: path [source, flags] of the package `(pattern)`. */
export function regularExpression(literal: string): Value {
  const end = literal.lastIndexOf('/');
  return external('(pattern)', literal.slice(1, end), literal.slice(end + 1));
}

function evaluateTemplate(machine: Machine, node: ts.TemplateExpression, frame: Frame): Value {
  const parts: Value[] = [constant(node.head.text)];
  for (const span of node.templateSpans) parts.push(machine.evaluate(span.expression, frame), constant(span.literal.text));
  return concatenated(parts, node, frame);
}

/** Text put together: each part's data knows what stands before it. */
export function concatenated(parts: readonly Value[], node: ts.Node, frame: Frame): Value {
  let before: string | undefined = '';
  let opening = '';
  let text: readonly string[] | undefined = [''];
  let taints: readonly Taint[] = [];
  for (const part of parts) {
    const own = deepTaints(part);
    const only = onlyText(part);
    const asked = own.length > 0 && beginsStatement(opening) ? form.statement : 0;
    for (const taint of own) {
      const known: string | undefined = before === undefined || taint.before === undefined ? undefined : leading(before + taint.before);
      taints = joinTaints(taints, [{ ...taint, clean: taint.clean | form.text | asked, before: known, trail: hop(taint.trail, placeOf(node, frame), joined) }]);
    }
    // After something that is not known, the words that it began with still tell what the text is.
    if (only !== undefined && before !== undefined) opening += only;
    before = before === undefined || only === undefined ? (own.length > 0 && before === '' && own.every((taint) => kindsIn(taint.clean) !== 0) ? '' : undefined) : before + only;
    const texts: readonly string[] | undefined = part.constants?.length === 0 || own.length > 0 ? undefined : part.constants?.map((one) => String(one));
    text = text === undefined || texts === undefined || text.length * texts.length > 4 ? undefined : text.flatMap((one) => texts.map((other) => one + other));
  }
  if (taints.length > 0) return tainted(taints);
  return text === undefined ? nothing : { ...nothing, constants: [...new Set(text)] };
}

/** Whether text begins as a SQL statement does, and as English does not. */
function beginsStatement(text: string): boolean {
  return /^\s*(?:select\s[^]*\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|replace\s+into\s|merge\s+into\s|drop\s+table\s)/i.test(text) || /^\s*(?:SELECT|INSERT|UPDATE|DELETE)\s/.test(text);
}

/** Text before data matters only as the start of a URL. */
function leading(text: string): string | undefined {
  return text.length > 60 || /[\s?#"'<>{}]|\/\/[^/]*\//.test(text) ? undefined : text;
}

function evaluateBinary(machine: Machine, node: ts.BinaryExpression, frame: Frame): Value {
  const operator = node.operatorToken.kind;
  switch (operator) {
    case ts.SyntaxKind.EqualsToken: return evaluateAssignment(machine, node, frame);
    case ts.SyntaxKind.PlusToken: return concatenated(operands(node).map((operand) => machine.evaluate(operand, frame)), node, frame);
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken: return evaluateLogical(machine, node, frame);
    case ts.SyntaxKind.PlusEqualsToken: {
      const result = concatenated([machine.evaluate(node.left, frame), machine.evaluate(node.right, frame)], node, frame);
      assign(machine, node.left, result, frame);
      return result;
    }
    case ts.SyntaxKind.BarBarEqualsToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken: {
      const result = join(machine.evaluate(node.left, frame), machine.evaluate(node.right, frame));
      noteKept(machine, node.left, result, node.right, node, frame);
      assign(machine, node.left, result, frame);
      return result;
    }
    case ts.SyntaxKind.AsteriskToken: return product(machine.evaluate(node.left, frame), machine.evaluate(node.right, frame));
    case ts.SyntaxKind.CommaToken: machine.evaluate(node.left, frame); return machine.evaluate(node.right, frame);
    default: return evaluateComparison(machine, node, operator, frame);
  }
}

/** `a + b + c` from left to right, however long. */
function operands(node: ts.BinaryExpression): readonly ts.Expression[] {
  const list: ts.Expression[] = [];
  let current: ts.Expression = node;
  while (ts.isBinaryExpression(current) && current.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    list.push(current.right);
    current = current.left;
  }
  list.push(current);
  return list.reverse();
}

function evaluateAssignment(machine: Machine, node: ts.BinaryExpression, frame: Frame): Value {
  const left = bare(node.left);
  const value = ts.isIdentifier(left) ? named(machine, node.right, left.text, frame) : ts.isPropertyAccessExpression(left) ? named(machine, node.right, left.name.text, frame) : machine.evaluate(node.right, frame);
  noteKept(machine, left, value, node.right, node, frame);
  assign(machine, node.left, value, frame);
  if (ts.isPropertyAccessExpression(left) && left.name.text === 'body' && value.deep) responseAssigned(machine, machine.evaluate(left.expression, frame), value, node.right, node, frame);
  return value;
}

function evaluateLogical(machine: Machine, node: ts.BinaryExpression, frame: Frame): Value {
  const operator = node.operatorToken.kind;
  const left = machine.evaluate(node.left, frame);
  const proof = proofOf(left);
  const { facts } = frame;
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken) learn(frame, proof?.ifTrue);
  else if (operator === ts.SyntaxKind.BarBarToken) learn(frame, proof?.ifFalse);
  const right = machine.evaluate(node.right, frame);
  frame.facts = facts;
  const second = proofOf(right);
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
    const value = isFalsy(left) ? left : right;
    return withProof(value, { ifTrue: both(proof?.ifTrue ?? noFacts, second?.ifTrue ?? noFacts), ifFalse: either(proof?.ifFalse ?? noFacts, second?.ifFalse ?? noFacts) });
  }
  const value = isFalsy(left) && !left.deep ? right : left.constants !== undefined && left.constants.length > 0 && !left.constants.some((one) => one === undefined || one === null || (operator === ts.SyntaxKind.BarBarToken && (one === '' || one === 0 || one === false))) ? left : join(withoutFalsy(left), right);
  return operator === ts.SyntaxKind.BarBarToken ? withProof(value, { ifTrue: either(proof?.ifTrue ?? noFacts, second?.ifTrue ?? noFacts), ifFalse: both(proof?.ifFalse ?? noFacts, second?.ifFalse ?? noFacts) }) : { ...value, proof: undefined };
}

function withoutFalsy(value: Value): Value {
  if (value.constants === undefined) return value;
  const constants = value.constants.filter((one) => one !== undefined && one !== null);
  return { ...value, constants };
}

export function withProof(value: Value, proof: Proof): Value {
  return { ...value, proof: proof.ifTrue.size === 0 && proof.ifFalse.size === 0 && proof.atStart === undefined ? undefined : proof };
}

/** What follows from a value's being true or false: what was found out, and that data was at least looked at. */
export function proofOf(value: Value): Proof | undefined {
  if (value.taints.length === 0) return value.proof;
  const looked = factsAbout(value, { clean: 0, validated: true });
  return { ifTrue: both(value.proof?.ifTrue ?? noFacts, looked), ifFalse: value.proof?.ifFalse ?? noFacts };
}

const negative = new Set([ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);
const equal = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken]);
const ordering = new Set([ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken, ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken]);

function evaluateComparison(machine: Machine, node: ts.BinaryExpression, operator: ts.SyntaxKind, frame: Frame): Value {
  const leftNode = bare(node.left);
  const left = machine.evaluate(ts.isTypeOfExpression(leftNode) ? leftNode.expression : node.left, frame);
  const right = machine.evaluate(node.right, frame);
  if (operator === ts.SyntaxKind.InKeyword) return withProof(nothing, { ifTrue: right.deep ? noFacts : factsAbout(left, { clean: -1, validated: true }), ifFalse: noFacts });
  if (ordering.has(operator)) {
    // Whoever compares an amount with a limit has bounded it.
    const against = (other: Value): Fact => ({ clean: other.deep ? 0 : amountBit(machine), validated: true });
    const looked = both(factsAbout(left, against(right)), factsAbout(right, against(left)));
    return positional(left, right, operator) ?? withProof(nothing, { ifTrue: looked, ifFalse: looked });
  }
  if (operator === ts.SyntaxKind.InstanceOfKeyword) return withProof(nothing, { ifTrue: both(isError(right) ? noDataFacts(left) : noFacts, isOwnError(right, machine) ? errorFacts(left, machine) : noFacts), ifFalse: noFacts });
  if (!negative.has(operator) && !equal.has(operator)) return nothing;
  if (left.proof !== undefined && right.constants?.length === 1) {
    const [against] = right.constants;
    return withProof(nothing, against === 0 && left.proof.atStart !== undefined ? comparedProof(left.proof.atStart, true, negative.has(operator)) : comparedProof(left.proof, against, negative.has(operator)));
  }
  const facts = ts.isTypeOfExpression(leftNode) ? typeFacts(left, onlyText(right), machine) : both(equalFacts(left, right, machine), namedFacts(left, right, machine));
  return withProof(nothing, negative.has(operator) ? { ifTrue: noFacts, ifFalse: facts } : { ifTrue: facts, ifFalse: noFacts });
}

/** `x.indexOf(…)` is -1, or is 0: what stands in the proof of the position holds where it is found. */
function positional(left: Value, right: Value, operator: ts.SyntaxKind): Value | undefined {
  const { proof } = left;
  const bound = right.constants?.[0];
  if (proof === undefined || typeof bound !== 'number') return undefined;
  const found = (operator === ts.SyntaxKind.GreaterThanToken && bound <= 0) || (operator === ts.SyntaxKind.GreaterThanEqualsToken && bound <= 1);
  if (found) return withProof(nothing, proof);
  const missing = (operator === ts.SyntaxKind.LessThanToken && bound <= 0) || (operator === ts.SyntaxKind.LessThanEqualsToken && bound < 0);
  return missing ? withProof(nothing, { ifTrue: proof.ifFalse, ifFalse: proof.ifTrue }) : undefined;
}

function comparedProof(proof: Proof, against: Constant, unequal: boolean): Proof {
  const meansFalse = against === false || against === -1 || against === undefined || against === null;
  return meansFalse === unequal ? proof : { ifTrue: proof.ifFalse, ifFalse: proof.ifTrue };
}

function typeFacts(value: Value, type: string | undefined, machine: Machine): Facts {
  const harmless = type === 'boolean' || type === 'undefined' || type === 'function';
  const number = type === 'number' || type === 'bigint';
  return factsAbout(value, { clean: harmless ? -1 : number ? numeric(machine) : type === 'string' ? form.text : 0, validated: true });
}

/** A class that is called an error, or extends what is. */
function isError({ callables, externals }: Value): boolean {
  const named = /(?:Error|Exception|Failure)$/;
  return externals.some(({ path }) => named.test(path.at(-1) ?? ''))
    || callables.some((one) => one.kind === 'class' && (named.test(one.name) || one.node.heritageClauses?.some(({ types }) => types.some(({ expression }) => ts.isIdentifier(expression) && named.test(expression.text))) === true));
}

/** What turns out to be an error is not the data that would have come instead. */
function noDataFacts({ taints }: Value): Facts {
  return new Map(taints.filter(({ from }) => from !== 'error').map((taint) => [taint.key, { clean: -1, validated: true }]));
}

/**
 * An error of a class that the workspace declares (seen or not), or of a schema, says what somebody here has written; so does an error of a package
 * that talks to nobody.
 */
function isOwnError(one: Value, machine: Machine): boolean {
  return one.callables.some((callable) => callable.kind === 'class')
    || one.externals.some((external) => isValidator(external) || /^[.#~]|^@\//.test(external.module) || (external.module !== 'global' && !machine.models.opaque(external.module) && /(?:Error|Exception)$/.test(external.path.at(-1) ?? '')));
}

/** Of such an error all but its trace may be told. */
function errorFacts(error: Value, machine: Machine): Facts {
  const own = error.taints.filter((taint) => taint.from === 'error');
  const clean = machine.models.kinds.get('response')?.bit ?? 0;
  return new Map(own.flatMap((taint) => machine.models.told.map((name): [string, Fact] => [taint.key + separator + name, { clean, validated: true }])));
}

/** `error.name === 'NotFound'` tells which error it is. */
function namedFacts(name: Value, other: Value, machine: Machine): Facts {
  if (onlyText(other) === undefined) return noFacts;
  const ending = `${separator}name`;
  return errorFacts({ ...nothing, taints: name.taints.filter((taint) => taint.key.endsWith(ending)).map((taint) => ({ ...taint, key: taint.key.slice(0, -ending.length) })) }, machine);
}

/** Data that equals something that is no data of the sender is harmless; where it is the host of a URL, so is where that leads. */
function equalFacts(left: Value, right: Value, machine: Machine): Facts {
  if (left.deep && right.deep) return noFacts;
  return [left, right].reduce((facts, one) => both(facts, both(factsAbout(one, { clean: -1, validated: true }), hostFacts(machine, one))), noFacts);
}

function evaluateConditional(machine: Machine, node: ts.ConditionalExpression, frame: Frame): Value {
  const condition = machine.evaluate(node.condition, frame);
  const proof = proofOf(condition);
  let one = nothing;
  let other = nothing;
  branch(frame, () => {
    learn(frame, proof?.ifTrue);
    one = machine.evaluate(node.whenTrue, frame);
  }, () => {
    learn(frame, proof?.ifFalse);
    other = machine.evaluate(node.whenFalse, frame);
  });
  return join(one, other);
}

function product(left: Value, right: Value): Value {
  const [one, other] = [left, right].map(({ constants }) => (constants?.length === 1 ? constants[0] : undefined));
  return typeof one === 'number' && typeof other === 'number' ? constant(one * other) : nothing;
}

function amountBit(machine: Machine): number {
  return machine.models.kinds.get('amount')?.bit ?? 0;
}

/** What a number cannot do any harm to: all but where its size matters. */
function numeric(machine: Machine): number {
  return ~amountBit(machine);
}

function evaluatePrefix(machine: Machine, node: ts.PrefixUnaryExpression, frame: Frame): Value {
  const value = machine.evaluate(node.operand, frame);
  if (node.operator === ts.SyntaxKind.ExclamationToken) {
    const proof = proofOf(value);
    return proof === undefined ? nothing : withProof(nothing, { ifTrue: proof.ifFalse, ifFalse: proof.ifTrue });
  }
  if (node.operator === ts.SyntaxKind.TildeToken) return { ...nothing, proof: value.proof };
  if (node.operator === ts.SyntaxKind.PlusToken && value.deep) return cleaned(value, numeric(machine), false);
  const number = value.constants?.length === 1 ? value.constants[0] : undefined;
  if (typeof number !== 'number') return nothing;
  return constant(node.operator === ts.SyntaxKind.MinusToken ? -number : number);
}

function evaluateObject(machine: Machine, node: ts.ObjectLiteralExpression, frame: Frame): Value {
  const fields = new Map<string, Value>();
  const places = new Map<string, ts.Node>();
  let taints: readonly Taint[] = [];
  let element: Value | undefined;
  let rest: Value = nothing;
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = machine.evaluate(property.expression, frame);
      for (const [name, field] of spread.fields ?? []) fields.set(name, field);
      taints = joinTaints(taints, asObject(spread).taints);
      if (spread.element !== undefined) element = element === undefined ? spread.element : join(element, spread.element);
      rest = { ...rest, callables: [], externals: [...rest.externals, ...spread.externals].slice(0, 3), instance: rest.instance ?? spread.instance, modules: [...rest.modules, ...spread.modules] };
      continue;
    }
    const name = memberName(property.name) ?? computedName(machine, property.name, frame);
    const value = ts.isShorthandPropertyAssignment(property) ? machine.evaluate(property.name, frame)
      : ts.isPropertyAssignment(property) ? named(machine, property.initializer, name ?? '', frame)
        : ts.isSetAccessorDeclaration(property) ? undefined
          : ts.isGetAccessorDeclaration(property) ? machine.call({ kind: 'function', node: property, uri: frame.uri, frame: frame.top ? undefined : frame, self: makeValue({ fields }), name: name ?? '' }, [], property, frame)
            : functionValue(machine, property, frame, name ?? '');
    if (value === undefined) continue;
    if (name === undefined) element = element === undefined ? value : join(element, value);
    else {
      fields.set(name, value);
      places.set(name, ts.isPropertyAssignment(property) ? property.initializer : property);
    }
  }
  responseLiteral(machine, fields, places, node, frame);
  return makeValue({ fields, taints, element, externals: rest.externals, instance: rest.instance, modules: rest.modules });
}

function computedName(machine: Machine, name: ts.PropertyName, frame: Frame): string | undefined {
  return ts.isComputedPropertyName(name) ? onlyText(machine.evaluate(name.expression, frame)) : undefined;
}

function evaluateArray(machine: Machine, node: ts.ArrayLiteralExpression, frame: Frame): Value {
  const fields = new Map<string, Value>();
  let element: Value | undefined;
  for (const [index, one] of node.elements.entries()) {
    if (ts.isSpreadElement(one)) {
      const spread = member(machine, machine.evaluate(one.expression, frame), '[]', one, frame);
      element = element === undefined ? spread : join(element, spread);
    } else {
      const value = machine.evaluate(one, frame);
      if (index < 24) fields.set(String(index), value);
      else element = element === undefined ? value : join(element, value);
    }
  }
  return makeValue({ fields, element });
}
