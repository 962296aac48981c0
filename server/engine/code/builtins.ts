/** What the language's own functions, methods and constructors do to the data in their arguments. */
import { ts } from '../syntax/script';
import { factsAbout, noFacts } from './facts';
import { known, placeOf, type Argument, type Frame, type Machine } from './machine';
import { packed } from './puts';
import { noteKept } from './kept';
import { assign, bare, elementOf, isAddress, isReference, member, withField, withoutOwnHost } from './members';
import { concatenated, perhapsMissing, withProof } from './expressions';
import { form, isSigned, names, oneLine, pathBit } from './models';
import { words } from './named-secrets';
import { isExponential } from './backtracking';
import { answeredFrom, calleeName, ofKind, report } from './sinks';
import { caught } from './statements';
import { guardMethod, matchFacts, missFacts } from './guards';
import { patternOf, provedByReplacing, provedByReplacingText } from './proofs';
import { asObject, asText, awaited, cleaned, constant, deepTaints, external, isBottom, join, joinAll, joinTaints, mapTaints, nothing, object, onlyText, separator, tainted, value as makeValue, type NativeCallable, type Taint, type Value } from './values';

type Site = ts.CallExpression | ts.NewExpression;

/** A global function or a static method such as `JSON.parse`; undefined where it is none that is known. */
export function builtinFunction(machine: Machine, path: readonly string[], args: readonly Argument[], site: Site, frame: Frame): Value | undefined {
  const first = args[0]?.value ?? nothing;
  const name = path.join('.');
  const cleaner = machine.models.cleaners.matching({ module: 'global', path })[0];
  if (cleaner !== undefined) {
    const guard = machine.models.guards.matching({ module: 'global', path })[0];
    if (guard !== undefined) return withProof(nothing, { ifTrue: factsAbout(first, { clean: guard.clean, validated: true }), ifFalse: noFacts });
    return cleaner.clean === -1 ? nothing : cleaned(tainted(deepTaints(first)), cleaner.clean, false);
  }
  switch (name) {
    case 'JSON.parse': return parsedJson(machine, args, site, frame);
    case 'JSON.stringify': return first.deep ? asText(cleaned(tainted(packed(machine, first)), machine.models.kinds.get('log-line')?.bit ?? 0, false)) : nothing;
    case 'decodeURIComponent': case 'decodeURI': case 'unescape': return unescaped(machine, first);
    case 'String': case 'atob': case 'btoa': case 'Buffer.from': case 'Buffer.concat': return first.deep ? asText(tainted(deepTaints(first))) : name === 'String' ? first : nothing;
    case 'structuredClone': case 'Object.freeze': case 'Object.seal': case 'Promise.resolve': case 'Array.of': case 'Object.create': return first;
    case 'Array.from': case 'Array.fromAsync': return mappedFrom(machine, args, site, frame);
    case 'Object.keys': case 'Object.getOwnPropertyNames': case 'Reflect.ownKeys': return keysOf(first);
    case 'Object.values': return object(new Map(), { element: elementOf(machine, first, site, frame) });
    case 'Object.entries': return object(new Map(), { element: object(new Map([['0', elementOf(machine, keysOf(first), site, frame)], ['1', elementOf(machine, first, site, frame)]])) });
    case 'Object.fromEntries': return object(new Map(), { taints: first.taints.map((taint) => ((taint.clean & form.text) === 0 ? taint : { ...taint, clean: (taint.clean & ~form.text) | form.textFields })), element: member(machine, elementOf(machine, first, site, frame), '1', site, frame) });
    case 'Object.assign': return assignedTogether(machine, args, frame);
    case 'Object.hasOwn': case 'Object.prototype.hasOwnProperty.call': return withProof(nothing, { ifTrue: first.deep ? noFacts : factsAbout(args[1]?.value ?? nothing, { clean: -1, validated: true }), ifFalse: noFacts });
    case 'Reflect.get': return member(machine, first, onlyText(args[1]?.value ?? nothing) ?? '[]', site, frame);
    case 'Reflect.set': case 'Object.defineProperty': return defined(machine, args, name, site, frame);
    case 'Array.isArray': return withProof(nothing, { ifTrue: factsAbout(first, { clean: 0, validated: true }), ifFalse: noFacts });
    case 'Array': return nothing;
    case 'Promise.all': case 'Promise.any': case 'Promise.race': case 'Promise.allSettled': return settled(machine, name, first, site, frame);
    case 'Promise.reject': return nothing;
    case 'Promise.withResolvers': return withResolvers();
    case 'Buffer.byteLength': case 'Symbol': case 'Date.now': case 'Math.random': case 'performance.now': case 'crypto.randomUUID': return nothing;
    case 'setTimeout': case 'setInterval': case 'setImmediate': case 'queueMicrotask': case 'process.nextTick':
      callEach(machine, first, args.slice(name === 'setTimeout' || name === 'setInterval' ? 2 : 1).map((argument) => argument.value), site, frame);
      return nothing;
    case 'fetch': return tainted(answeredFrom(machine, { module: 'global', path }, args, site, frame));
    case 'console.log': case 'console.info': case 'console.warn': case 'console.error': case 'console.debug': case 'eval': case 'Function': return nothing;
    default: return path[0] === 'process' || path[0] === 'console' || path[0] === 'Math' ? nothing : undefined;
  }
}

