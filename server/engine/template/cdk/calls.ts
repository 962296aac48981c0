/** Calls functions of the program and makes objects of its classes, own constructs and stacks among them. Knows no cloud. */
import { ts } from '../../syntax/script';
import type { Location } from '../../text/span';
import { rankOf } from './library';
import { parentOf, hasStatic } from './members';
import { looseStack, newScope, type Frame, type Program } from './program';
import { choice, constant, list, textIn, unknownThing, usedAt, type DeclaredClass, type FunctionThing, type Instance, type Made, type Place, type Scope, type Stack, type Thing } from './thing';

export function callFunction(program: Program, callee: FunctionThing, args: readonly Thing[], here: Location): Thing {
  const { node } = callee;
  if (!program.step()) return unknownThing('the program is too much to be read', 'limit', here);
  const scope = newScope(callee.scope.uri, callee.scope, callee.self ?? callee.scope.self, callee.scope.within);
  bindParameters(program, node.parameters, args, scope, here);
  const { body } = node;
  if (body === undefined) return unknownThing('the function has no body', 'unresolved', here);
  if (!ts.isBlock(body)) return usedAt(program.evaluate(body, scope), here);
  const frame: Frame = { returns: [] };
  program.depth++;
  const ended = program.execute(body.statements, scope, frame);
  program.depth--;
  if (frame.returns.length === 0) return constant(undefined, here);
  const options = frame.returns.map((thing) => ({ when: 'one of its results', thing }));
  return ended ? choice(options, here) : choice([...options, { when: 'otherwise', thing: constant(undefined, here) }], here);
}

function bindParameters(program: Program, parameters: readonly ts.ParameterDeclaration[], args: readonly Thing[], scope: Scope, here: Location): void {
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.dotDotDotToken !== undefined) {
      program.bind(parameter.name, list([...args.slice(index)], here), scope);
      continue;
    }
    const given = args[index] ?? constant(undefined, here);
    const missing = given.kind === 'constant' && given.value === undefined && parameter.initializer !== undefined;
    program.bind(parameter.name, missing ? withDefaultHop(program.evaluate(parameter.initializer, scope)) : given, scope);
  }
}

function withDefaultHop(thing: Thing): Thing {
  return thing.kind === 'constant' ? { ...thing, via: [{ location: thing.at, message: 'the default of a parameter' }, ...thing.via] } : thing;
}

export function construct(program: Program, callee: Thing, args: readonly Thing[], here: Location, nameAt: Location): Thing {
  if (callee.kind === 'class') return instantiate(program, callee.declared, args, here);
  if (callee.kind === 'library') return { kind: 'made', made: madeBy(program, callee.module, callee.path.join('.'), args, here, nameAt), at: here, via: [] };
  if (callee.kind === 'choice') {
    program.uncertain++;
    const made = choice(callee.options.map((option) => ({ when: option.when, thing: construct(program, option.thing, args, here, nameAt) })), here);
    program.uncertain--;
    return made;
  }
  return callee.kind === 'unknown' ? usedAt(callee, here) : unknownThing('its class is not known', 'unresolved', here);
}

export function instantiate(program: Program, declared: DeclaredClass, args: readonly Thing[], here: Location): Thing {
  if (!program.step()) return unknownThing('the program is too much to be read', 'limit', here);
  const instance: Instance = { declared, fields: new Map(), base: undefined, place: undefined };
  program.used.add(declared.node);
  program.depth++;
  runConstructor(program, declared, instance, args, here);
  program.depth--;
  return { kind: 'instance', instance, at: here, via: [] };
}

function runConstructor(program: Program, declared: DeclaredClass, instance: Instance, args: readonly Thing[], here: Location): void {
  if (!program.step()) return;
  const scope = newScope(declared.uri, declared.scope, instance, declared);
  const written = declared.node.members.find((one): one is ts.ConstructorDeclaration => ts.isConstructorDeclaration(one) && one.body !== undefined);
  const extended = declared.node.heritageClauses?.some((one) => one.token === ts.SyntaxKind.ExtendsKeyword) === true;
  if (written?.body === undefined) {
    if (extended) runParent(program, declared, instance, args, here);
    initialise(program, declared, instance, scope);
    return;
  }
  bindParameters(program, written.parameters, args, scope, here);
  for (const parameter of written.parameters) {
    const value = ts.isIdentifier(parameter.name) ? scope.names.get(parameter.name.text) : undefined;
    if (parameter.modifiers !== undefined && parameter.modifiers.length > 0 && value !== undefined && ts.isIdentifier(parameter.name)) instance.fields.set(parameter.name.text, value);
  }
  if (!extended) initialise(program, declared, instance, scope);
  program.execute(written.body.statements, scope, { returns: [] });
}

