/** The files of a CDK program: what names of their top level mean, and which stacks running it makes. Knows no cloud. */
import { Modules } from '../../code/modules';
import { outline, type Import, type Outline } from '../../code/outline';
import { Memo } from '../../memo';
import type { DataNode } from '../../syntax/data';
import { tooComplex } from '../../syntax/limits';
import { parseScript, ts, type Script } from '../../syntax/script';
import { at, type Location } from '../../text/span';
import { folderOf, join } from '../../text/uri';
import type { Reading } from '../dialect';
import { documentOf } from '../documents';
import { stageKeys } from '../stage-names';
import { configurationFile, moduleOf, normalised } from './library';
import { constant, unknownThing, usedAt, type DeclaredClass, type FunctionThing, type Instance, type Made, type Scope, type Stack, type Thing } from './thing';

const maximumSteps = 200_000;
const maximumDepth = 250;
const deepestExport = 8;

interface Opened {
  readonly outline: Outline;
  readonly scope: Scope;
  /** Names that are being worked out: they lead back to themselves. */
  readonly pending: Set<string>;
  hasRun: boolean;
}

/** One call of a function. */
export interface Frame {
  readonly returns: Thing[];
}

/** What evaluation does for a program; given by the files that know how. */
export interface Abilities {
  readonly evaluate: (program: Program, node: ts.Expression, scope: Scope) => Thing;
  /** True where what follows is not reached. */
  readonly execute: (program: Program, statements: readonly ts.Statement[], scope: Scope, frame: Frame) => boolean;
  readonly bind: (program: Program, name: ts.BindingName, thing: Thing, scope: Scope) => void;
  readonly call: (program: Program, callee: FunctionThing, args: readonly Thing[], here: Location) => Thing;
}

export class Program {
  readonly stacks: Stack[] = [];
  /** What libraries have made outside of any stack. */
  readonly loose: Made[] = [];
  /** Calls of packages that are not read. */
  readonly outside: Made[] = [];
  /** Classes that the program has made objects of. */
  readonly used = new Set<ts.Node>();
  /** Calls that give rights to somebody: who gets them decides to which stack they belong. */
  readonly grants: Made[] = [];
  /** More than zero inside what may not be run. */
  uncertain = 0;
  depth = 0;
  private steps = maximumSteps;
  /** The file that is run first. */
  private entry: string | undefined;
  private isTooMuch = false;
  private readonly opened = new Map<string, Opened | undefined>();
  private readonly modules: Modules;

  constructor(private readonly reading: Reading, private readonly abilities: Abilities, readonly home: string, root: string) {
    this.modules = new Modules({ file: (uri) => reading.file(uri), rootOf: (uri) => reading.rootOf(uri), get listing() { return reading.under(root); }, memo: new Memo() });
  }

  get presence(): 'always' | 'maybe' {
    return this.uncertain > 0 ? 'maybe' : 'always';
  }

  /** False where the program has become too much to be read. */
  step(): boolean {
    if (--this.steps > 0 && this.depth < maximumDepth) return true;
    if (!this.isTooMuch && this.entry !== undefined) this.overrun(at(this.entry, 0, 0), 'the program is too much to be read to its end');
    this.isTooMuch ||= this.entry !== undefined;
    return false;
  }

  /** A bound was met where no value can say so. */
  overrun(place: Location, why: string): void {
    this.reading.overrun?.(tooComplex(place, why));
  }

  evaluate(node: ts.Expression, scope: Scope): Thing {
    return this.abilities.evaluate(this, node, scope);
  }

  execute(statements: readonly ts.Statement[], scope: Scope, frame: Frame): boolean {
    return this.abilities.execute(this, statements, scope, frame);
  }

  bind(name: ts.BindingName, thing: Thing, scope: Scope): void {
    this.abilities.bind(this, name, thing, scope);
  }

  call(callee: FunctionThing, args: readonly Thing[], here: Location): Thing {
    return this.abilities.call(this, callee, args, here);
  }

  script(uri: string): Script | undefined {
    return this.open(uri)?.outline.script;
  }

  place(node: ts.Node, uri: string): Location {
    const script = this.script(uri);
    return at(uri, script === undefined ? node.pos : node.getStart(script), node.end);
  }

