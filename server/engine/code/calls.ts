/** What a call may give: of functions of the workspace, of packages, of the language itself. */
import { ts } from '../syntax/script';
import { required } from './bindings';
import { answerOf, isReading, notePuts } from './puts';
import { builtinFunction, builtinMethod, newBuiltin } from './builtins';
import { concatenated, withProof } from './expressions';
import { listedProof } from './guards';
import { answered, isOfArchive, packageCall, readsData } from './packages';
import { construct, constructedBy } from './functions';
import { knownValue, learn, placeOf, type Argument, type Frame, type Machine } from './machine';
import { bare, member } from './members';
import { isResponse, webResponse } from './responses';
import { factsAbout } from './facts';
import { form } from './models';
import { interoperating } from '../syntax/imports';
import { schemaApplied } from './schemas';
import { calleeName, checkSinks, checkUnseen, noteUse, unseen } from './sinks';
import { constant, deepTaints, external, isBottom, join, mostCallables, nothing, onlyText, tainted, value as makeValue, type External, type Taint, type Value } from './values';

export function evaluateCall(machine: Machine, node: ts.CallExpression, frame: Frame): Value {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return superCall(machine, node, frame);
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return load(machine, node, 'import', frame);
  const expression = bare(node.expression);
  if (ts.isIdentifier(expression) && expression.text === 'require') return load(machine, node, 'require', frame);
  const wrapped = interoperating(node);
  if (wrapped !== undefined) return machine.evaluate(wrapped, frame);
  if (ts.isPropertyAccessExpression(expression)) return knownValue(methodCall(machine, node, expression.expression, expression.name.text, frame), frame);
  if (ts.isElementAccessExpression(expression)) {
    const key = machine.evaluate(expression.argumentExpression, frame);
    const name = onlyText(key);
    if (name !== undefined) return knownValue(methodCall(machine, node, expression.expression, name, frame), frame);
    if (key.taints.length > 0) checkMethod(machine, expression, key, node, frame);
  }
  const callee = machine.evaluate(expression, frame);
  const args = argumentsOf(machine, node.arguments, frame);
  return knownValue(apply(machine, callee, args, node, frame, undefined), frame);
}

/** `client[operation](…)`: of an object of functions one may choose, of a client or an instance whatever it has is called. */
function checkMethod(machine: Machine, { expression, argumentExpression }: ts.ElementAccessExpression, key: Value, node: ts.CallExpression, frame: Frame): void {
  const { externals, instance } = machine.evaluate(expression, frame);
  const holders: readonly External[] = instance === undefined ? externals : [{ module: '(instance)', path: [] }];
  checkSinks(machine, holders.map(({ module, path }) => ({ module, path: [...path, '(sent)'] })), [{ value: key, node: argumentExpression }], node, frame);
}

export function argumentsOf(machine: Machine, nodes: readonly ts.Expression[] | undefined, frame: Frame): readonly Argument[] {
  const args: Argument[] = [];
  for (const node of nodes ?? []) {
    if (!ts.isSpreadElement(node)) args.push({ value: machine.evaluate(node, frame), node });
    else {
      const list = machine.evaluate(node.expression, frame);
      const tuple = [...(list.fields ?? [])].filter(([name]) => /^\d+$/.test(name));
      if (tuple.length > 0) args.push(...tuple.map(([, value]) => ({ value, node: node.expression })));
      else args.push({ value: member(machine, list, '[]', node.expression, frame), node: node.expression });
    }
  }
  return args;
}

/** `require` and `import()`: a constant names a module, anything else is a sink. */
function load(machine: Machine, node: ts.CallExpression, name: string, frame: Frame): Value {
  const args = argumentsOf(machine, node.arguments, frame);
  checkSinks(machine, [{ module: 'global', path: [name] }], args, node, frame);
  const specifier = args[0] === undefined ? undefined : onlyText(args[0].value);
  if (specifier === undefined) return nothing;
  return required(machine, specifier, frame.uri);
}

function superCall(machine: Machine, node: ts.CallExpression, frame: Frame): Value {
  const base = machine.evaluate(node.expression, frame).callables.find((one) => one.kind === 'class');
  const args = argumentsOf(machine, node.arguments, frame);
  const self = frame.env.get('this');
  if (base !== undefined && self !== undefined) frame.env.set('this', { ...construct(machine, base, args, node, frame, self), instance: self.instance });
  return nothing;
}

