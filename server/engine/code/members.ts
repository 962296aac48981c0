/** Reading and writing fields, elements and variables. */
import { ts } from '../syntax/script';
import { memberName, textOf } from '../syntax/names';
import { grouped } from '../text/groups';
import { isSamePlace, type Location } from '../text/span';
import { endlessLine, exported, foreignBasesOf, longestLine, moduleVariable, superclassOf } from './bindings';
import { follow } from './functions';
import { keptKey, newFrame, owner, placeOf, type Frame, type Machine } from './machine';
import { describe, form, hostBits, oneLine, pathBit } from './models';
import { ofKind, report } from './sinks';
import { hop, start, type Trail } from './trail';
import { below, callable, constant, environment, external, isBottom, join, joinAll, joinTaints, mostFields, nothing, value as makeValue, withHop, type ClassCallable, type FunctionCallable, type Taint, type Value } from './values';

/** What reading `name` of a value gives; `[]` reads an element. */
export function member(machine: Machine, holder: Value, name: string, at: ts.Node, frame: Frame, holderNode?: ts.Node): Value {
  let result: Value | undefined;
  const add = (part: Value): void => {
    result = result === undefined ? part : join(result, part);
  };
  const field = holder.fields?.get(name);
  if (name === 'sep' && holder.externals.some(({ module }) => module === 'path')) return constant('/');
  if (field !== undefined) add(field);
  if (name === '[]') for (const one of holder.fields?.values() ?? []) add(one);
  if ((field === undefined || /^\d+$/.test(name)) && holder.element !== undefined) add(holder.element);
  // An error that was caught may be another than the one that is seen thrown.
  if ((field === undefined || holder.taints.some((taint) => taint.from === 'error')) && holder.taints.length > 0 && name !== 'length' && name !== 'byteLength') add({ ...nothing, ...taintedMember(machine, holder.taints, name, at, frame, holderNode) });
  if (holder.instance !== undefined && field === undefined) {
    const found = classMember(machine, holder.instance, name, holder, false, frame);
    if (found !== undefined) add(found);
    else if (name !== '[]' && !name.startsWith('(')) for (const { module, path } of foreignBasesOf(machine, holder.instance)) add(external(module, ...path, name));
  }
  for (const one of holder.callables) if (one.kind === 'class') {
    const found = classMember(machine, one, name, holder, true, frame);
    if (found !== undefined) add(found);
  }
  for (const one of holder.externals) if (name !== '[]' && one.module !== environment) add({ ...nothing, externals: [{ module: one.module, path: name === 'default' || (one.module === 'fs' && name === 'promises') ? one.path : [...one.path, name].slice(-6) }], callables: holder.callables.filter((known) => known.kind === 'function') });
  for (const uri of holder.modules) add(exported(machine, uri, name));
  return result ?? nothing;
}

/** A part of a URL, or of fields of plain text. Steps up are taken out of a URL's path, escaped ones too. Source: the path state of the URL standard's parser. */
function ofLocated(machine: Machine, whole: Taint, part: Taint, name: string): Taint {
  if (name === 'searchParams') return { ...part, clean: part.clean & ~oneLine(machine.models) };
  return name === 'pathname' && (whole.clean & form.text) !== 0 ? { ...part, clean: part.clean | pathBit(machine.models) } : part;
}

const hosts = new Set(['origin', 'host', 'hostname', 'port', 'protocol']);

/** `new URL(request.url).origin`: the request has come to that host, so it is one's own. Source: how platforms route, by the names that are registered there. */
function namesOwnHost(taint: Taint, name: string): boolean {
  return hosts.has(name) && (taint.clean & form.textFields) !== 0 && isAddress(taint);
}

/** The address that the request came to. */
export function isAddress({ part, path }: Taint): boolean {
  return part === 'path' && (path.at(-1) === 'url' || path.at(-1) === 'nextUrl');
}

/** What is taken out of the request's own address may begin with another host than that. */
export function withoutOwnHost(machine: Machine, taint: Taint): Taint {
  return isAddress(taint) ? { ...taint, clean: taint.clean & ~hostBits(machine.models) } : taint;
}

