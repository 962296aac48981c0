/**
 * Follows calls into functions of the workspace. A function that sees only its module is followed once for each kind of arguments:
 * the data in them is stood in for by parameters, and what comes out is put in terms of each caller's own data afterwards.
 */
import { ts, type Script } from '../syntax/script';
import { isFunction, memberName } from '../syntax/names';
import { ofType, superclassOf } from './bindings';
import { both, either, noFacts, type Fact, type Facts } from './facts';
import { learn, newCollector, newFrame, placeOf, stateOf, type Argument, type Frame, type Machine, type Outcome, type State } from './machine';
import { assign, isReference, keep, withField } from './members';
import { argumentsAbstracted, type Binding } from './abstraction';
import { hop } from './trail';
import { awaited, bottom, cleaned, constant, deepTaints, holdsFrames, isBottom, isFalsy, join, joinAll, joinTaints, mapTaints, nothing, object, separator, substituted, tainted, value as makeValue, withHop, type Callable, type ClassCallable, type FunctionCallable, type Proof, type Taint, type Value } from './values';

/** Data that goes round in a function more often than that changes no more: what comes back is the data itself. */
const mostOfOne = 2;

export function call(machine: Machine, callee: Callable, args: readonly Argument[], site: ts.Node, frame: Frame, self?: Value): Value {
  if (callee.kind === 'native') return callee.run(args.map((argument) => argument.value));
  if (callee.kind === 'class') return instantiate(machine, callee, args, site, frame);
  const { value, out } = follow(machine, callee, args, site, frame, self ?? callee.self);
  writeBack(machine, out, args, site, frame);
  return value;
}

interface Followed {
  readonly value: Value;
  readonly out: ReadonlyMap<string, Value>;
}

/** Runs the function on the arguments; what it tells of their data is learnt, what it finds is found for the caller. */
export function follow(machine: Machine, callee: FunctionCallable, args: readonly Argument[], site: ts.Node, frame: Frame, self: Value | undefined): Followed {
  const script = machine.script(callee.uri);
  if (script === undefined || !isFunction(callee.node) || callee.node.body === undefined) return { value: nothing, out: new Map() };
  const id = `${callee.uri} ${String(callee.node.pos)}`;
  const times = machine.running.filter((one) => one.id === id).length;
  if (times > mostOfOne) {
    machine.rests(machine.running.find((one) => one.id === id)?.unfinished ?? 0);
    return { value: tainted(args.reduce<readonly Taint[]>((all, { value }) => joinTaints(all, deepTaints(value)), [])), out: new Map() };
  }
  machine.running.push({ id, unfinished: machine.unfinished });
  machine.collector.files.add(callee.uri);
  machine.collector.functions.set(id, { uri: callee.uri, span: { start: callee.node.getStart(script), end: callee.node.end } });
  const abstracted = callee.frame === undefined ? argumentsAbstracted(args, self) : undefined;
  const followed = abstracted === undefined
    ? inline(machine, callee, args, site, frame, self)
    : summarised(machine, callee, abstracted, args, site, frame);
  machine.running.pop();
  return followed.value.deep && blotsOut(machine, callee.node, script) ? { ...followed, value: cleaned(followed.value, machine.models.kinds.get('log')?.bit ?? 0, false) } : followed;
}

const blot = /(['"`])[^'"`\n]{0,30}(?:\*{3}|\b(?:redacted|masked|filtered|scrubbed|hidden)\b)[^'"`\n]{0,30}\1/i;

/** A function that writes `***` or `[REDACTED]` in the place of what nobody shall see knows what that is. */
function blotsOut({ snapshot }: Machine, node: ts.SignatureDeclaration, script: Script): boolean {
  return snapshot.memo.of('blots', script, ({ text }) => blot.test(text)) && blot.test(script.text.slice(node.pos, node.end));
}

function inline(machine: Machine, callee: FunctionCallable, args: readonly Argument[], site: ts.Node, frame: Frame, self: Value | undefined): Followed {
  const handed = callee.name === '' ? args : args.map((argument) => ({ ...argument, value: withHop(argument.value, placeOf(within(argument.node, site), frame), `passed to \`${callee.name}\``) }));
  const { value, out, facts } = run(machine, callee, handed.map((argument) => argument.value), self, frame.guarded);
  learn(frame, facts);
  return { value: callee.name === '' ? value : withHop(value, placeOf(site, frame), `returned by \`${callee.name}\``), out };
}

/** The argument's node, where it stands in the caller's own text. */
function within(node: ts.Node, site: ts.Node): ts.Node {
  return node.pos >= site.pos && node.end <= site.end ? node : site;
}