function methodCall(machine: Machine, node: ts.CallExpression, receiverNode: ts.Expression, name: string, frame: Frame): Value {
  const receiver = machine.evaluate(receiverNode, frame);
  const args = argumentsOf(machine, node.arguments, frame);
  // A stream gives the one that it is led into.
  const [led] = args;
  if (name === 'pipe' && led?.value.taints.some(isOfArchive) === true) return led.value;
  const special = functionMethod(machine, receiver, name, args, node, frame);
  if (special !== undefined) return special;
  const callee = member(machine, { ...receiver, taints: [], element: undefined, constants: undefined }, name, node.expression, frame);
  const functions = receiver.externals.length > 0 ? callee.callables.filter((one) => !receiver.callables.includes(one)) : callee.callables;
  const told = functions.length === 0 ? toldOfPackage(machine, receiver, callee, name, args, node, receiverNode, frame) : undefined;
  if (told !== undefined) return told;
  if (functions.length > 0 || callee.externals.length > 0) {
    const result = apply(machine, { ...callee, callables: functions }, args, node, frame, receiver, receiverNode);
    // What wraps a handler stays callable along a chain such as `middy(f).use(…)`.
    return receiver.callables.length > 0 && receiver.externals.length > 0 ? { ...result, callables: [...result.callables, ...receiver.callables.filter((one) => one.kind === 'function')] } : result;
  }
  if (receiver.taints.some((taint) => taint.shape?.fields.get(name)?.leaf === true)) return askedFor(machine, receiver, name, args, node, frame);
  const answering = join(answersOf(receiver, name), answersBehind(machine, receiverNode, name, frame));
  if (answering.externals.length > 0) return apply(machine, answering, args, node, frame, answering, receiverNode);
  const builtin = builtinMethod(machine, receiver, name, args, node, receiverNode, frame);
  if (builtin !== undefined) return builtin;
  const part = receiver.taints.some((taint) => taint.shape !== undefined) ? member(machine, receiver, name, node.expression, frame) : receiver;
  learnSigned(machine, nothing, args, node, frame);
  return checkedByName(machine, unknownCall(machine, part, args, node, frame), args, node);
}

/**
 * `path.relative(root, file).startsWith('..')`: what a package has made of data may well be text; a client of something has such methods of its own.
 * `settings.hosts.includes(host)`: a list that it holds is known to whoever wrote it.
 */
function toldOfPackage(machine: Machine, receiver: Value, { externals }: Value, name: string, args: readonly Argument[], node: ts.CallExpression, receiverNode: ts.Expression, frame: Frame): Value | undefined {
  const [first] = args;
  if (listing.has(name) && first !== undefined && first.value.taints.length > 0 && !receiver.deep && externals.length > 0) return withProof(nothing, listedProof(machine, receiver, first.value));
  // A page that was read and gets data in the places of its names.
  if (filling.has(name) && args.length === 2 && receiver.taints.length === 0 && args[1]?.value.deep === true && first?.value.deep === false && (onlyText(first.value) !== undefined || first.value.externals.some(({ module }) => module === '(pattern)'))) return builtinMethod(machine, nothing, name, args, node, receiverNode, frame);
  if (!ofText.has(name) || receiver.taints.length === 0 || externals.length === 0 || externals.some((one) => one.path.length < 2 || machine.models.opaque(one.module) || machine.models.sinks.matching(one).length > 0)) return undefined;
  return builtinMethod(machine, makeValue({ ...receiver, externals: [] }), name, args, node, receiverNode, frame);
}

const ofText = new Set(['replace', 'replaceAll', 'startsWith', 'endsWith', 'toLowerCase', 'toUpperCase', 'trim', 'split', 'includes', 'indexOf', 'substring', 'charAt']);

const filling = new Set(['replace', 'replaceAll']);

const listing = new Set(['includes', 'hasOwnProperty']);

/** A part of the event that a method gives: `request.json()`, `c.req.param('id')`. */
function askedFor(machine: Machine, receiver: Value, name: string, args: readonly Argument[], node: ts.CallExpression, frame: Frame): Value {
  const part = member(machine, receiver, name, node, frame);
  const field = args[0] === undefined ? undefined : onlyText(args[0].value);
  return field === undefined ? part : member(machine, part, field, node, frame, node);
}

/** A context that holds the request also answers it: `c.html(…)`, `ctx.redirect(…)`. */
function answersOf(receiver: Value, name: string): Value {
  return makeValue({ externals: receiver.taints.flatMap(({ shape }) => (shape?.answers === undefined || shape.fields.has(name) ? [] : [{ module: shape.answers.module, path: [...shape.answers.path, name] }])) });
}

/** `context.log.info(…)`, where `context.log` is no field of the event but something that the context gives. */
function answersBehind(machine: Machine, receiverNode: ts.Expression, name: string, frame: Frame): Value {
  const node = bare(receiverNode);
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return nothing;
  const { externals } = answersOf(machine.evaluate(node.expression, frame), node.name.text);
  return makeValue({ externals: externals.map(({ module, path }) => ({ module, path: [...path, name] })) });
}