function parsedJson(machine: Machine, args: readonly Argument[], site: Site, frame: Frame): Value {
  const [first] = args;
  if (first === undefined) return nothing;
  // What was written as JSON just now is JSON.
  const isWritten = ts.isExpression(first.node) && calleeName(bare(first.node)) === 'JSON.stringify';
  if (frame.guarded === 0 && !isWritten) {
    for (const taint of first.value.taints) if (!isSigned(known(taint, frame).clean)) machine.hit({ taint, kind: '(json)', effect: '', location: placeOf(first.node, frame), callee: 'JSON.parse', call: placeOf(site, frame) });
  }
  return asObject(tainted(deepTaints(first.value)));
}

function keysOf(holder: Value): Value {
  if (holder.taints.length > 0) return object(new Map(), { element: fieldNames(holder) });
  if (holder.fields === undefined || holder.element !== undefined) return nothing;
  const names = [...holder.fields.keys()];
  return object(new Map(names.map((name, index) => [String(index), constant(name)])));
}

/** The names of the fields of data: who sends it chooses them, but not those of the platform's own frame. */
export function fieldNames(holder: Value): Value {
  return asText(tainted(holder.taints.filter((taint) => taint.shape === undefined && taint.from === 'event').map((taint) => ({ ...taint, path: [...taint.path, names], key: taint.key + separator + names }))));
}

/** A number of the sender's decides how much is done. */
export function checkAmount(machine: Machine, amount: Argument, effect: string, site: ts.Node, frame: Frame): void {
  const kind = machine.models.kinds.get('amount');
  if (kind !== undefined) report(machine, { ...ofKind(kind), effect }, amount.value.taints, amount.node, site, frame);
}

function mappedFrom(machine: Machine, args: readonly Argument[], site: Site, frame: Frame): Value {
  const list = args[0]?.value ?? nothing;
  const mapper = args[1]?.value;
  if (mapper === undefined) return list;
  return object(new Map(), { element: callEach(machine, mapper, [elementOf(machine, list, site, frame), nothing], site, frame) });
}

function assignedTogether(machine: Machine, args: readonly Argument[], frame: Frame): Value {
  const [target] = args;
  if (target === undefined) return nothing;
  let result = target.value;
  for (const { value } of args.slice(1)) {
    for (const [name, field] of value.fields ?? []) result = withField(result, name, field);
    result = makeValue({ ...result, taints: joinTaints(result.taints, value.taints) });
  }
  const node = target.node as ts.Expression;
  if (isReference(node)) assign(machine, node, result, frame, false);
  return result;
}

/** A field that is written by its name. */
function defined(machine: Machine, [target, key, given]: readonly Argument[], name: string, site: Site, frame: Frame): Value {
  if (target === undefined || given === undefined) return nothing;
  const value = name === 'Reflect.set' ? given.value : join(member(machine, given.value, 'value', site, frame), callEach(machine, member(machine, given.value, 'get', site, frame), [], site, frame));
  const result = withField(target.value, onlyText(key?.value ?? nothing) ?? '[]', value);
  const node = target.node as ts.Expression;
  if (isReference(node)) assign(machine, node, result, frame, false);
  return result;
}

