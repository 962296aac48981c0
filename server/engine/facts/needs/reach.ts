/**
 * Finds what an entry point may run: from its function through the names that are used, file by file. A member of a class or of an object is
 * reached where something reached names it. Rather too much than too little; knows no package and no cloud.
 */
import { spanOf, ts } from '../../syntax/script';
import type { Location } from '../../text/span';
import type { Meaning, Program } from './program';
import type { ScriptIndex, Unit, Use } from './units';

/** Something that keeps us from seeing all that runs. */
export interface Unseen {
  /** Plain words: "a module whose name is made at run time". */
  readonly reason: string;
  readonly location: Location;
}

export interface Reached {
  readonly units: ReadonlySet<Unit>;
  /** In the order in which they were met. */
  readonly files: readonly ScriptIndex[];
  /** Packages by name, with the file that imports them. */
  readonly packages: ReadonlyMap<string, ScriptIndex>;
  /** Members of reached classes and objects, by name. */
  readonly members: ReadonlyMap<string, readonly Unit[]>;
  readonly unseen: readonly Unseen[];
  /** Where a bound was met; told among the unseen as well. */
  readonly beyond: readonly Unseen[];
}

const mostUnits = 20000;

/** From an export; from all that a file has where none is named. Undefined where there is no such export. */
export function reachFrom(program: Program, uri: string, exportName: string | undefined): Reached | undefined {
  const index = program.index(uri);
  if (index === undefined) return undefined;
  const reach = new Reach(program);
  if (exportName === undefined) reach.program(index);
  else {
    const meanings = program.exported(index, exportName);
    const all = meanings.length > 0 ? meanings : program.exported(index, 'module.exports');
    if (all.length === 0) return undefined;
    reach.file(index);
    for (const meaning of all) reach.meaning(meaning, meanings.length > 0 ? undefined : exportName);
    // The platform calls it by its name, whatever holds it.
    reach.mention(exportName);
  }
  return reach.result();
}

class Reach {
  private readonly units = new Set<Unit>();
  private readonly files = new Map<string, ScriptIndex>();
  private readonly packages = new Map<string, ScriptIndex>();
  private readonly mentioned = new Set<string>();
  private readonly owners = new Set<Unit>();
  private readonly waiting: Unit[] = [];
  private readonly unseen: Unseen[] = [];
  private readonly beyond: Unseen[] = [];

  constructor(private readonly scripts: Program) {}

  result(): Reached {
    for (let unit = this.waiting.pop(); unit !== undefined; unit = this.waiting.pop()) this.follow(unit);
    const members = new Map<string, Unit[]>();
    for (const owner of this.owners) for (const [name, units] of owner.members) members.set(name, [...(members.get(name) ?? []), ...units]);
    return { units: this.units, files: [...this.files.values()], packages: this.packages, members, unseen: this.unseen, beyond: this.beyond };
  }

  /** As if it were started by itself. */
  program(index: ScriptIndex): void {
    for (const unit of index.main) this.unit(unit);
    this.whole(index);
  }

  private whole(index: ScriptIndex): void {
    this.file(index);
    for (const name of index.exports.keys()) for (const meaning of this.scripts.exported(index, name)) this.meaning(meaning, undefined);
    for (const module of index.stars) this.module(module, index);
  }

  /** What runs when a module is loaded, and when those run that it imports. */
  file(index: ScriptIndex): void {
    if (this.files.has(index.uri)) return;
    this.files.set(index.uri, index);
    for (const unit of index.effects) this.unit(unit);
    for (const module of index.imports) this.module(module, index);
  }

  private module(module: string, from: ScriptIndex): ScriptIndex | undefined {
    const target = this.scripts.resolve(module, from.uri);
    if (target !== undefined) this.file(target);
    else if (!/\.(?:json|css|html?|txt|md|sql|graphql|ya?ml|node|wasm)$/.test(module)) {
      if (/^(?:\.|\/|[@~]\/|#|src\/)/.test(module)) this.unseen.push({ reason: `\`${module}\` is not in the workspace`, location: { uri: from.uri, span: { start: 0, end: 0 } } });
      else if (!this.packages.has(module)) this.packages.set(module, from);
    }
    return target;
  }

  meaning(meaning: Meaning, member: string | undefined): void {
    if (meaning.kind === 'package') return;
    this.file(meaning.index);
    if (meaning.kind === 'module') {
      const named = member === undefined ? [] : this.scripts.exported(meaning.index, member);
      const all = named.length > 0 ? [] : this.scripts.exported(meaning.index, 'module.exports');
      for (const one of named) this.meaning(one, undefined);
      for (const one of all) this.meaning(one, member);
      if (named.length + all.length === 0) this.whole(meaning.index);
    } else if (meaning.kind === 'expression') this.value(meaning.unit, member);
    else if (meaning.binding.unit !== undefined) this.value(meaning.binding.unit, member);
  }

  private value(unit: Unit, member: string | undefined): void {
    this.unit(unit);
    // Whoever gets an object whole may call whatever is in it; an instance's methods are called by their names.
    if (member === undefined && !ts.isClassLike(unit.node)) for (const units of unit.members.values()) for (const one of units) this.unit(one);
  }

  mention(name: string): void {
    if (this.mentioned.has(name)) return;
    this.mentioned.add(name);
    for (const owner of this.owners) for (const unit of owner.members.get(name) ?? []) this.unit(unit);
  }

  private unit(unit: Unit): void {
    if (this.units.has(unit)) return;
    if (this.units.size >= mostUnits) {
      if (this.beyond.length > 0) return;
      this.beyond.push({ reason: `what this calls of AWS is not wholly known: only ${String(mostUnits)} functions are followed`, location: { uri: unit.index.uri, span: { start: 0, end: 0 } } });
      this.unseen.push(...this.beyond);
      return;
    }
    this.units.add(unit);
    unit.index.read(unit.node);
    this.waiting.push(unit);
    if (unit.members.size === 0) return;
    this.owners.add(unit);
    for (const [name, units] of unit.members) if (unit.decorated || this.mentioned.has(name)) for (const one of units) this.unit(one);
  }

  private follow(unit: Unit): void {
    this.file(unit.index);
    for (const use of unit.uses) this.use(use, unit.index);
    for (const name of unit.mentions) this.mention(name);
    for (const module of unit.loads) {
      const target = this.module(module, unit.index);
      if (target !== undefined) this.whole(target);
    }
    for (const node of unit.chosen) this.choice(node, unit);
  }

  private use({ binding, member }: Use, index: ScriptIndex): void {
    if (binding.imported === undefined) {
      if (binding.unit !== undefined) this.value(binding.unit, member);
      return;
    }
    const { module, name } = binding.imported;
    for (const meaning of this.scripts.imported(module, name, index.uri)) {
      // `this.name` of something else than what the script exports.
      const isForeign = meaning.kind === 'module' && meaning.index === index && member !== undefined && this.scripts.exported(index, member).length === 0;
      if (!isForeign) this.meaning(meaning, member);
    }
  }

  private choice(node: ts.Node, unit: Unit): void {
    const location: Location = { uri: unit.index.uri, span: spanOf(node, unit.index.script) };
    if (ts.isCallExpression(node) && !ts.isElementAccessExpression(node.expression)) this.unseen.push({ reason: 'a module is loaded whose name is made at run time', location });
    else if (ts.isCallExpression(node) && ts.isElementAccessExpression(node.expression) && node.expression.expression.kind === ts.SyntaxKind.ThisKeyword) {
      this.unseen.push({ reason: `the method that \`${node.expression.getText(unit.index.script)}\` calls is chosen at run time`, location });
    }
  }
}