/** `f.call(…)`, `f.apply(…)`, `f.bind(…)`. */
function functionMethod(machine: Machine, receiver: Value, name: string, args: readonly Argument[], node: ts.CallExpression, frame: Frame): Value | undefined {
  if (receiver.callables.length === 0 && (receiver.externals.length === 0 || !(name === 'bind' || name === 'apply'))) return undefined;
  if (name === 'bind') return receiver;
  if (name === 'call') return receiver.externals.length > 0 ? undefined : apply(machine, receiver, args.slice(1), node, frame, args[0]?.value);
  if (name !== 'apply' || args.length > 2) return undefined;
  const list = args[1];
  const tuple = [...(list?.value.fields ?? [])].filter(([key]) => /^\d+$/.test(key)).map(([, value]) => ({ value, node: list?.node ?? node }));
  return apply(machine, receiver, tuple.length > 0 || list === undefined ? tuple : [{ value: member(machine, list.value, '[]', list.node, frame), node: list.node }], node, frame, args[0]?.value);
}

/** Calls whatever the value may be. */
export function apply(machine: Machine, callee: Value, args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame, self: Value | undefined, receiverNode?: ts.Expression): Value {
  const checked = schemaApplied(machine, callee, args, site, frame);
  if (checked !== undefined) return checked;
  learnSigned(machine, callee, args, site, frame);
  let result: Value | undefined;
  const add = (part: Value): void => {
    result = result === undefined ? part : join(result, part);
  };
  if (callee.callables.length >= mostCallables) machine.beyond(placeOf(site, frame), `this may call more than ${String(mostCallables)} functions, and only so many are followed; call those by name that get data from outside`);
  for (const one of callee.callables) add(machine.call(one, args, site, frame, one.kind === 'function' ? one.self ?? self : self));
  if (callee.externals.length > 0) {
    checkSinks(machine, callee.externals, args, site, frame);
    checkUnseen(machine, callee.externals, args, site, frame);
    notePuts(machine, callee.externals, args, site, frame);
    for (const one of callee.externals) add(externalCall(machine, one, callee, args, site, frame, self, receiverNode));
  }
  if (result === undefined) {
    for (const uri of callee.modules) add(apply(machine, required(machine, uri, uri), args, site, frame, undefined));
    result ??= unknownCall(machine, callee, args, site, frame);
  }
  return callee.callables.length === 0 && callee.externals.every(({ module }) => module === 'global') ? checkedByName(machine, result, args, site) : result;
}

/** Whose signature is checked has sent what was signed; a body is told from the other parts of a request. */
function learnSigned(machine: Machine, callee: Value, args: readonly Argument[], site: ts.Node, frame: Frame): void {
  const name = calleeName(site);
  const words = name.split('.');
  const signs = [words.slice(-2).join('.'), words.at(-1) ?? ''].some((one) => machine.models.signing.test(one))
    || callee.externals.some(({ module, path }) => (module === 'crypto' && path[0] === 'createHmac' && path[1] === 'update') || (/^(?:global|crypto)$/.test(module) && path.slice(-2).join('.') === 'subtle.verify'));
  const hashes = callee.externals.some(({ module, path }) => module === 'crypto' && path[0] === 'createHash' && path[1] === 'update') && args.some(({ value }) => value.taints.some(({ from }) => from === 'environment' || from === 'secret'));
  if (!signs && !hashes) return;
  const taints = args.flatMap(({ value, node }) => [...deepTaints(value), ...deepTaints(encoded(machine, node, frame))]).filter(({ from }) => from === 'event');
  const bodies = taints.filter(({ part }) => part === 'body' || part === 'record');
  learn(frame, factsAbout(tainted(bodies.length > 0 ? bodies : taints.filter(({ shape }) => shape !== undefined)), { clean: form.signed, validated: false }));
}

/** `encoder.encode(body)`: its bytes stand for it. */
function encoded(machine: Machine, node: ts.Node, frame: Frame): Value {
  const call = ts.isExpression(node) ? bare(node) : node;
  const [text] = ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'encode' ? call.arguments : [];
  return text === undefined ? nothing : machine.evaluate(text, frame);
}

function externalCall(machine: Machine, one: External, callee: Value, args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame, self: Value | undefined, receiverNode: ts.Expression | undefined): Value {
  if (one.module === 'global') {
    const known = builtinFunction(machine, one.path, args, site, frame);
    if (known !== undefined) return known;
  }
  if (one.module === '(pattern)') return builtinMethod(machine, self ?? nothing, one.path.at(-1) ?? '', args, site, receiverNode, frame) ?? nothing;
  return packageCall(machine, one, callee, args, site, frame, self, receiverNode);
}

