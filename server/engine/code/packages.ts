/** What calls into packages give: clients and what follows from them, secrets, checked data, or what they were given. */
import { ts } from '../syntax/script';
import type { Location } from '../text/span';
import { factsAbout, noFacts } from './facts';
import { builtinMethod, callEach, caughtBy } from './builtins';
import { placeOf, type Argument, type Frame, type Machine } from './machine';
import { channelCall } from './channels';
import { answerOf, isReading, storedAnswer } from './puts';
import { assign, bare, isReference, member } from './members';
import { content, form, type HandingPattern } from './models';
import { words } from './named-secrets';
import { typedAnswer, typedAs } from './responses';
import { ownCheck } from './middleware';
import { isValidator, schemaCall, schemaHanded } from './schemas';
import { believed, passesThrough } from './calls';
import { answeredFrom, calleeName, holds, noteUse, prepare } from './sinks';
import { withProof } from './expressions';
import { hop, start } from './trail';
import { asObject, asText, awaited, cleaned, deepTaints, environment, join, joinTaints, nothing, object, onlyText, separator, tainted, taintOf, value as makeValue, type External, type Taint, type Value } from './values';

export function packageCall(machine: Machine, one: External, callee: Value, args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame, self: Value | undefined, receiverNode: ts.Expression | undefined): Value {
  const { models } = machine;
  const name = one.path.at(-1) ?? '';
  const first = args[0]?.value ?? nothing;
  const handed = channelCall(machine, one, self, args, site, frame, receiverNode);
  if (handed !== undefined) return handed;
  if (models.checkedBy.matching(one).length > 0) {
    const schema = schemaHanded(machine, args);
    if (schema !== undefined) return makeValue({ externals: [one], schema });
  }
  // It makes of a JSON schema what checks by it.
  if (one.module === '@middy/validator/transpile' && name === 'transpileSchema') return first;
  if (isValidator(one) || isUnseenSchema(one, args)) {
    const checked = schemaCall(machine, one, self, args, site, frame);
    if (checked !== undefined) return checked;
  }
  if (promising.has(one.module) && /^(?:promisify(?:All)?|callbackify|)$/.test(name)) return first;
  if (one.module === 'util' && name === 'format') return asText(tainted(args.flatMap((argument) => [...deepTaints(argument.value)])));
  if (one.module === 'path' && (name === 'join' || name === 'resolve' || name === 'normalize')) {
    // What begins with data has no folder to leave: it may well be a key of a store.
    return first.deep ? joinedPath(args) : prepare(machine, one, joinedPath(args), site, frame);
  }
  if (first.deep && ((parsing.has(one.module) && /^(?:parse|decode)$/.test(name)) || (one.module === 'url-parse' && name === ''))) return cleaned(asObject(tainted(deepTaints(first))), form.textFields, false);
  if (one.module === 'qs' && name === 'parse' && first.deep) return asObject(tainted(deepTaints(first)));
  if (one.module === 'url' && name === 'URL') return tainted(deepTaints(first));
  if (/^lodash(-es|\.\w+)?$|^underscore$/.test(one.module) && first !== nothing && args[1]?.value.callables.length === 1) {
    const through = builtinMethod(machine, first, name === 'each' ? 'forEach' : name, args.slice(1), site, undefined, frame);
    if (through !== undefined) return through;
  }
  if (name === 'get' && /^lodash|^underscore$|^object-path$|^get-value$/.test(one.module)) return fieldAlong(machine, args, site, frame);
  const guard = models.guards.matching(one)[0];
  if (guard !== undefined) return withProof(nothing, { ifTrue: factsAbout(first, { clean: guard.clean, validated: true }), ifFalse: noFacts });
  const cleaner = models.cleaners.matching(one)[0];
  if (cleaner !== undefined) return cleaner.clean === -1 ? nothing : cleaned(tainted(deepTaints(first)), cleaner.clean, false);
  const origin = models.origins.matching(one)[0];
  if (origin !== undefined) return sentValue(origin.label === '' ? `what \`${name === '' ? one.module : name}\` gives` : origin.label, site, frame);
  const secret = models.secrets.matching(one)[0];
  if (secret !== undefined && holds(secret.when, args) && !namesPlace(machine, first) && (secret.when === undefined || namesSecret(machine, first, site, frame))) return ownAnswer(machine, 'secret', 'the secret', site, frame);
  const type = isAnswer(one) && receiverNode !== undefined ? typedAs(name, args) : undefined;
  if (type !== undefined && receiverNode !== undefined) return typedAnswer(machine, one, type, receiverNode, frame);
  if (one.module !== 'aws-lambda' && !answering.has(one.module) && models.checking.matching(one).length === 0) noteUse(machine, args, site, frame, one);
  if (name === 'send' && isOwnAnswer(first)) return first;
  if (name === 'send' && isReading(first)) return join(answerOf(first), tainted(readBack(machine, one, [], args, site, frame)));
  if (models.through.matching(one).length > 0) return first;
  if (models.archives.matching(one).length > 0) return ofArchive(machine, one, callee, args, site, frame, self, receiverNode);
  if (models.written.matching(one).length > 0) return ownAnswer(machine, 'model', 'the model’s answer', site, frame);
  if (one.module === 'global' && believed(machine, site)) return nothing;
  const handing = models.handing.matching(one)[0];
  if (handing !== undefined) return handedOn(machine, handing, args, site, frame);
  const stored = storedAnswer(machine, one, args, site, frame);
  if (stored === undefined) return followedOn(machine, one, callee, args, site, frame, self, receiverNode);
  for (const argument of args) callBack(machine, one, argument, stored.taints, site, frame);
  const plain = followedOn(machine, one, callee, args.filter(({ value }) => value.callables.length === 0), site, frame, self, receiverNode);
  return makeValue({ taints: joinTaints(plain.taints, stored.taints), ...(ts.isNewExpression(site) ? { fields: plain.fields, externals: plain.externals } : {}) });
}