  declarations(uri: string): Outline['declarations'] {
    return this.open(uri)?.outline.declarations ?? new Map();
  }

  exportsName(uri: string, name: string): boolean {
    return [...(this.open(uri)?.outline.exports.values() ?? [])].some((one) => one.kind === 'local' && one.name === name);
  }

  moduleScope(uri: string): Scope | undefined {
    return this.open(uri)?.scope;
  }

  /** Runs a file's top level, once. */
  run(uri: string): void {
    this.entry ??= uri;
    const opened = this.open(uri);
    if (opened === undefined || opened.hasRun) return;
    opened.hasRun = true;
    this.execute(opened.outline.script.statements, opened.scope, { returns: [] });
  }

  /** A name of a file's top level; undefined where it has none of that name. */
  topLevel(uri: string, name: string): Thing | undefined {
    const opened = this.open(uri);
    if (opened === undefined) return undefined;
    const known = opened.scope.names.get(name);
    if (known !== undefined) return known;
    if (opened.pending.has(name)) return undefined;
    opened.pending.add(name);
    const found = this.declared(opened, uri, name);
    opened.pending.delete(name);
    if (found !== undefined && !opened.scope.names.has(name)) opened.scope.names.set(name, found);
    return opened.scope.names.get(name);
  }

  private declared({ outline: file, scope }: Opened, uri: string, name: string): Thing | undefined {
    const declaration = file.declarations.get(name);
    if (declaration === undefined) {
      const one = file.imports.get(name);
      return one === undefined ? undefined : this.imported(one, uri, at(uri, 0, 0));
    }
    const place = this.place(declaration.node, uri);
    if (declaration.kind === 'class') return { kind: 'class', declared: this.classOf(declaration.node, scope), at: place, via: [] };
    if (declaration.kind === 'function') return { kind: 'function', node: declaration.node, scope, self: undefined, at: place, via: [] };
    if (declaration.kind === 'enum') return this.enumeration(declaration.node, uri);
    if (declaration.kind !== 'variable') return undefined;
    const { initializer } = declaration.node;
    if (initializer === undefined) return undefined;
    this.bind(declaration.node.name, this.evaluate(initializer, scope), scope);
    return scope.names.get(name);
  }

  classOf(node: ts.ClassLikeDeclaration, scope: Scope): DeclaredClass {
    return { name: node.name?.text ?? 'class', node, scope, uri: scope.uri };
  }

  enumeration(node: ts.EnumDeclaration, uri: string): Thing {
    const entries = new Map(node.members.map((member, index) => {
      const place = this.place(member.initializer ?? member, uri);
      const value = member.initializer === undefined ? index : ts.isStringLiteralLike(member.initializer) ? member.initializer.text : ts.isNumericLiteral(member.initializer) ? Number(member.initializer.text) : undefined;
      const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : '';
      return [name, { keyAt: place, thing: value === undefined ? unknownThing('it is not written out', 'unresolved', place) : constant(value, place) }] as const;
    }));
    return { kind: 'object', entries, rest: undefined, at: this.place(node, uri), via: [] };
  }

  imported({ specifier, imported: name }: Import, from: string, place: Location): Thing {
    const module = moduleOf(specifier);
    const path = name === '*' || name === 'default' || name === 'module.exports' ? [] : [name];
    if (module !== undefined) return { kind: 'library', ...normalised(module, path), at: place, via: [] };
    if (specifier.startsWith('.') && specifier.endsWith('.json')) return this.json(join(folderOf(from), specifier), path) ?? unknownThing(`${specifier} is not found`, 'unresolved', place);
    const target = specifier.startsWith('node:') || specifier === 'path' || specifier === 'fs' ? undefined : this.modules.resolve(specifier, from);
    if (target === undefined) return { kind: 'library', module: specifier.replace(/^node:/, ''), path, at: place, via: [] };
    return this.exported(target, name, place, 0) ?? unknownThing(`\`${name}\` is not found in ${specifier}`, 'unresolved', place);
  }