function taintedMember(machine: Machine, taints: readonly Taint[], name: string, at: ts.Node, frame: Frame, holderNode: ts.Node | undefined): { taints: readonly Taint[]; deep: boolean } {
  let found: readonly Taint[] = [];
  for (const taint of taints) {
    const part = below(taint, name);
    if (part === undefined || namesOwnHost(taint, name)) continue;
    const next = (taint.clean & form.textFields) === 0 ? part : ofLocated(machine, taint, isAddress(taint) && name !== 'href' ? { ...part, clean: part.clean & ~hostBits(machine.models) } : part, name);
    // Nobody but the caller himself has a say in the host that his browser names.
    found = joinTaints(found, [{ ...(taint.part === 'headers' && /^host$/i.test(name) ? { ...next, clean: next.clean | (machine.models.kinds.get('redirect')?.bit ?? 0) } : next), trail: originTrail(machine, taint, next, name, at, frame, holderNode) }]);
  }
  return { taints: found, deep: found.length > 0 };
}

/** The story starts where a part is taken out of the event; `event.body.name` is one place, not two. */
function originTrail(machine: Machine, taint: Taint, next: Taint, name: string, at: ts.Node, frame: Frame, holderNode: ts.Node | undefined): Trail | undefined {
  const place = placeOf(at, frame);
  if (taint.shape !== undefined && next.shape === undefined) {
    const { part } = describe(taint.shape, [name]);
    return start(place, machine.models.phrases.get(part) ?? 'comes from the event');
  }
  const last = taint.trail?.step;
  if (last?.origin !== true || holderNode === undefined || name === '[]') return taint.trail;
  const holder = placeOf(holderNode, frame);
  return isSamePlace(last.location, holder) ? start(place, last.message) : taint.trail;
}

function membersByName({ members }: ts.ClassLikeDeclaration): ReadonlyMap<string, readonly ts.ClassElement[]> {
  return grouped(members, ({ name: written }) => {
    const name = written === undefined ? undefined : memberName(written);
    return name === undefined ? [] : [name];
  });
}

/** A method, accessor or static field of a class or of what it extends. */
export function classMember(machine: Machine, owner: ClassCallable, name: string, self: Value, isStatic: boolean, frame: Frame, depth = 0): Value | undefined {
  for (const node of machine.snapshot.memo.of('members by name', owner.node, membersByName).get(name) ?? []) {
    if (ts.canHaveModifiers(node) && (node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) === true) !== isStatic) continue;
    const around = owner.frame;
    if (ts.isMethodDeclaration(node)) {
      if (node.body !== undefined) return callable({ kind: 'function', node, uri: owner.uri, frame: around, self, name: `${owner.name}.${name}` });
    } else if (ts.isGetAccessorDeclaration(node)) return machine.call({ kind: 'function', node, uri: owner.uri, frame: around, self, name }, [], node, frame, self);
    else if (ts.isPropertyDeclaration(node) && !isStatic && node.initializer !== undefined && ts.isArrowFunction(node.initializer)) return callable({ kind: 'function', node: node.initializer, uri: owner.uri, frame: around, self, name: `${owner.name}.${name}` });
    else if (ts.isPropertyDeclaration(node) && isStatic && node.initializer !== undefined) {
      const script = machine.snapshot.script(owner.uri);
      if (script !== undefined) return machine.evaluate(node.initializer, newFrame(owner.uri, script, around as Frame | undefined));
    }
  }
  const base = nextClass(machine, owner, depth);
  return base === undefined ? undefined : classMember(machine, base, name, self, isStatic, frame, depth + 1);
}

/** What a class extends, so many classes above the one that was asked first. */
function nextClass(machine: Machine, owner: ClassCallable, depth: number): ClassCallable | undefined {
  if (depth < longestLine) return superclassOf(machine, owner);
  machine.overrun(endlessLine);
  return undefined;
}

/** The variable's value; undefined where no such variable is seen. */
export function variable(machine: Machine, name: string, frame: Frame): Value | undefined {
  const found = owner(name, frame);
  return found === undefined ? moduleVariable(machine, frame.uri, name) : found.env.get(name);
}