/** `Order.safeParse(data)`, `OrderSchema.parse(data)` of a package that is not seen: only schemas have the one method, and the other by that name. */
function isUnseenSchema({ module, path }: External, args: readonly Argument[]): boolean {
  const [owner = '', name = ''] = path.slice(-2);
  return module !== 'global' && path.length > 1 && args.length === 1 && (/^safeParse(?:Async)?$/.test(name) || (/^parse(?:Async)?$/.test(name) && /schema$/i.test(owner)));
}

/** What makes a function that gives a promise of one that calls back. */
const promising = new Set(['util', 'bluebird', 'pify', 'thenify', 'util.promisify', 'es6-promisify']);

/** Whose `parse` takes a text apart: the parts are text, or lists of it. */
const parsing = new Set(['url', 'querystring', 'query-string', 'parseqs']);

/** A store of settings and secrets decrypts either for those who always ask for it: only what the name says is a secret is known to be one. */
/** `getSecret('openai-endpoint')`: where something is, or as whom it is used. */
function namesPlace({ models }: Machine, { constants }: Value): boolean {
  return constants !== undefined && constants.length > 0 && constants.every((text) => typeof text === 'string' && models.situating.test(words(text.split('/').at(-1) ?? '')));
}

function namesSecret(machine: Machine, asked: Value, site: ts.Node, frame: Frame): boolean {
  const names = [asked, ...['Name', 'Names', 'Path'].map((field) => member(machine, asked, field, site, frame))].flatMap((one) => [one, member(machine, one, '[]', site, frame)]);
  const texts = names.flatMap(({ constants, externals, taints }) => [...(constants ?? []), ...externals.filter(({ module }) => module === environment).flatMap(({ path }) => path), ...taints.map(({ source }) => source.label)]);
  return texts.some((text) => typeof text === 'string' && /pass(?!ive|enger|age)|pwd|secret|token|credential|(?:api|private|signing|encryption|access|master|webhook|auth)[\W_]?key|\bkey$|auth|dsn|connection|database[\W_]?url|jwt|cert|salt|\bpin\b/i.test(text));
}

/** Each part of an argument goes to the functions among the others; what they give comes back in a list. */
function handedOn(machine: Machine, { part: path, catches }: HandingPattern, args: readonly Argument[], site: ts.Node, frame: Frame): Value {
  const [place = '0', ...names] = path.split('.');
  const part = names.reduce((holder, name) => member(machine, holder, name, site, frame), args[Number(place)]?.value ?? nothing);
  const functions = args.flatMap((argument) => argument.value.callables);
  if (catches) frame.guarded++;
  const element = callEach(machine, { ...nothing, callables: functions }, [part], site, frame);
  if (catches) frame.guarded--;
  return object(new Map(), { element });
}

/** Frameworks whose contexts and responses answer requests: what is sent with them does not stay in them. */
const answering = new Set(['express', 'hono', 'koa', 'fastify', '@hapi/hapi']);

function isAnswer({ module, path }: External): boolean {
  return (module === 'express' && path[0] === 'Response') || (module === 'fastify' && path[0] === 'Reply');
}

/** A command that stands for its answer. */
function isOwnAnswer(value: Value): boolean {
  return value.taints.some(({ source }) => source.kind === 'secret' || source.kind === 'model');
}

/** What the project says that a sender chooses. */
function sentValue(label: string, site: ts.Node, frame: Frame): Value {
  const location = placeOf(site, frame);
  return tainted([taintOf({ id: `sent ${location.uri} ${String(location.span.start)}`, kind: 'event', label, shape: undefined, location }, start(location, 'comes from outside'))]);
}

