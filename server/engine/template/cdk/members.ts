/** What stands behind a dot, and what assignments and calls leave on a thing. Knows no cloud. */
import { ts } from '../../syntax/script';
import type { Location } from '../../text/span';
import { folderOf } from '../../text/uri';
import { normalised } from './library';
import { newScope, type Program } from './program';
import { choice, constant, isUndefined, unknownThing, usedAt, type DeclaredClass, type Instance, type Made, type Scope, type Thing } from './thing';

export function member(program: Program, thing: Thing, name: string, here: Location, nameAt: Location): Thing {
  switch (thing.kind) {
    case 'object': {
      const found = thing.entries.get(name);
      if (found === undefined) return thing.rest === undefined ? constant(undefined, here) : usedAt(thing.rest, here);
      const { thing: value } = found;
      return usedAt(value, here, value.kind === 'constant' || value.kind === 'text' ? { location: value.at, message: `property ${name}` } : undefined);
    }
    case 'list': return name === 'length' ? constant(thing.items.length, here) : /^\d+$/.test(name) ? usedAt(thing.items[Number(name)] ?? constant(undefined, here), here) : unknownThing(`\`${name}\` of a list is not read`, 'unresolved', here);
    case 'choice': return choice(thing.options.map((option) => ({ when: option.when, thing: member(program, option.thing, name, here, nameAt) })), here);
    case 'unknown': return usedAt({ ...thing, reason: thing.source === 'parameter' ? `\`${name}\` is not known: ${thing.reason.replace(/^`[^`]*` is not known: /, '')}` : thing.reason }, here);
    case 'instance': return ofInstance(program, thing.instance, name, here, nameAt);
    case 'made': return { kind: 'made', made: memberOf(program, thing.made, name, here, nameAt), at: here, via: [] };
    case 'library': return ofLibrary(thing.module, [...thing.path, name], here);
    case 'class': return ofClass(program, thing.declared, name, here);
    case 'constant': return typeof thing.value === 'string' && name === 'length' ? constant(thing.value.length, here) : constant(undefined, here);
    default: return unknownThing('it is more than can be read without running the program', 'unresolved', here);
  }
}

function ofLibrary(module: string, path: readonly string[], here: Location): Thing {
  const [first, second] = path;
  if (module === 'process' && first === 'env' && second !== undefined) return unknownThing(`${second} is read from the environment at synthesis`, 'environment', here, second);
  if (module === 'import.meta' && (first === 'dirname' || first === 'filename' || first === 'url')) return constant(first === 'dirname' ? folderOf(here.uri) : here.uri, here);
  return { kind: 'library', ...normalised(module, path), at: here, via: [] };
}

function memberOf(program: Program, made: Made, name: string, here: Location, nameAt: Location): Made {
  let found = made.members.get(name);
  if (found === undefined) made.members.set(name, (found = { how: 'member', module: made.module, name, of: made, args: [], at: here, nameAt, presence: program.presence, place: undefined, calls: [], members: new Map() }));
  return found;
}

function ofInstance(program: Program, instance: Instance, name: string, here: Location, nameAt: Location): Thing {
  const field = instance.fields.get(name);
  if (field !== undefined) return usedAt(field, here, field.kind === 'constant' || field.kind === 'text' ? { location: field.at, message: `field ${name}` } : undefined);
  const found = inherited(program, instance.declared, name, false);
  if (found !== undefined) {
    const scope = newScope(found.owner.uri, found.owner.scope, instance, found.owner);
    const callee = { kind: 'function', node: found.node, scope, self: instance, at: here, via: [] } as const;
    return ts.isGetAccessor(found.node) ? program.call(callee, [], here) : callee;
  }
  if (instance.base !== undefined) return { kind: 'made', made: memberOf(program, instance.base, name, here, nameAt), at: here, via: [] };
  if (instance.place === undefined) return constant(undefined, here);
  // What every construct and stack has: `node`, `account`, `region`.
  return { kind: 'made', made: { how: 'member', module: 'core', name: `Stack.${name}`, of: undefined, args: [], at: here, nameAt, presence: program.presence, place: undefined, calls: [], members: new Map() }, at: here, via: [] };
}

/** Classes that extend each other. */
export const longestLine = 40;

/** The method or accessor of a class or of those that it extends. */
function inherited(program: Program, declared: DeclaredClass, name: string, isStatic: boolean): { readonly node: ts.MethodDeclaration | ts.GetAccessorDeclaration; readonly owner: DeclaredClass } | undefined {
  let current: DeclaredClass | undefined = declared;
  for (let depth = 0; current !== undefined; depth++) {
    if (depth > longestLine) {
      program.overrun(program.place(current.node, current.scope.uri), 'classes extend each other without an end');
      return undefined;
    }
    for (const one of current.node.members) {
      const fits = (ts.isMethodDeclaration(one) && one.body !== undefined) || ts.isGetAccessor(one);
      if (fits && 'text' in one.name && one.name.text === name && hasStatic(one) === isStatic) return { node: one, owner: current };
    }
    const parent = parentOf(program, current);
    current = parent?.kind === 'class' ? parent.declared : undefined;
  }
  return undefined;
}

export function hasStatic(node: ts.ClassElement): boolean {
  return ts.canHaveModifiers(node) && node.modifiers?.some((one) => one.kind === ts.SyntaxKind.StaticKeyword) === true;
}

/** What a class extends. */
export function parentOf(program: Program, declared: DeclaredClass): Thing | undefined {
  const clause = declared.node.heritageClauses?.find((one) => one.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return clause === undefined ? undefined : program.evaluate(clause.expression, declared.scope);
}

function ofClass(program: Program, declared: DeclaredClass, name: string, here: Location): Thing {
  const found = inherited(program, declared, name, true);
  if (found !== undefined) {
    const callee = { kind: 'function', node: found.node, scope: newScope(declared.uri, declared.scope), self: undefined, at: here, via: [] } as const;
    return ts.isGetAccessor(found.node) ? program.call(callee, [], here) : callee;
  }
  for (const one of declared.node.members) {
    if (ts.isPropertyDeclaration(one) && hasStatic(one) && 'text' in one.name && one.name.text === name && one.initializer !== undefined) return usedAt(program.evaluate(one.initializer, declared.scope), here);
  }
  const parent = parentOf(program, declared);
  return parent === undefined ? constant(undefined, here) : member(program, parent, name, here, here);
}

/** Notes what is called on something of the library; the answer is known by how it was asked for. */
export function recordCall(program: Program, of: Made, name: string, args: readonly Thing[], here: Location, nameAt: Location): Thing {
  const made: Made = { how: 'call', module: of.module, name, of, args, at: here, nameAt, presence: program.presence, place: undefined, calls: [], members: new Map() };
  of.calls.push(made);
  if (/^grant/.test(name)) program.grants.push(made);
  return { kind: 'made', made, at: here, via: [] };
}

/** Where it is not sure that the assignment is made, the value from before may stay. */
function replaced(program: Program, before: Thing | undefined, value: Thing): Thing {
  if (program.uncertain === 0 || before === undefined || isUndefined(before)) return value;
  return choice([{ when: 'it is set later', thing: value }, { when: 'otherwise', thing: before }], value.at);
}

export function assignTo(program: Program, target: ts.Expression, value: Thing, scope: Scope): void {
  if (ts.isParenthesizedExpression(target) || ts.isNonNullExpression(target) || ts.isAsExpression(target)) {
    assignTo(program, target.expression, value, scope);
    return;
  }
  if (ts.isIdentifier(target)) {
    let owner = scope;
    while (owner.parent !== undefined && !owner.names.has(target.text)) owner = owner.parent;
    const before = owner.names.get(target.text) ?? program.topLevel(owner.uri, target.text);
    owner.names.set(target.text, replaced(program, before, value));
    return;
  }
  const isMember = ts.isPropertyAccessExpression(target);
  if (!isMember && !ts.isElementAccessExpression(target)) return;
  const receiver = program.evaluate(target.expression, scope);
  const key = isMember ? target.name.text : keyText(program.evaluate(target.argumentExpression, scope));
  const keyAt = program.place(isMember ? target.name : target.argumentExpression, scope.uri);
  if (key === undefined) return;
  if (receiver.kind === 'instance') receiver.instance.fields.set(key, replaced(program, receiver.instance.fields.get(key), value));
  else if (receiver.kind === 'object') receiver.entries.set(key, { keyAt, thing: replaced(program, receiver.entries.get(key)?.thing, value) });
  else if (receiver.kind === 'made') recordCall(program, receiver.made, `${key}=`, [value], keyAt, keyAt);
}

function keyText(key: Thing): string | undefined {
  return key.kind === 'constant' && (typeof key.value === 'string' || typeof key.value === 'number') ? String(key.value) : undefined;
}