/** Gives a variable a new value. From inside a closure it may or may not happen, so the old value stays possible. */
export function setVariable(name: string, next: Value, frame: Frame): void {
  const found = owner(name, frame);
  if (found === undefined || found === frame) frame.env.set(name, next);
  else {
    const before = found.env.get(name);
    found.env.set(name, before === undefined ? next : join(before, next));
  }
}

/** Writes to a variable, a field of one, or a pattern. `whole` is false where what is written is the old value with a change inside. */
export function assign(machine: Machine, target: ts.Expression, next: Value, frame: Frame, whole = true): void {
  const node = bare(target);
  if (ts.isIdentifier(node)) {
    if (whole) frame.assigned.add(node.text);
    if (next.deep) keepInModule(machine, node, next, frame);
    setVariable(node.text, next, frame);
  } else if (node.kind === ts.SyntaxKind.ThisKeyword) setVariable('this', next, frame);
  else if (ts.isPropertyAccessExpression(node)) assignField(machine, node.expression, node.name.text, next, frame);
  else if (ts.isElementAccessExpression(node)) {
    const name = textOf(node.argumentExpression);
    const key = name === undefined ? machine.evaluate(node.argumentExpression, frame) : constant(name);
    checkKeys(machine, node, frame);
    const names = key.constants?.filter((one) => typeof one === 'string' || typeof one === 'number');
    assignField(machine, node.expression, names?.length === 1 ? String(names[0]) : '[]', next, frame);
  } else if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) assignPattern(machine, node, next, frame);
}

/** Notes data that a function leaves in a variable of a module, where other functions find it. */
function keepInModule(machine: Machine, node: ts.Identifier, next: Value, frame: Frame): void {
  const name = node.text;
  const found = owner(name, frame);
  if (found !== undefined ? !found.outer.has(name) : frame.top) return;
  const home = homeOf(machine, name, frame);
  if (home === undefined) return;
  (found ?? frame).outer.add(name);
  keep(machine, keptKey(home.uri, home.name), withHop(next, placeOf(node, frame), `kept in \`${name}\``));
}

/** A variable of a module. */
export interface Home {
  readonly uri: string;
  readonly name: string;
}

/** The module's variable that a name of the file's top level means; undefined where it means something else. */
export function homeOf(machine: Machine, name: string, { uri }: Frame): Home | undefined {
  return machine.named(uri, name)?.declaration?.kind === 'variable' ? { uri, name } : importedFrom(machine, uri, name);
}

export function importedFrom(machine: Machine, uri: string, name: string): Home | undefined {
  const one = machine.named(uri, name)?.imported;
  const target = one === undefined ? undefined : machine.modules.resolve(one.specifier, uri);
  const foreign = target === undefined || one === undefined ? undefined : machine.outline(target)?.exports.get(one.imported);
  return target !== undefined && foreign?.kind === 'local' ? { uri: target, name: foreign.name } : undefined;
}

export function keep(machine: Machine, key: string, value: Value): void {
  const { kept } = machine.collector;
  const known = kept.get(key);
  kept.set(key, known === undefined ? value : join(known, value));
}

/** `object[outer][inner] = value`: an outer key of the sender's may lead to what all objects share. */
function checkKeys(machine: Machine, target: ts.ElementAccessExpression, frame: Frame): void {
  const kind = machine.models.kinds.get('prototype');
  const holder = bare(target.expression);
  if (kind === undefined || !ts.isElementAccessExpression(holder) || textOf(holder.argumentExpression) !== undefined) return;
  report(machine, ofKind(kind), machine.evaluate(holder.argumentExpression, frame).taints, holder.argumentExpression, target, frame);
}

function assignField(machine: Machine, holderNode: ts.Expression, name: string, next: Value, frame: Frame): void {
  const node = bare(holderNode);
  if (!isReference(node)) {
    machine.evaluate(node, frame);
    return;
  }
  const holder = machine.evaluate(node, frame);
  // A namespace of exports or a package is no object of ours.
  if (holder.modules.length > 0) return;
  const setter = holder.instance === undefined ? undefined : setterOf(machine, holder.instance, name);
  if (setter !== undefined) {
    const changed = follow(machine, setter, [{ value: next, node }], node, frame, holder).out.get('this');
    if (changed !== undefined) assign(machine, node, changed, frame, false);
    return;
  }
  assign(machine, node, withField(holder, name, next), frame, false);
}