function summarised(machine: Machine, callee: FunctionCallable, abstracted: NonNullable<ReturnType<typeof argumentsAbstracted>>, args: readonly Argument[], site: ts.Node, frame: Frame): Followed {
  const script = machine.snapshot.script(callee.uri);
  if (script === undefined) return { value: nothing, out: new Map() };
  const outcome = machine.remembered<Outcome>(script, `call ${String(callee.node.pos)} ${abstracted.signature}`, () => {
    const outer = machine.collector;
    machine.collector = newCollector();
    for (const uri of abstracted.uris) machine.file(uri);
    const { value, out, facts } = run(machine, callee, abstracted.values, abstracted.self, 0);
    const found = machine.collector;
    machine.collector = outer;
    return { value, out, facts, found };
  }, { node: callee.node, closes: ({ value, out, found }) => [value, ...out.values(), ...found.kept.values()].some((one) => holdsFrames(one)) });
  if (outcome === undefined) return { value: bottom, out: new Map() };
  return applied(machine, outcome, abstracted.bindings, callee, args, site, frame);
}

/** Puts an outcome in terms of the caller's own data. */
function applied(machine: Machine, outcome: Outcome, bindings: ReadonlyMap<string, Binding>, callee: FunctionCallable, args: readonly Argument[], site: ts.Node, frame: Frame): Followed {
  const back = placeOf(site, frame);
  const own = (taint: Taint): readonly Taint[] => {
    const binding = bindings.get(taint.source.id);
    if (binding === undefined) return [taint];
    const argument = binding.argument === undefined ? undefined : args[binding.argument];
    const place = argument === undefined || callee.name === '' ? undefined : placeOf(within(argument.node, site), frame);
    return binding.taints.flatMap((outer) => substituted(place === undefined ? outer : { ...outer, trail: hop(outer.trail, place, `passed to \`${callee.name}\``) }, taint));
  };
  for (const hit of outcome.found.hits.values()) {
    if (hit.kind === '(json)' && frame.guarded > 0) continue;
    for (const taint of own(hit.taint)) machine.hit({ ...hit, taint });
  }
  for (const uri of outcome.found.files) machine.collector.files.add(uri);
  machine.collector.within.add(outcome.found);
  for (const [place, read] of outcome.found.environment) machine.collector.environment.set(place, read);
  for (const [key, value] of outcome.found.kept) keep(machine, key, mapTaints(value, own));
  learn(frame, ownFacts(outcome.facts, bindings));
  const value = mapTaints(outcome.value, (taint) => {
    const outer = own(taint);
    return callee.name === '' ? outer : outer.map((one) => ({ ...one, trail: hop(one.trail, back, `returned by \`${callee.name}\``) }));
  });
  const { proof } = outcome.value;
  return {
    value: proof === undefined ? value : { ...value, proof: { ifTrue: ownFacts(proof.ifTrue, bindings), ifFalse: ownFacts(proof.ifFalse, bindings) } },
    out: new Map([...outcome.out].map(([name, changed]) => [name, mapTaints(changed, own)])),
  };
}

function ownFacts(facts: Facts, bindings: ReadonlyMap<string, Binding>): Facts {
  if (facts.size === 0) return facts;
  const own = new Map<string, Fact>();
  for (const [key, fact] of facts) {
    const cut = key.indexOf(separator);
    const binding = bindings.get(cut < 0 ? key : key.slice(0, cut));
    if (binding === undefined) own.set(key, fact);
    else for (const taint of binding.taints) own.set(taint.key + (cut < 0 ? '' : key.slice(cut)), fact);
  }
  return own;
}

interface Run {
  readonly value: Value;
  readonly out: ReadonlyMap<string, Value>;
  readonly facts: Facts;
}

function run(machine: Machine, callee: FunctionCallable, values: readonly Value[], self: Value | undefined, guarded: number): Run {
  const script = machine.snapshot.script(callee.uri);
  const { node } = callee;
  if (script === undefined || !isFunction(node)) return { value: nothing, out: new Map(), facts: noFacts };
  const frame = newFrame(callee.uri, script, callee.frame as Frame | undefined, false);
  frame.guarded = guarded;
  if (self !== undefined && (!ts.isArrowFunction(node) || callee.self !== undefined)) frame.env.set('this', self);
  if (!ts.isArrowFunction(node) && machine.snapshot.memo.of('arguments', script, ({ text }) => /\barguments\b/.test(text))) frame.env.set('arguments', object(new Map(values.map((value, index) => [String(index), value]))));
  const initial = bindParameters(machine, node, values, frame);
  if (self !== undefined) initial.set('this', self);
  const { body } = node;
  if (body === undefined) return { value: nothing, out: new Map(), facts: noFacts };
  if (ts.isBlock(body)) {
    hoist(body.statements, frame, machine);
    for (const statement of body.statements) {
      machine.execute(statement, frame);
      if (frame.dead) break;
    }
    if (!frame.dead) giveBack(frame, constant(undefined));
  } else giveBack(frame, machine.evaluate(body, frame));
  return finished(frame, initial, isGenerator(node));
}