/** Something that is not seen: it may give back what it was given, and use it. */
export function unknownCall(machine: Machine, callee: Value, args: readonly Argument[], site: ts.Node, frame: Frame): Value {
  noteUse(machine, args, site, frame);
  if (ts.isCallExpression(site)) checkUnseen(machine, [], args, site, frame);
  // `db.collection('orders')` of a database that somebody hands in: what is asked of it tells which database it is.
  if (calleeName(site).split('.').at(-1) === 'collection' && args[0] !== undefined && onlyText(args[0].value) !== undefined) return makeValue({ ...passed(callee, args), externals: [{ module: unseen, path: ['collection'] }] });
  if (isSending(site) && args[0] !== undefined && isReading(args[0].value)) return answerOf(args[0].value);
  for (const { value, node } of args) for (const one of value.callables) if (one.kind === 'function') machine.call(one, [], node, frame);
  if (isBottom(callee) || believed(machine, site)) return nothing;
  const given = readsData(calleeName(site)) ? args : args.map(({ value, node }, place) => ({ value: tainted(answered(value, place)), node }));
  return passed(callee, given);
}

/** `client.send(command)` of a client that is not seen. */
function isSending(site: ts.Node): boolean {
  return calleeName(site).split('.').at(-1) === 'send';
}

/** Whether a function that is not seen says by its name that it makes data harmless. */
export function believed(machine: Machine, site: ts.Node): boolean {
  return machine.models.cleanerNames.test(calleeName(site).split('.').at(-1) ?? '');
}

/** `if (isAllowedHost(host))` of a function that is not seen. */
function checkedByName(machine: Machine, result: Value, [first]: readonly Argument[], site: ts.Node): Value {
  if (first === undefined || first.value.taints.length === 0 || !machine.models.checkNames.test(calleeName(site).split('.').at(-1) ?? '')) return result;
  return withProof(result, listedProof(machine, nothing, first.value));
}

/** The data of the arguments and of what the call is made on. */
export function passed(callee: Value, args: readonly Argument[]): Value {
  const taints = args.reduce((all, argument) => join(all, makeValue({ taints: deepTaints(argument.value) })), makeValue({ taints: callee.taints }));
  return makeValue({ taints: taints.taints.filter(passesThrough) });
}

/** What is made with a secret or of an error is seldom the secret or the error. */
export function passesThrough(taint: Taint): boolean {
  return taint.from === 'event' || taint.from === 'model' || isOfArchive(taint) || (taint.from === 'stored' && taint.shape === undefined);
}

export function evaluateNew(machine: Machine, node: ts.NewExpression, frame: Frame): Value {
  const callee = machine.evaluate(node.expression, frame);
  const args = argumentsOf(machine, node.arguments, frame);
  const global = callee.externals.find((one) => one.module === 'global');
  if (callee.externals.some(isResponse)) webResponse(machine, args, node, frame);
  if (global !== undefined && callee.callables.length === 0) {
    checkSinks(machine, callee.externals, args, node, frame);
    const made = newBuiltin(machine, global.path, args, node, frame);
    if (made !== undefined) return made;
  }
  const [maker] = callee.callables;
  if (maker?.kind === 'function' && callee.externals.length === 0) return constructedBy(machine, maker, callee.fields?.get('prototype') ?? nothing, args, node, frame);
  return apply(machine, callee, args, node, frame, undefined);
}

/** A tag of a package makes a parameterised text (`sql`), others join. */
export function evaluateTagged(machine: Machine, node: ts.TaggedTemplateExpression, frame: Frame): Value {
  const tag = machine.evaluate(node.tag, frame);
  const parts: Value[] = [];
  const args: Argument[] = [];
  if (ts.isNoSubstitutionTemplateLiteral(node.template)) parts.push(constant(node.template.text));
  else {
    parts.push(constant(node.template.head.text));
    for (const span of node.template.templateSpans) {
      const value = machine.evaluate(span.expression, frame);
      args.push({ value, node: span.expression });
      parts.push(value, constant(span.literal.text));
    }
  }
  const [one] = tag.externals;
  if (one?.module === 'global' && one.path.join('.') === 'String.raw') return concatenated(parts, node, frame);
  for (const callable of tag.callables) return machine.call(callable, [{ value: nothing, node: node.template }, ...args], node, frame);
  noteUse(machine, args, node, frame);
  // What a package's tag is for (a query, markup) is made safely of its parts.
  return one === undefined ? passed(nothing, args) : external(one.module, ...one.path);
}