function setterOf(machine: Machine, owner: ClassCallable, name: string, depth = 0): FunctionCallable | undefined {
  const node = owner.node.members.find((one): one is ts.SetAccessorDeclaration => ts.isSetAccessorDeclaration(one) && memberName(one.name) === name);
  if (node !== undefined) return { kind: 'function', node, uri: owner.uri, frame: owner.frame, self: undefined, name: `${owner.name}.${name}` };
  const base = nextClass(machine, owner, depth);
  return base === undefined ? undefined : setterOf(machine, base, name, depth + 1);
}

export function withField(holder: Value, name: string, next: Value): Value {
  const base = isBottom(holder) ? nothing : holder;
  if (name === '[]') return makeValue({ ...base, constants: undefined, element: base.element === undefined ? next : join(base.element, next) });
  const fields = new Map(base.fields ?? []);
  if (fields.size >= mostFields && !fields.has(name)) return withField(base, '[]', next);
  fields.set(name, next);
  return makeValue({ ...base, constants: undefined, fields });
}

function assignPattern(machine: Machine, pattern: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression, next: Value, frame: Frame): void {
  if (ts.isArrayLiteralExpression(pattern)) {
    for (const [index, element] of pattern.elements.entries()) if (!ts.isOmittedExpression(element)) assignDefault(machine, element, member(machine, next, String(index), element, frame), frame);
    return;
  }
  for (const property of pattern.properties) {
    if (ts.isShorthandPropertyAssignment(property)) assign(machine, property.name, member(machine, next, property.name.text, property, frame), frame);
    else if (ts.isPropertyAssignment(property)) assignDefault(machine, property.initializer, member(machine, next, memberName(property.name) ?? '[]', property, frame), frame);
    else if (ts.isSpreadAssignment(property)) assign(machine, property.expression, next, frame);
  }
}

function assignDefault(machine: Machine, target: ts.Expression, next: Value, frame: Frame): void {
  if (ts.isBinaryExpression(target) && target.operatorToken.kind === ts.SyntaxKind.EqualsToken) assign(machine, target.left, join(next, machine.evaluate(target.right, frame)), frame);
  else assign(machine, target, next, frame);
}

/** Without parentheses, assertions and `!`. */
export function bare(node: ts.Expression): ts.Expression {
  let current = node;
  while (ts.isParenthesizedExpression(current) || ts.isAsExpression(current) || ts.isNonNullExpression(current) || ts.isSatisfiesExpression(current) || ts.isTypeAssertionExpression(current)) current = current.expression;
  return current;
}

/** Whether a change inside its value can be written back. */
export function isReference(node: ts.Expression): boolean {
  const inner = bare(node);
  if (ts.isIdentifier(inner) || inner.kind === ts.SyntaxKind.ThisKeyword) return true;
  return (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) && isReference(inner.expression);
}

/** An element of a list, a map, or of data of unknown shape. */
export function elementOf(machine: Machine, list: Value, at: ts.Node, frame: Frame): Value {
  const given = iterated(machine, list, at, frame);
  return given === undefined ? member(machine, list, '[]', at, frame) : member(machine, given, '[]', at, frame);
}

/** What an object's own iterator gives; undefined where it has none. */
function iterated(machine: Machine, list: Value, at: ts.Node, frame: Frame): Value | undefined {
  for (const name of ['@@iterator', '@@asyncIterator']) {
    const method = list.fields?.get(name) ?? (list.instance === undefined ? undefined : classMember(machine, list.instance, name, list, false, frame));
    if (method !== undefined && method.callables.length > 0) return joinAll(method.callables.map((one) => machine.call(one, [], at, frame, list)));
  }
  return undefined;
}

export function handedOver(one: Taint, at: Location, message: string): Taint {
  return { ...one, trail: hop(one.trail, at, message) };
}