function isGenerator(node: ts.SignatureDeclaration): boolean {
  return (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)) && node.asteriskToken !== undefined;
}

export function giveBack(frame: Frame, value: Value): void {
  frame.returns.push({ value, state: { ...stateOf(frame), dead: false } });
  frame.dead = true;
}

function finished(frame: Frame, initial: ReadonlyMap<string, Value>, yields: boolean): Run {
  const { returns } = frame;
  const value = yields ? object(new Map(), { element: joinAll(frame.yields) }) : awaited(joinAll(returns.map((one) => one.value)));
  const first = returns[0];
  if (first === undefined) return { value: bottom, out: new Map(), facts: noFacts };
  const facts = returns.slice(1).reduce((all, one) => either(all, one.state.facts), first.state.facts);
  const out = new Map<string, Value>();
  for (const [name, before] of initial) {
    if (frame.assigned.has(name)) continue;
    const slot = name === 'this' ? name : indexOfParameter(initial, name);
    const after = joinAll(returns.map((one) => one.state.env.get(name) ?? bottom));
    if (after !== before && !isBottom(after)) out.set(slot, after);
  }
  const proof = proofOf(returns);
  return { value: proof === undefined ? value : { ...value, proof }, out, facts };
}

function indexOfParameter(initial: ReadonlyMap<string, Value>, name: string): string {
  return String([...initial.keys()].indexOf(name));
}

/** What a caller may conclude from a true or a false answer. */
function proofOf(returns: readonly { readonly value: Value; readonly state: State }[]): Proof | undefined {
  let ifTrue: Facts | undefined;
  let ifFalse: Facts | undefined;
  for (const { value, state } of returns) {
    const only = value.constants?.length === 1;
    if (!isFalsy(value)) {
      const facts = both(state.facts, value.proof?.ifTrue ?? noFacts);
      ifTrue = ifTrue === undefined ? facts : either(ifTrue, facts);
    }
    if (!only || isFalsy(value)) {
      const facts = both(state.facts, value.proof?.ifFalse ?? noFacts);
      ifFalse = ifFalse === undefined ? facts : either(ifFalse, facts);
    }
  }
  if ((ifTrue?.size ?? 0) === 0 && (ifFalse?.size ?? 0) === 0) return undefined;
  return { ifTrue: ifTrue ?? noFacts, ifFalse: ifFalse ?? noFacts };
}

/** Binds the parameters; gives those that are plain names with what they start from, in order (unnamed ones by their place). */
function bindParameters(machine: Machine, node: ts.SignatureDeclaration, values: readonly Value[], frame: Frame): Map<string, Value> {
  const initial = new Map<string, Value>();
  const parameters = node.parameters.filter((parameter) => !(ts.isIdentifier(parameter.name) && parameter.name.text === 'this'));
  for (const [index, parameter] of parameters.entries()) {
    let value = parameter.dotDotDotToken === undefined ? values[index] ?? constant(undefined) : object(new Map(values.slice(index).map((one, place) => [String(place), one])));
    if (value.constants?.includes(undefined) === true && parameter.initializer !== undefined) {
      const fallback = machine.evaluate(parameter.initializer, frame);
      value = value.constants.length === 1 && !value.deep ? fallback : join(value, fallback);
    } else if (parameter.initializer !== undefined) value = join(value, machine.evaluate(parameter.initializer, frame));
    if (parameter.type !== undefined && isOpen(value)) value = typedAs(value, ofType(machine, parameter.type, frame));
    machine.bind(parameter.name, value, frame);
    if (ts.isIdentifier(parameter.name)) initial.set(parameter.name.text, value);
    else initial.set(`(${String(index)})`, value);
    if (ts.isConstructorDeclaration(node) && ts.isIdentifier(parameter.name) && parameter.modifiers !== undefined) {
      frame.env.set('this', withField(frame.env.get('this') ?? nothing, parameter.name.text, value));
    }
  }
  return initial;
}

/** Nothing is known that a type could tell better. */
function isOpen(value: Value): boolean {
  return !value.deep && value.externals.every((one) => one.module === 'global') && value.callables.length === 0 && value.instance === undefined && value.fields === undefined && value.modules.length === 0;
}

export function typedAs(value: Value, typed: Value): Value {
  return typed === nothing ? value : { ...value, constants: undefined, externals: typed.externals, instance: typed.instance };
}

