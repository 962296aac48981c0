/** What names of a module stand for: imports, exports, top-level variables, classes, and packages by their types. */
import type { Script } from '../syntax/script';
import { ts } from '../syntax/script';
import { hasModifier, isFunctionValue, namesIn } from '../syntax/names';
import { isItself } from '../syntax/imports';
import { relativeTo } from '../text/uri';
import { functionValue } from './expressions';
import { hoist } from './functions';
import { keptKey, newCollector, newFrame, type Collector, type Frame, type Machine } from './machine';
import { member } from './members';
import { isValidator } from './schemas';
import type { Declaration, Export, Import } from './outline';
import { bottom, callable, constant, external, holdsFrames, join, nothing, object, value as makeValue, type ClassCallable, type External, type Value } from './values';

const longestWay = 100;
/** Classes that extend each other. */
export const longestLine = 40;
export const endlessLine = 'classes extend each other without an end';

/** The modules that an export is looked for in, one handing on to the next; each is asked once. */
class Way {
  private readonly passed = new Set<string>();

  goesOn(machine: Machine, uri: string, name: string): boolean {
    const key = `${uri} ${name}`;
    if (this.passed.has(key)) return false;
    this.passed.add(key);
    if (this.passed.size <= longestWay) return true;
    machine.overrun('an export is handed on by too many modules');
    return false;
  }
}

/** The value that a module exports under a name; `*` is all of them, `module.exports` what `require` gives. */
export function exported(machine: Machine, uri: string, name: string, way?: Way): Value {
  const surface = machine.surface(uri);
  if (surface === undefined || way?.goesOn(machine, uri, name) === false) return nothing;
  if (name === '*') return makeValue({ modules: [uri] });
  const own = ownExport(machine, uri, name);
  if (own !== undefined) return own;
  const handed = surface.exports.get(name);
  if (handed !== undefined && handed !== 'here') return imported(machine, handed, uri, way ?? new Way());
  // Most modules only hand on, or have nothing of that name: their trees are not needed.
  if (handed === undefined && !surface.exports.has('module.exports') && name !== 'module.exports' && name !== 'default') return handedOn(machine, surface.stars, uri, name, way);
  const found = machine.outline(uri);
  if (found === undefined) return nothing;
  const known = found.exports.get(name);
  if (known !== undefined) return exportValue(machine, uri, name, known, way);
  const whole = found.exports.get('module.exports');
  if (whole !== undefined && name !== 'module.exports') {
    const all = exportValue(machine, uri, 'module.exports', whole, way);
    if (name === 'default') return all;
    return member(machine, all, name, whole.at, newFrame(uri, found.script, undefined));
  }
  if (name === 'module.exports' || (name === 'default' && !found.exports.has('default') && found.imports.size === 0)) return makeValue({ modules: [uri] });
  return handedOn(machine, surface.stars, uri, name, way);
}

function handedOn(machine: Machine, stars: readonly string[], uri: string, name: string, way: Way | undefined): Value {
  for (const specifier of stars) {
    const target = machine.modules.resolve(specifier, uri);
    const value = target === undefined ? nothing : exported(machine, target, name, way ?? new Way());
    if (value !== nothing) return value;
  }
  return nothing;
}

/** An export of which the project's own models say something: it is known by its file, as a package's is by the package. */
function ownExport({ models, snapshot }: Machine, uri: string, name: string): Value | undefined {
  if (models.ownFiles.size === 0) return undefined;
  const module = `./${relativeTo(snapshot.rootOf(uri) ?? '', uri).replace(/(\/index)?\.[cm]?[jt]sx?$/, '')}`;
  const one = { module, path: name === 'default' || name === 'module.exports' ? [] : [name] };
  const isKnown = models.ownFiles.has(module) && [models.sinks, models.cleaners, models.guards, models.origins, models.registering].some((table) => table.matching(one).length > 0);
  return isKnown ? external(module, ...one.path) : undefined;
}

function exportValue(machine: Machine, uri: string, name: string, known: Export, way: Way | undefined): Value {
  if (known.kind === 'local') return moduleVariable(machine, uri, known.name) ?? nothing;
  if (known.kind === 'from') return imported(machine, known, uri, way ?? new Way());
  return atTopLevel(machine, uri, `export ${name}`, (frame) => named(machine, known.node, name, frame));
}