/** An answer that is an origin of its own kind, whatever was asked. */
function ownAnswer(machine: Machine, kind: 'secret' | 'model' | 'archive', label: string, site: ts.Node, frame: Frame): Value {
  const location = placeOf(site, frame);
  return tainted([taintOf({ id: `${kind} ${location.uri} ${String(location.span.start)}`, kind, label, shape: undefined, location }, start(location, machine.models.phrases.get(kind) ?? kind))]);
}

/** What reads an archive gives entries, and hands them to whoever listens: their names are the choice of whoever packed it. */
function ofArchive(machine: Machine, one: External, callee: Value, args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame, self: Value | undefined, receiverNode: ts.Expression | undefined): Value {
  const known = self?.taints.some(isOfArchive) === true;
  const entries = known ? [] : ownAnswer(machine, 'archive', 'the name of an entry', site, frame).taints;
  const plain = followedOn(machine, one, callee, args.filter(({ value }) => value.callables.length === 0), site, frame, self, receiverNode);
  const taints = joinTaints(plain.taints, entries);
  for (const argument of args) callBack(machine, one, argument, taints, site, frame);
  return makeValue({ ...plain, taints });
}

export function isOfArchive({ from }: Taint): boolean {
  return from === 'archive';
}

/** `get(order, 'customer.name')` */
function fieldAlong(machine: Machine, args: readonly Argument[], site: ts.Node, frame: Frame): Value {
  const path = onlyText(args[1]?.value ?? nothing);
  const start = args[0]?.value ?? nothing;
  const value = path === undefined ? member(machine, start, '[]', site, frame) : path.split(/[.[\]]+/).filter((name) => name !== '').reduce((holder, name) => member(machine, holder, name, site, frame), start);
  return args[2] === undefined ? value : join(value, args[2].value);
}

/** Only a first part that the sender chooses makes the path start where he wants; later parts may still climb. */
function joinedPath(args: readonly Argument[]): Value {
  let taints: readonly Taint[] = [];
  for (const { value } of args) taints = joinTaints(taints, deepTaints(value));
  return tainted(taints);
}