/** `super(…)` inside a constructor. */
export function superCall(program: Program, scope: Scope, args: readonly Thing[], here: Location): Thing {
  const { self, within } = scope;
  if (self !== undefined && within !== undefined) {
    runParent(program, within, self, args, here);
    initialise(program, within, self, newScope(within.uri, within.scope, self, within));
  }
  return constant(undefined, here);
}

function initialise(program: Program, declared: DeclaredClass, instance: Instance, scope: Scope): void {
  for (const one of declared.node.members) {
    if (ts.isPropertyDeclaration(one) && !hasStatic(one) && one.initializer !== undefined && 'text' in one.name) instance.fields.set(one.name.text, program.evaluate(one.initializer, scope));
  }
}

function runParent(program: Program, declared: DeclaredClass, instance: Instance, args: readonly Thing[], here: Location): void {
  const parent = parentOf(program, declared);
  if (parent?.kind === 'class' && parent.declared.node !== declared.node) {
    runConstructor(program, parent.declared, instance, args, here);
    return;
  }
  const [module, name] = parent?.kind === 'library' ? [parent.module, parent.path.join('.')] : ['', ''];
  const rank = rankOf(module, name);
  if (rank === 'application') return;
  if (rank === 'stack' || (module === '' && /Stack$/.test(parentName(declared)))) instance.place = { stack: newStack(program, instance.declared, args), path: [] };
  else if (rank === 'construct' || rank === 'nested' || module === '') instance.place = below(program, args, instance.declared, here.uri);
  else {
    instance.base = madeBy(program, module, name, args, here, here);
    instance.place = instance.base.place ?? below(program, args, instance.declared, here.uri);
  }
}

function parentName(declared: DeclaredClass): string {
  const clause = declared.node.heritageClauses?.find((one) => one.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  return clause !== undefined && ts.isIdentifier(clause) ? clause.text : '';
}

function newStack(program: Program, declared: DeclaredClass | undefined, args: readonly Thing[], uri = ''): Stack {
  const stack: Stack = { declared, uri: declared?.uri ?? uri, id: textIn(args[1]) ?? declared?.name ?? '', constructs: [] };
  program.stacks.push(stack);
  return stack;
}

/** The place below that of the first argument, by the id in the second one. */
function below(program: Program, args: readonly Thing[], declared: DeclaredClass | undefined, uri: string): Place {
  const [scope, id] = args;
  const place = placeOf(scope);
  if (place !== undefined) return { stack: place.stack, path: [...place.path, idText(id)] };
  return { stack: declared === undefined ? looseStack(program, uri) : newStack(program, declared, args), path: [] };
}

function placeOf(scope: Thing | undefined): Place | undefined {
  if (scope?.kind === 'instance') return scope.instance.place;
  if (scope?.kind === 'made') return scope.made.place ?? (scope.made.of?.place === undefined ? undefined : scope.made.of.place);
  return scope?.kind === 'choice' ? scope.options.map((option) => placeOf(option.thing)).find((place) => place !== undefined) : undefined;
}

/** What is not known of an id is left out. */
function idText(id: Thing | undefined): string {
  if (id?.kind === 'constant') return String(id.value);
  if (id?.kind === 'text') return id.parts.filter((part) => typeof part === 'string').join('');
  return id?.kind === 'choice' ? idText(id.options[0]?.thing) : '';
}

function madeBy(program: Program, module: string, name: string, args: readonly Thing[], here: Location, nameAt: Location): Made {
  const rank = rankOf(module, name);
  const made = (place: Place | undefined): Made => ({ how: 'new', module, name, of: undefined, args, at: here, nameAt, presence: program.presence, place, calls: [], members: new Map() });
  if (rank === 'stack') return made({ stack: newStack(program, undefined, args, here.uri), path: [] });
  const [scope, id] = args;
  const isConstruct = rank !== 'application' && id !== undefined && (placeOf(scope) !== undefined || (scope?.kind === 'unknown' && (id.kind === 'constant' ? typeof id.value === 'string' : id.kind === 'text')) || isApplication(scope));
  if (!isConstruct) {
    const loose = made(undefined);
    program.loose.push(loose);
    return loose;
  }
  const place = below(program, args, undefined, here.uri);
  const one = made(place);
  if (rank === 'other') place.stack.constructs.push(one);
  return one;
}

function isApplication(scope: Thing | undefined): boolean {
  return scope?.kind === 'made' && scope.made.how === 'new' && rankOf(scope.made.module, scope.made.name) === 'application';
}