/** What a function has changed inside its arguments (and in `this`) is changed in what the caller holds. */
function writeBack(machine: Machine, out: ReadonlyMap<string, Value>, args: readonly Argument[], site: ts.Node, frame: Frame): void {
  for (const [slot, changed] of out) {
    const target = slot === 'this' ? receiverOf(site) : args[Number(slot)]?.node;
    if (target !== undefined && ts.isExpression(target) && isReference(target) && target.pos >= site.pos && target.end <= site.end) assign(machine, target, changed, frame, false);
  }
}

function receiverOf(site: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(site)) return undefined;
  const { expression } = site;
  return ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression) ? expression.expression : undefined;
}

/** Function declarations are known from the start of their block. */
export function hoist(statements: readonly ts.Statement[], frame: Frame, machine: Machine): void {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined && statement.body !== undefined) {
      const one: FunctionCallable = { kind: 'function', node: statement, uri: frame.uri, frame, self: undefined, name: statement.name.text };
      frame.env.set(statement.name.text, { ...nothing, callables: [one] });
      if (machine.wanted?.node === statement) machine.wanted.met = one;
    } else if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
      frame.env.set(statement.name.text, { ...nothing, callables: [{ kind: 'class', node: statement, uri: frame.uri, frame, name: statement.name.text }] });
    }
  }
}

/** `new` of a class of the workspace. */
function instantiate(machine: Machine, owner: ClassCallable, args: readonly Argument[], site: ts.Node, frame: Frame): Value {
  const id = `new ${owner.uri} ${String(owner.node.pos)}`;
  if (machine.running.some((one) => one.id === id)) return makeValue({ instance: owner });
  machine.running.push({ id, unfinished: machine.unfinished });
  const self = construct(machine, owner, args, site, frame, makeValue({ instance: owner, fields: new Map() }));
  machine.running.pop();
  return self;
}

/** `new` of a function: what it has made of `this`, with the methods of its prototype. */
export function constructedBy(machine: Machine, callee: FunctionCallable, prototype: Value, args: readonly Argument[], site: ts.Node, frame: Frame): Value {
  const fresh = object(new Map(prototype.fields ?? []));
  return follow(machine, callee, args, site, frame, fresh).out.get('this') ?? fresh;
}

/** Runs initialisers and constructor of the class, and of what it extends, on a new instance. */
export function construct(machine: Machine, owner: ClassCallable, args: readonly Argument[], site: ts.Node, frame: Frame, fresh: Value): Value {
  const script = machine.script(owner.uri);
  if (script === undefined) return fresh;
  const maker = owner.node.members.find((node): node is ts.ConstructorDeclaration => ts.isConstructorDeclaration(node) && node.body !== undefined);
  const base = superclassOf(machine, owner);
  let self = fresh;
  // A constructor of its own calls `super` itself.
  if (base !== undefined && maker === undefined) self = construct(machine, base, args, site, frame, self);
  const fields = newFrame(owner.uri, script, owner.frame as Frame | undefined);
  fields.env.set('this', self);
  for (const node of owner.node.members) {
    // A function in a field is read as a method is: with the instance that it is read from.
    if (!ts.isPropertyDeclaration(node) || (node.initializer !== undefined && ts.isArrowFunction(node.initializer)) || node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) === true) continue;
    const name = memberName(node.name);
    if (name === undefined) continue;
    const value = node.initializer === undefined ? (node.type === undefined ? nothing : ofType(machine, node.type, fields)) : machine.evaluate(node.initializer, fields);
    if (value !== nothing) self = withField(self, name, value);
    fields.env.set('this', self);
  }
  if (maker === undefined) return self;
  const { out } = follow(machine, { kind: 'function', node: maker, uri: owner.uri, frame: owner.frame, self, name: `new ${owner.name}` }, args, site, frame, self);
  return out.get('this') ?? self;
}

/**
 * The innermost of functions that stand one in another, with the variables around it: each is run, on nothing that is known, for
 * the sake of the next. Undefined where the next is never made.
 */
export function surrounded(machine: Machine, uri: string, nodes: readonly ts.SignatureDeclaration[]): FunctionCallable | undefined {
  let current: FunctionCallable | undefined;
  const { collector } = machine;
  machine.collector = newCollector();
  for (const [index, node] of nodes.entries()) {
    if (index === 0) current = { kind: 'function', node, uri, frame: undefined, self: undefined, name: '' };
    else if (current !== undefined) {
      machine.wanted = { node, met: undefined };
      run(machine, current, [], undefined, 0);
      current = machine.wanted.met;
    }
  }
  machine.wanted = undefined;
  machine.collector = collector;
  return current;
}