export function imported(machine: Machine, { specifier, imported: name }: Import, uri: string, way?: Way): Value {
  const module = machine.models.packageNamed(specifier);
  // What is known of a package says more than its source, should it be at hand.
  const target = isKnown(machine, module) ? undefined : machine.modules.resolve(specifier, uri);
  if (target !== undefined) return exported(machine, target, name, way);
  if (specifier.startsWith('.')) return nothing;
  const path = isItself(module, name) ? [] : [name];
  return module === 'fs' && name === 'promises' ? external(module) : external(module, ...path);
}

function isKnown({ models }: Machine, module: string): boolean {
  return !module.startsWith('.') && (models.sinks.knows(module) || models.secrets.knows(module) || models.opaque(module) || isValidator({ module, path: [] }));
}

/** What `require` or `import()` of a constant gives. */
export function required(machine: Machine, specifier: string, uri: string): Value {
  const target = isKnown(machine, machine.models.packageNamed(specifier)) ? undefined : machine.modules.resolve(specifier, uri);
  if (target === undefined) return imported(machine, { specifier, imported: '*' }, uri);
  return exported(machine, target, 'module.exports');
}

/** A name of the module's top level; undefined where it has none of that name. */
export function moduleVariable(machine: Machine, uri: string, name: string): Value | undefined {
  const found = machine.named(uri, name);
  if (found === undefined) return undefined;
  const { declaration } = found;
  if (declaration === undefined) return found.imported === undefined ? undefined : imported(machine, found.imported, uri);
  if (declaration.kind === 'function') return withStatics(machine, callable({ kind: 'function', node: declaration.node, uri, frame: undefined, self: undefined, name }), uri, name);
  if (declaration.kind === 'class') return withStatics(machine, callable({ kind: 'class', node: declaration.node, uri, frame: undefined, name }), uri, name);
  if (declaration.kind === 'namespace') return atTopLevel(machine, uri, `namespace ${name}`, () => namespaceOf(machine, declaration.node, uri));
  const value = atTopLevel(machine, uri, `variable ${name}`, (frame) => declared(machine, declaration, name, frame), declaration.node);
  const kept = machine.seeds.get(keptKey(uri, name));
  return kept === undefined ? value : join(value, kept);
}

/** Assignments such as `load.cache = …` and `Shape.prototype.area = …` beside a declaration. */
export function withStatics(machine: Machine, value: Value, uri: string, name: string): Value {
  if ((machine.named(uri, name)?.assignments ?? []).length === 0) return value;
  return atTopLevel(machine, uri, `statics ${name}`, (frame) => {
    frame.env.set(name, value);
    return assigned(machine, name, frame);
  });
}

function declared(machine: Machine, declaration: Declaration, name: string, frame: Frame): Value {
  if (declaration.kind === 'enum') return enumeration(declaration.node);
  if (declaration.kind !== 'variable') return nothing;
  const { node } = declaration;
  const typed = node.type === undefined ? nothing : ofType(machine, node.type, frame);
  const value = node.initializer === undefined ? (typed === nothing ? constant(undefined) : typed) : ts.isIdentifier(node.name) ? named(machine, node.initializer, name, frame) : machine.evaluate(node.initializer, frame);
  machine.bind(node.name, value === nothing ? typed : value, frame);
  return assigned(machine, name, frame);
}

/** The top-level assignments to the variable or inside it, in their order. */
function assigned(machine: Machine, name: string, frame: Frame): Value {
  const first = frame.env.get(name) ?? nothing;
  for (const assignment of machine.named(frame.uri, name)?.assignments ?? []) machine.evaluate(assignment, frame);
  const last = frame.env.get(name) ?? nothing;
  return first.constants?.length === 1 && first.constants[0] === undefined ? last : join(first, last);
}

/** Functions are known by the name of what holds them. */
export function named(machine: Machine, node: ts.Expression, name: string, frame: Frame): Value {
  return isFunctionValue(node) ? functionValue(machine, node, frame, name) : machine.evaluate(node, frame);
}

interface AtTopLevel {
  readonly value: Value;
  readonly collector: Collector;
}

/** Works out something of a module's top level, once; what it finds there (variables of the environment) is told to every user of it. `node`: what it is all about. */
function atTopLevel(machine: Machine, uri: string, key: string, derive: (frame: Frame) => Value, node?: ts.Node): Value {
  const script = machine.snapshot.script(uri);
  if (script === undefined) return nothing;
  const result = machine.remembered<AtTopLevel>(script, key, () => {
    const outer = machine.collector;
    machine.collector = newCollector();
    const value = derive(newFrame(uri, script, undefined));
    const { collector } = machine;
    machine.collector = outer;
    return { value, collector };
  }, node === undefined ? undefined : { node, closes: (made) => holdsFrames(made.value) || [...made.collector.kept.values()].some((one) => holdsFrames(one)) });
  if (result === undefined) return bottom;
  for (const [place, read] of result.collector.environment) machine.collector.environment.set(place, read);
  return result.value;
}