  /** A context value of cdk.json. Which stage is meant is said when the program is run: without a stage it is not known. */
  context(name: string, here: Location): Thing | undefined {
    const { stage } = this.reading;
    const asksForStage = stageKeys.test(name) || name === 'config';
    if (stage !== undefined && asksForStage) return usedAt(constant(stage.name, here), here, { location: stage.at, message: `stage ${stage.name}` });
    const all = asksForStage ? undefined : this.json(join(this.home, configurationFile), ['context']);
    const found = all?.kind === 'object' ? all.entries.get(name) : undefined;
    return found === undefined ? undefined : usedAt(found.thing, here, { location: found.thing.at, message: `context \`${name}\` of ${configurationFile}` });
  }

  /** A file of plain data. */
  private json(uri: string, path: readonly string[]): Thing | undefined {
    const file = this.reading.file(uri);
    const tree = file === undefined || file.omitted !== undefined ? undefined : documentOf(file, this.reading).tree;
    const whole = tree === undefined ? undefined : fromData(tree, uri);
    const [name] = path;
    return name === undefined || whole?.kind !== 'object' ? whole : whole.entries.get(name)?.thing;
  }

  /** What a file gives to others under this name; undefined where it gives nothing. */
  exported(uri: string, name: string, place: Location, depth = 0): Thing | undefined {
    const opened = this.open(uri);
    if (opened === undefined) return undefined;
    if (depth > deepestExport) {
      this.overrun(place, `\`${name}\` is handed on by too many files`);
      return undefined;
    }
    const { exports, stars } = opened.outline;
    const whole = exports.get('module.exports');
    // `module.exports = { … }`: its members are what others take.
    if (whole?.kind === 'expression' && !exports.has(name) && name !== 'module.exports') {
      const all = this.evaluate(whole.node, opened.scope);
      return name === '*' || name === 'default' ? all : all.kind === 'object' ? all.entries.get(name)?.thing : undefined;
    }
    if (name === '*' || (name === 'default' && !exports.has('default'))) {
      const entries = new Map([...exports.keys()].map((key) => [key, { keyAt: place, thing: this.exported(uri, key, place, depth + 1) ?? unknownThing('it is not known', 'unresolved', place) }] as const));
      for (const star of stars) {
        const target = this.modules.resolve(star, uri);
        const all = target === undefined ? undefined : this.exported(target, '*', place, depth + 1);
        if (all?.kind === 'object') for (const [key, value] of all.entries) if (!entries.has(key)) entries.set(key, value);
      }
      return { kind: 'object', entries, rest: undefined, at: place, via: [] };
    }
    const known = exports.get(name);
    if (known?.kind === 'local') return this.topLevel(uri, known.name);
    if (known?.kind === 'from') return this.imported({ specifier: known.specifier, imported: known.imported }, uri, place);
    if (known?.kind === 'expression') return this.evaluate(known.node, opened.scope);
    for (const star of stars) {
      const target = this.modules.resolve(star, uri);
      const found = target === undefined ? undefined : this.exported(target, name, place, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private open(uri: string): Opened | undefined {
    if (this.opened.has(uri)) return this.opened.get(uri);
    const file = this.reading.file(uri);
    const script = file === undefined || file.omitted !== undefined ? undefined : parseScript(file).tree;
    const opened = script === undefined ? undefined : { outline: outline(script), scope: newScope(uri, undefined), pending: new Set<string>(), hasRun: false };
    this.opened.set(uri, opened);
    return opened;
  }
}

function fromData(node: DataNode, uri: string): Thing {
  const place = at(uri, node.span.start, node.span.end);
  if (node.kind === 'scalar') return constant(node.value, place);
  if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => fromData(item, uri)), at: place, via: [] };
  return { kind: 'object', entries: new Map(node.entries.map((entry) => [entry.key, { keyAt: at(uri, entry.keySpan.start, entry.keySpan.end), thing: fromData(entry.value, uri) }])), rest: undefined, at: place, via: [] };
}

export function newScope(uri: string, parent: Scope | undefined, self: Instance | undefined = parent?.self, within: DeclaredClass | undefined = parent?.within): Scope {
  return { uri, names: new Map(), parent, self, within };
}

/** The stack for constructs that stand outside of any. */
export function looseStack(program: Program, uri: string): Stack {
  const known = program.stacks.find((stack) => stack.declared === undefined && stack.uri === uri && stack.id === '');
  if (known !== undefined) return known;
  const stack: Stack = { declared: undefined, uri, id: '', constructs: [] };
  program.stacks.push(stack);
  return stack;
}