/** Whether a function gives the data itself in another form, by its name. */
export function readsData(name: string): boolean {
  const words = name.slice(name.lastIndexOf('.') + 1).split(/[_-]|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
  return words.some((word) => /^(?:pars|decod|(?:de)?seriali|(?:un)?marshal|json|form(?!at)|query|qs$|body|payload|read|event$)/i.test(word)) || (words.length === 1 && /^(?:safe)?load|pars|json/i.test(name));
}

/** Whether what is waited for may be the data itself, checked or made into something else, by the name of the call. */
function givesBack(name: string): boolean {
  return readsData(name) || /valid|check|sanit|transform|convert|normal|map|clone|copy|merge|assign|pick|omit|trim|clean|coerc|ensure|extract|unwrap|verif|decrypt|unzip|inflate|process/i.test(name.slice(name.lastIndexOf('.') + 1));
}

/** `cache.get(key)`: what an instance keeps under it. */
function looksUp({ path }: External): boolean {
  return path.length > 1 && /^(?:get|peek|mget|lookup|find)$/.test(path.at(-1) ?? '');
}

/** What waiting for a call's answer gives: what was looked up by data has fields of its own. */
export function waitedFor(node: ts.Expression, answer: Value): Value {
  const given = awaited(answer);
  const name = calleeName(bare(node));
  if (!given.deep || givesBack(name)) return given;
  const looked = (one: Value): Value => (one.taints.some(isAnswered) ? { ...one, taints: one.taints.map((taint) => (isAnswered(taint) ? { ...taint, found: true } : taint)) } : one);
  const whole = looked(given);
  return name !== 'Promise.all' || whole.fields === undefined ? whole : makeValue({ ...whole, fields: new Map([...whole.fields].map(([place, one]) => [place, looked(one)])) });
}

/** Given by something that is not seen; what a host that the sender has chosen says is his. */
function isAnswered({ answered, path }: Taint): boolean {
  return answered && !path.includes(content);
}

/** What a package may give for data: that itself, or a text that begins with something else where the data was an option or came after other arguments. */
export function answered(given: Value, place: number): readonly Taint[] {
  return deepTaints(given).filter(passesThrough).map((taint) => ({ ...taint, answered: true, before: place === 0 && given.taints.includes(taint) ? taint.before : undefined }));
}

function followedOn(machine: Machine, one: External, callee: Value, args: readonly Argument[], site: ts.Node, frame: Frame, self: Value | undefined, receiverNode: ts.Expression | undefined): Value {
  const opaque = machine.models.opaque(one.module);
  let taints: readonly Taint[] = joinTaints(callee.taints, self?.taints ?? []).filter(passesThrough);
  const given = args.flatMap(({ value }) => deepTaints(value)).filter(passesThrough);
  if (!opaque) taints = joinTaints(taints, readsData(one.path.at(-1) ?? one.module) ? given : args.flatMap((argument, place) => answered(argument.value, place)).map((taint) => (looksUp(one) ? { ...taint, found: true } : taint)));
  else taints = joinTaints(taints, [...readBack(machine, one, given, args, site, frame), ...answeredFrom(machine, one, args, site, frame)]);
  const wrapped = args.flatMap((argument) => argument.value.callables.filter((candidate) => candidate.kind === 'function'));
  // Where it may be of several packages, the first calls it: functions in functions would be followed twice as often with each.
  if (callee.externals.indexOf(one) <= 0) for (const argument of args) callBack(machine, one, argument, opaque ? [] : taints, site, frame);
  // What is put into a client or builder stays in it; a module is none.
  if (!opaque && !answering.has(one.module) && self?.externals.some((external) => external.path.length > 0) === true && receiverNode !== undefined && isReference(receiverNode) && taints.length > self.taints.length) assign(machine, receiverNode, makeValue({ ...self, taints }), frame, false);
  // A chain such as `middy(f).use(validator(…))` is known by the checks in it.
  const standing = [...args.flatMap(({ value }) => value.externals), ...(args.some(({ value }) => ownCheck(value)) ? [ownValidator] : [])];
  const checks = [...(self?.externals ?? []), ...standing].filter((external) => external !== one && machine.models.checkedBy.matching(external).length > 0);
  // A command that is handed on is known by what it was made of.
  const input = opaque && ts.isNewExpression(site) && args.length === 1 && one.path.at(-1)?.endsWith('Command') === true ? args[0]?.value : undefined;
  const schema = checks.length === 0 ? undefined : self?.schema ?? args.find((argument) => argument.value.schema !== undefined)?.value.schema;
  return makeValue({ taints, schema, externals: [one, ...checks].slice(0, 3), callables: [...wrapped, ...optionFunctions(args)].slice(0, 6), ...(input?.deep === true ? { fields: new Map([['input', input]]) } : {}) });
}

/** Stands for middleware of the project's own that does what middy's validator does. */
const ownValidator: External = { module: '@middy/validator', path: [] };

/** Handlers given as fields of an object: `createHandler({ run: async (event) => … })`. */
function optionFunctions(args: readonly Argument[]): Value['callables'] {
  return args.flatMap((argument) => (argument.value.instance === undefined ? [...(argument.value.fields ?? [])].flatMap(([name, field]) => (besides.test(name) ? [] : field.callables.filter((one) => one.kind === 'function'))) : []));
}

/** Options that are given errors, what is logged or what is answered, not the event: `formatError`, `logger`, `onError`. */
const besides = /^(?:format\w*|\w*[Ee]rror\w*|log(?:ger)?|context|dataSources|serializer?|deserializer?|transform(?:er)?|on(?:Close|Open|Retry|Timeout|Failure))$/;

/** What was uploaded by whoever sent the key comes back when the key is read. */
function readBack(machine: Machine, one: External, given: readonly Taint[], args: readonly Argument[], site: ts.Node, frame: Frame): readonly Taint[] {
  const reader = machine.models.reads.matching(one)[0];
  const found = reader === undefined ? [] : given.filter((taint) => taint.part === reader.part).map((taint) => contentOf(taint, placeOf(site, frame)));
  const first = args[0]?.value;
  // `client.send(command)` gives what the command stands for.
  const command = one.path.at(-1) === 'send' && first !== undefined && first.externals.some((external) => machine.models.reads.matching(external).length > 0) ? first.taints : [];
  return [...found, ...command];
}

/** What stands under a key that the sender has chosen is his too. */
function contentOf(taint: Taint, at: Location): Taint {
  return { ...taint, path: [...taint.path, content], key: taint.key + separator + content, clean: 0, validated: false, before: '', trail: hop(taint.trail, at, 'names what is read here') };
}

/** A function that is handed to a package is called some day: with an error first where it says so, else with what the package was given or has found by that. */
function callBack(machine: Machine, one: External, argument: Argument, given: readonly Taint[], site: ts.Node, frame: Frame): void {
  const taints = givesBack(one.path.at(-1) ?? one.module) ? given : given.map((taint) => (isAnswered(taint) ? { ...taint, found: true } : taint));
  for (const candidate of argument.value.callables) {
    if (candidate.kind !== 'function') continue;
    const parameters = candidate.node.parameters.map((parameter) => ('text' in parameter.name ? parameter.name.text : ''));
    const values = parameters.map((parameter, index) => (index === 0 && /^_?(e|er|err|error|exception|ex)$/i.test(parameter) ? caughtBy(machine, argument, frame) : one.module === 'express' ? nothing : tainted(taints)));
    callEach(machine, { ...nothing, callables: [candidate] }, values, site, frame);
  }
}