/** Its exports; what stands in it sees all of it. */
function namespaceOf(machine: Machine, { body }: ts.ModuleDeclaration, uri: string): Value {
  const script = machine.snapshot.script(uri);
  if (script === undefined || body === undefined || !ts.isModuleBlock(body)) return nothing;
  const frame = newFrame(uri, script, undefined, false);
  hoist(body.statements, frame, machine);
  for (const statement of body.statements) if (ts.isVariableStatement(statement)) machine.execute(statement, frame);
  const names = body.statements.filter((statement) => hasModifier(statement, ts.SyntaxKind.ExportKeyword)).flatMap((statement) => (ts.isVariableStatement(statement) ? statement.declarationList.declarations.flatMap((one) => namesIn(one.name)) : (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined ? [statement.name] : []));
  return object(new Map(names.map(({ text }) => [text, frame.env.get(text) ?? nothing])));
}

function enumeration(node: ts.EnumDeclaration): Value {
  const fields = new Map<string, Value>();
  for (const [index, one] of node.members.entries()) {
    const { initializer } = one;
    const name = ts.isIdentifier(one.name) || ts.isStringLiteral(one.name) ? one.name.text : undefined;
    if (name !== undefined) fields.set(name, initializer !== undefined && ts.isStringLiteralLike(initializer) ? constant(initializer.text) : constant(index));
  }
  return object(fields);
}

export function superclassOf(machine: Machine, owner: ClassCallable): ClassCallable | undefined {
  return baseOf(machine, owner).callables.find((one) => one.kind === 'class');
}

/** The packages' classes that a class comes from in the end. */
export function foreignBasesOf(machine: Machine, owner: ClassCallable, depth = 0): readonly External[] {
  const base = baseOf(machine, owner);
  const next = base.callables.find((one) => one.kind === 'class');
  if (next !== undefined && depth >= longestLine) {
    machine.overrun(endlessLine);
    return [];
  }
  return next !== undefined ? foreignBasesOf(machine, next, depth + 1) : base.externals.filter((one) => one.module !== 'global');
}

function baseOf(machine: Machine, owner: ClassCallable): Value {
  const clause = owner.node.heritageClauses?.find((one) => one.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const script: Script | undefined = machine.snapshot.script(owner.uri);
  if (clause === undefined || script === undefined) return nothing;
  return machine.evaluate(clause.expression, newFrame(owner.uri, script, owner.frame as Frame | undefined));
}

/** What a value of a type is, as far as the type's own name tells: an instance of a package's or the workspace's class. */
export function ofType(machine: Machine, type: ts.TypeNode, frame: Frame): Value {
  if (ts.isUnionTypeNode(type)) return type.types.map((one) => ofType(machine, one, frame)).find((one) => one !== nothing) ?? nothing;
  if (!ts.isTypeReferenceNode(type)) return nothing;
  const name = ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text;
  const root = ts.isIdentifier(type.typeName) ? name : ts.isIdentifier(type.typeName.left) ? type.typeName.left.text : '';
  const one = machine.named(frame.uri, root)?.imported;
  if (one === undefined) return instanceOf(moduleClass(machine, frame.uri, name));
  const target = machine.modules.resolve(one.specifier, frame.uri);
  if (target === undefined) {
    if (one.specifier.startsWith('.')) return nothing;
    const base = one.imported === '*' || one.imported === 'default' ? [] : [one.imported];
    return external(machine.models.packageNamed(one.specifier), ...(root === name ? (base.length === 0 ? [name] : base) : [...base, name]));
  }
  const declared = machine.outline(target)?.exports.get(one.imported);
  return declared?.kind === 'local' ? instanceOf(moduleClass(machine, target, declared.name)) : nothing;
}

function moduleClass(machine: Machine, uri: string, name: string): ClassCallable | undefined {
  const declaration = machine.named(uri, name)?.declaration;
  return declaration?.kind === 'class' ? { kind: 'class', node: declaration.node, uri, frame: undefined, name } : undefined;
}

function instanceOf(found: ClassCallable | undefined): Value {
  return found === undefined || hasModifier(found.node, ts.SyntaxKind.AbstractKeyword) ? nothing : makeValue({ instance: found });
}