function settled(machine: Machine, name: string, list: Value, site: Site, frame: Frame): Value {
  if (name === 'Promise.any' || name === 'Promise.race') return awaited(elementOf(machine, list, site, frame));
  const wrap = (one: Value): Value => (name === 'Promise.all' ? awaited(one) : object(new Map([['value', awaited(one)]])));
  if (name === 'Promise.all') return list.fields === undefined ? list : makeValue({ ...list, fields: new Map([...list.fields].map(([index, one]) => [index, wrap(one)])) });
  return object(new Map([...(list.fields ?? [])].map(([index, one]) => [index, wrap(one)])), list.fields === undefined ? { element: wrap(elementOf(machine, list, site, frame)) } : {});
}

/** Calls every function that the value may be; gives what they return. */
export function callEach(machine: Machine, functions: Value, values: readonly Value[], site: ts.Node, frame: Frame): Value {
  const args = values.map((value) => ({ value, node: site }));
  if (functions.callables.length === 0) return nothing;
  return joinAll(functions.callables.map((one) => machine.call(one, args, site, frame)));
}

const same = new Set(['trim', 'trimStart', 'trimEnd', 'toString', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase', 'normalize', 'valueOf', 'toWellFormed', 'toJSON', 'finally', 'flat', 'reverse', 'toReversed', 'toSorted', 'sort', 'copyWithin', 'values', 'asReadonly', 'transformToString', 'transformToByteArray', 'promise', 'text', 'json', 'arrayBuffer', 'formData']);
const texts = new Set(['trim', 'trimStart', 'trimEnd', 'toString', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase', 'normalize', 'toWellFormed', 'transformToString', 'text']);
const parts = new Set(['slice', 'substring', 'substr', 'at', 'charAt', 'padStart', 'padEnd', 'repeat', 'subarray', 'codePointAt', 'anchor', 'match', 'matchAll', 'exec', 'search', 'split']);
const ofText = new Set(['substring', 'substr', 'charAt', 'padStart', 'padEnd', 'repeat', 'split', 'matchAll', 'exec']);
const lists = new Set(['split', 'matchAll', 'exec']);
const plain = new Set(['charCodeAt', 'localeCompare', 'getTime', 'toFixed', 'toISOString', 'isSafeInteger', 'getTimezoneOffset', 'byteLength', 'lastIndexOf', 'readUInt8']);

/** A method of a string, list, map, set, promise or date; undefined where there is none of that name. */
export function builtinMethod(machine: Machine, receiver: Value, name: string, args: readonly Argument[], site: Site, receiverNode: ts.Expression | undefined, frame: Frame): Value | undefined {
  if (receiver.externals.some((one) => one.module === '(pattern)')) return patternMethod(machine, receiver, name, args, site, frame);
  if (receiver.taints.length > 0 && receiverNode !== undefined && matching.has(name)) checkPattern(machine, args[0]?.value ?? nothing, { value: receiver, node: receiverNode }, site, frame);
  return textMethod(machine, receiver, name, args, site, frame)
    ?? guardMethod(machine, receiver, name, args)
    ?? (name === 'get' && (receiver.deep || receiver.fields !== undefined || receiver.element !== undefined) ? gotten(machine, receiver, args[0]?.value ?? nothing, site, frame) : undefined)
    ?? listMethod(machine, receiver, name, args, site, receiverNode, frame)
    ?? promiseMethod(machine, receiver, name, args, site, frame);
}

const matching = new Set(['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split']);

/** Text of the sender may be made to fit such an expression in more ways than anybody can try. */
function checkPattern(machine: Machine, pattern: Value, text: Argument, site: Site, frame: Frame): void {
  const kind = machine.models.kinds.get('regex');
  if (kind === undefined) return;
  const answers = pattern.externals.map((one) => isExponential(patternOf(one)?.source ?? ''));
  if (answers.includes(undefined)) for (const taint of text.value.taints) machine.hit({ taint, kind: '(bound)', effect: 'this regular expression is too much to be judged', location: placeOf(site, frame), callee: '', call: placeOf(site, frame) });
  if (!answers.includes(true)) return;
  report(machine, { ...ofKind(kind), effect: 'meets a regular expression that may take exponential time' }, text.value.taints, text.node, site, frame);
}

function patternMethod(machine: Machine, receiver: Value, name: string, args: readonly Argument[], site: Site, frame: Frame): Value {
  const first = args[0]?.value ?? nothing;
  if (args[0] !== undefined && (name === 'test' || name === 'exec')) checkPattern(machine, receiver, args[0], site, frame);
  const proof = withProof(nothing, { ifTrue: matchFacts(machine, receiver, first), ifFalse: missFacts(machine, receiver, first) });
  if (name === 'test') return proof;
  return name === 'exec' ? { ...matchOf(machine, takenBy(machine, receiver, first.taints)), proof: proof.proof } : nothing;
}

/** `/AccountName=([^;]+)/` takes out of a secret where it is used, or as whom, which is none. */
function takenBy({ models }: Machine, pattern: Value, taints: readonly Taint[]): readonly Taint[] {
  const own = taints.filter(({ from }) => from === 'environment' || from === 'secret');
  if (own.length === 0) return taints;
  const named = pattern.externals.flatMap((one) => /^\W*([A-Za-z]\w*)\\?[=:]/.exec(patternOf(one)?.source ?? '')?.[1] ?? []);
  return named.length > 0 && named.every((name) => models.situating.test(words(name))) ? taints.filter((taint) => !own.includes(taint)) : taints;
}

/** What matched, and its parts by number and name. */
function matchOf(machine: Machine, taints: readonly Taint[]): Value {
  const part = asText(tainted(fromHere(machine, taints)));
  return object(new Map([['groups', object(new Map(), { element: part })]]), { element: part });
}

function fromHere(machine: Machine, taints: readonly Taint[]): readonly Taint[] {
  return taints.map((taint) => withoutOwnHost(machine, taint.before === '' ? taint : { ...taint, before: undefined }));
}

function textMethod(machine: Machine, receiver: Value, name: string, args: readonly Argument[], site: Site, frame: Frame): Value | undefined {
  if (same.has(name)) return name === 'toString' && !receiver.deep && receiver.constants === undefined ? nothing : texts.has(name) && receiver.taints.length > 0 ? asText(receiver) : receiver;
  if (plain.has(name)) return nothing;
  if (name === 'replace' || name === 'replaceAll') return replaced(machine, receiver, name, args, site, frame);
  if (name === 'concat' && receiver.fields === undefined && receiver.element === undefined) return concatenated([receiver, ...args.map((argument) => argument.value)], site, frame);
  if (name === 'join') return joinedList(receiver, args, site, frame);
  if (!parts.has(name)) return undefined;
  if ((name === 'repeat' || name === 'padStart' || name === 'padEnd') && args[0] !== undefined) checkAmount(machine, args[0], 'chooses how long a text becomes', site, frame);
  const isList = receiver.fields !== undefined || receiver.element !== undefined;
  if (name === 'match') return { ...matchOf(machine, takenBy(machine, args[0]?.value ?? nothing, receiver.taints)), proof: args[0] === undefined ? undefined : { ifTrue: matchFacts(machine, args[0].value, receiver), ifFalse: missFacts(machine, args[0].value, receiver) } };
  if (isList && name === 'slice') return receiver;
  if (isList && name === 'at') return (args[0]?.value.constants?.join() === '-1' ? lastOf(receiver) : undefined) ?? elementOf(machine, receiver, site, frame);
  if (receiver.taints.length === 0) return nothing;
  const part = tainted(fromHere(machine, receiver.taints).map((taint) => (ofText.has(name) ? { ...taint, clean: taint.clean | form.text } : taint)));
  if (name === 'matchAll') return object(new Map(), { element: matchOf(machine, receiver.taints) });
  if (name === 'split' && args[0] !== undefined && onlyText(args[0].value) === '@') return object(new Map([['0', part], ['1', domainOf(part)]]));
  // Before the first of what separates stands the host still.
  if (name === 'split' && receiver.taints.every(isAddress)) return object(new Map(Array.from({ length: addressParts }, (_, place) => [String(place), place === 0 ? asText(tainted(receiver.taints)) : part])));
  if (name === 'split' && args[0] !== undefined && separatesFolders(args[0].value)) return object(new Map([[lastPart, cleaned(part, pathBit(machine.models), false)]]), { element: part });
  return lists.has(name) ? object(new Map(), { element: part }) : part;
}

/** So many parts of an address are told apart when it is split. */
const addressParts = 8;

/** What follows the last `/` of a path names a file and no folder, as what `path.basename` gives does. */
export const lastPart = '-1';

function separatesFolders(separator: Value): boolean {
  return onlyText(separator) === '/' || separator.externals.some((one) => /^(?:\[\\*\/\\*\/?\]|\\?\/)\+?$/.test(patternOf(one)?.source ?? ''));
}

/** What follows the `@` of an address names a host and nobody who lives there. */
function domainOf(part: Value): Value {
  return mapTaints(part, (taint) => ({ ...taint, path: [...taint.path, 'domain'], key: `${taint.key}${separator}domain` }));
}

/** The last element, where each is known. */
function lastOf({ fields, element }: Value): Value | undefined {
  return fields?.get(lastPart) ?? (element === undefined ? fields?.get(String(fields.size - 1)) : undefined);
}

function replaced(machine: Machine, receiver: Value, name: string, args: readonly Argument[], site: Site, frame: Frame): Value {
  const [what, by] = args;
  if (what === undefined || by === undefined) return receiver;
  let clean = 0;
  for (const one of what.value.externals) {
    const found = patternOf(one);
    if (found !== undefined) clean |= provedByReplacing(found.source, name === 'replaceAll' && !found.flags.includes('g') ? `${found.flags}g` : found.flags, machine.models.kinds);
  }
  const text = onlyText(what.value);
  if (text !== undefined && name === 'replaceAll') clean |= provedByReplacingText(text, machine.models.kinds);
  const inserted = by.value.callables.length > 0 ? callEach(machine, by.value, [tainted(receiver.taints)], site, frame) : by.value;
  const own = asText(cleaned(tainted(receiver.taints.map((taint) => withoutOwnHost(machine, taint))), clean, clean !== 0));
  const added = by.value.callables.length > 0 ? cleaned(inserted, clean, false) : inserted;
  if (!receiver.deep && !added.deep) return nothing;
  // A constant text with places to fill: what is put in stands after the text before.
  return own.deep ? join(own, tainted(deepTaints(added))) : tainted(deepTaints(added).map((taint) => ({ ...taint, before: undefined })));
}

function joinedList(receiver: Value, args: readonly Argument[], site: Site, frame: Frame): Value {
  const between = args[0]?.value ?? constant(',');
  const listed = [...(receiver.fields ?? [])].filter(([key]) => /^\d+$/.test(key)).map(([, one]) => one);
  const values: Value[] = receiver.taints.length > 0 ? [tainted(receiver.taints)] : [];
  for (const one of [...listed, ...(receiver.element === undefined ? [] : [receiver.element])]) {
    if (values.length > 0) values.push(between);
    values.push(one);
  }
  return values.length === 0 ? nothing : concatenated(values, site, frame);
}

function gotten(machine: Machine, receiver: Value, key: Value, site: Site, frame: Frame): Value {
  const text = onlyText(key);
  return text === undefined ? perhapsMissing(elementOf(machine, receiver, site, frame)) : member(machine, receiver, text, site, frame);
}

const adding = new Set(['push', 'unshift', 'add', 'append', 'fill']);
const looking = new Set(['map', 'forEach', 'filter', 'find', 'findLast', 'some', 'every', 'flatMap', 'findIndex', 'findLastIndex']);

function listMethod(machine: Machine, receiver: Value, name: string, args: readonly Argument[], site: Site, receiverNode: ts.Expression | undefined, frame: Frame): Value | undefined {
  const first = args[0]?.value ?? nothing;
  if (adding.has(name)) {
    const element = args.reduce((all, argument) => join(all, argument.value), receiver.element ?? first);
    if (receiverNode !== undefined && isReference(receiverNode)) {
      if (name === 'push' || name === 'unshift') for (const argument of args) noteKept(machine, receiverNode, argument.value, argument.node, site, frame);
      assign(machine, receiverNode, makeValue({ ...receiver, constants: undefined, element }), frame, false);
    }
    return name === 'push' || name === 'unshift' ? nothing : receiver;
  }
  if (name === 'set') {
    const key = onlyText(first);
    const next = withField(receiver, key ?? '[]', args[1]?.value ?? nothing);
    if (receiverNode !== undefined && isReference(receiverNode)) assign(machine, receiverNode, next, frame, false);
    return next;
  }
  if (looking.has(name)) {
    if (receiverNode !== undefined && (name === 'map' || name === 'forEach' || name === 'flatMap')) noteEach(machine, receiver, receiverNode, site, frame);
    return lookedThrough(machine, receiver, name, first, site, frame);
  }
  switch (name) {
    case 'reduce': case 'reduceRight': return reduced(machine, receiver, args, site, frame);
    // Of a list that was made for this alone.
    case 'pop': return (receiverNode !== undefined && ts.isCallExpression(receiverNode) ? lastOf(receiver) : receiver.fields?.get(lastPart)) ?? elementOf(machine, receiver, site, frame);
    case 'shift': return elementOf(machine, receiver, site, frame);
    case 'next': return object(new Map([['value', elementOf(machine, receiver, site, frame)]]));
    case 'splice': return receiver;
    case 'concat': return args.reduce((all, argument) => join(all, argument.value), receiver);
    case 'entries': return object(new Map(), { element: object(new Map([['0', keysElement(machine, receiver, site, frame)], ['1', elementOf(machine, receiver, site, frame)]])) });
    case 'keys': return keysOf(receiver);
    default: return undefined;
  }
}

function keysElement(machine: Machine, receiver: Value, site: Site, frame: Frame): Value {
  return receiver.taints.length > 0 ? elementOf(machine, keysOf(receiver), site, frame) : nothing;
}

/** A list that the sender has written; the platform's own lists have an end. */
function noteEach(machine: Machine, list: Value, node: ts.Expression, site: Site, frame: Frame): void {
  const kind = machine.models.kinds.get('each');
  if (kind === undefined || !list.deep || list.fields !== undefined) return;
  report(machine, ofKind(kind), deepTaints(list).filter((taint) => taint.from === 'event' && taint.shape === undefined && !taint.answered), node, site, frame);
}

function lookedThrough(machine: Machine, receiver: Value, name: string, callback: Value, site: Site, frame: Frame): Value | undefined {
  const element = elementOf(machine, receiver, site, frame);
  if (callback.callables.length === 0 && callback.externals.length === 0) return name === 'filter' ? receiver : name === 'map' ? object(new Map(), { element }) : undefined;
  if (callback.callables.length === 0 && name === 'map' && callback.externals.length > 0) {
    // `list.map(Number)`
    const [cleaner] = callback.externals.flatMap((one) => machine.models.cleaners.matching(one));
    return object(new Map(), { element: cleaner === undefined ? element : cleaned(element, cleaner.clean, false) });
  }
  const result = callEach(machine, callback, [element, nothing, receiver], site, frame);
  switch (name) {
    case 'map': return object(new Map(), { element: result });
    case 'flatMap': return object(new Map(), { element: elementOf(machine, result, site, frame) });
    case 'filter': return learntBy(receiver, element, result);
    case 'find': case 'findLast': return join(element, constant(undefined));
    case 'every': case 'some': return withProof(nothing, { ifTrue: result.proof?.ifTrue ?? noFacts, ifFalse: noFacts });
    default: return nothing;
  }
}

/** What passes a filter has passed its check. */
function learntBy(receiver: Value, element: Value, verdict: Value): Value {
  const facts = verdict.proof?.ifTrue;
  if (facts === undefined || element.taints.length === 0) return receiver;
  const taints = element.taints.map((taint) => {
    const fact = facts.get(taint.key);
    return fact === undefined ? taint : { ...taint, clean: taint.clean | fact.clean, validated: taint.validated || fact.validated };
  });
  return object(new Map(), { element: { ...element, taints } });
}

function reduced(machine: Machine, receiver: Value, args: readonly Argument[], site: Site, frame: Frame): Value {
  const [callback, initial] = args;
  const element = elementOf(machine, receiver, site, frame);
  if (callback === undefined) return nothing;
  const first = initial?.value ?? element;
  const once = callEach(machine, callback.value, [first, element, nothing, receiver], site, frame);
  return join(first, callEach(machine, callback.value, [join(first, once), element, nothing, receiver], site, frame));
}

function promiseMethod(machine: Machine, promise: Value, name: string, args: readonly Argument[], site: Site, frame: Frame): Value | undefined {
  const [first, second] = args;
  const receiver = name === 'then' || name === 'catch' ? awaited(promise) : promise;
  if (name === 'then') {
    const result = first === undefined || first.value.callables.length === 0 ? receiver : callEach(machine, first.value, [receiver], site, frame);
    return second === undefined ? result : join(result, callEach(machine, second.value, [caught(machine, second.node, frame)], site, frame));
  }
  if (name === 'catch') return first === undefined ? receiver : join(receiver, handled(machine, first, site, frame));
  return undefined;
}

function handled(machine: Machine, handler: Argument, site: Site, frame: Frame): Value {
  return callEach(machine, handler.value, [caughtBy(machine, handler, frame)], site, frame);
}

/** The error that a callback gets; it is named as its parameter is. */
export function caughtBy(machine: Machine, handler: Argument, frame: Frame): Value {
  const one = handler.value.callables[0];
  const parameter = one?.kind === 'function' && one.uri === frame.uri ? one.node.parameters[0]?.name : undefined;
  return caught(machine, parameter ?? handler.node, frame);
}

/** `new` of something of the language. */
export function newBuiltin(machine: Machine, path: readonly string[], args: readonly Argument[], site: ts.NewExpression, frame: Frame): Value | undefined {
  const first = args[0]?.value ?? nothing;
  switch (path.join('.')) {
    case 'Promise': return promised(machine, first, site, frame);
    case 'Map': case 'WeakMap': return mapOf(machine, first, site, frame);
    case 'Set': case 'WeakSet': return first;
    case 'Array': return nothing;
    case 'URL': return located(machine, args);
    case 'URLSearchParams': return cleaned({ ...first, constants: undefined }, form.textFields, false);
    case 'Headers': case 'FormData': case 'Buffer': case 'String': case 'TextDecoder': case 'TextEncoder': case 'Blob': return { ...first, constants: undefined };
    case 'Request': return first;
    case 'Date': case 'Number': case 'Boolean': case 'AbortController': case 'Intl.NumberFormat': case 'Uint8Array': return nothing;
    case 'RegExp': {
      const source = onlyText(first);
      return source === undefined ? nothing : external('(pattern)', source, args[1] === undefined ? '' : onlyText(args[1].value) ?? '');
    }
    case 'Error': case 'TypeError': case 'RangeError': return first.deep ? object(new Map([['message', first]])) : nothing;
    case 'Function': return nothing;
    default: return undefined;
  }
}

/** A URL is where its first argument points; relative text leaves the base's host. Whatever is read of it is text; line breaks in it are left out or escaped. */
function located(machine: Machine, args: readonly Argument[]): Value {
  const taints = deepTaints(args[0]?.value ?? nothing);
  const base = args[1]?.value.taints ?? [];
  return cleaned(tainted(joinTaints(taints, base)), form.textFields | oneLine(machine.models), false);
}

/** What was escaped may lead up again, and break the line. */
function unescaped(machine: Machine, text: Value): Value {
  const lost = oneLine(machine.models) | pathBit(machine.models);
  return asText(mapTaints(tainted(deepTaints(text)), (taint) => ({ ...taint, clean: taint.clean & ~lost })));
}

function mapOf(machine: Machine, entries: Value, site: ts.Node, frame: Frame): Value {
  const listed = [...(entries.fields ?? [])].map(([, entry]) => entry);
  if (listed.length > 0 && listed.every((entry) => onlyText(entry.fields?.get('0') ?? nothing) !== undefined)) {
    return object(new Map(listed.map((entry) => [onlyText(entry.fields?.get('0') ?? nothing) ?? '', entry.fields?.get('1') ?? nothing])));
  }
  const entry = elementOf(machine, entries, site, frame);
  return object(new Map(), { element: isBottom(entry) ? nothing : member(machine, entry, '1', site, frame) });
}

function promised(machine: Machine, executor: Value, site: ts.Node, frame: Frame): Value {
  const { promise, resolve, settled } = deferred();
  callEach(machine, executor, [resolve, { ...nothing, callables: [{ kind: 'native', run: () => nothing }] }], site, frame);
  // Whoever keeps `resolve` may call it later.
  return settled() ?? promise;
}

/** `Promise.withResolvers()` */
function withResolvers(): Value {
  const { promise, resolve } = deferred();
  return object(new Map([['promise', promise], ['resolve', resolve]]));
}

interface Deferred {
  readonly promise: Value;
  readonly resolve: Value;
  /** What it was settled with; undefined as long as it was not. */
  readonly settled: () => Value | undefined;
}

function deferred(): Deferred {
  let result: Value | undefined;
  const native = (run: NativeCallable['run'], promise?: true): Value => ({ ...nothing, callables: [{ kind: 'native', run, ...(promise === undefined ? {} : { promise }) }] });
  const resolve = native(([value = nothing]) => {
    result = result === undefined ? value : join(result, value);
    return nothing;
  });
  return { promise: native(() => result ?? nothing, true), resolve, settled: () => result };
}
