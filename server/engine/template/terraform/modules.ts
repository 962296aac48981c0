/** Modules of the workspace and what calls them. Knows no resource types. */
import { isWithin, join } from '../../text/uri';
import type { Problem } from '../../finding';
import { tooComplex } from '../../syntax/limits';
import type { Location } from '../../text/span';
import type { Reading } from '../dialect';
import { stringOf, type Value } from '../value';
import { declarationsOf, type Declarations, type DeclaredBlock } from './declarations';
import { configurationIn, variableFilesIn } from './files';
import { place, type Call, type Evaluator, type Instance, type Module } from './scope';

const maximumDepth = 8;
const maximumCalls = 400;

export class Modules {
  readonly root: Module;
  readonly problems: Problem[] = [];
  private readonly folders = new Map<string, Declarations>();
  private readonly calls = new Map<string, readonly Call[]>();
  private readonly addresses = new Map<Module, ReadonlyMap<DeclaredBlock, string>>();
  private count = 0;

  constructor(private readonly reading: Reading, private readonly evaluation: Evaluator, folder: string) {
    const files = configurationIn(folder, reading);
    const staged = reading.stage === undefined ? undefined : reading.file(reading.stage.at.uri);
    const declarations = declarationsOf(files, [...variableFilesIn(folder, reading), ...(staged === undefined ? [] : [staged])]);
    this.problems.push(...declarations.problems);
    this.root = { address: '', folder, declarations, inputs: undefined, root: undefined, depth: 0 };
  }

  callsOf(declared: DeclaredBlock, name: string, caller: Module): readonly Call[] {
    const key = `${caller.address} ${declared.file.uri} ${declared.block.span.start}`;
    let found = this.calls.get(key);
    if (found === undefined) {
      this.calls.set(key, []);
      found = this.evaluation.instancesOf(declared, `module.${name}`, caller).map((instance) => this.call(instance, caller));
      this.calls.set(key, found);
    }
    return found;
  }

  /** `type.name`, with a number where the folder declares it more than once. */
  addressOf(declared: DeclaredBlock, module: Module): string {
    let addresses = this.addresses.get(module);
    if (addresses === undefined) {
      const made = new Map<DeclaredBlock, string>();
      for (const [name, all] of module.declarations.resources) all.forEach((one, i) => made.set(one, i === 0 ? name : `${name}#${i + 1}`));
      this.addresses.set(module, (addresses = made));
    }
    return addresses.get(declared) ?? '';
  }

  private call(instance: Instance, caller: Module): Call {
    const { block } = instance.declared;
    const written = block.body.attributes.find((attribute) => attribute.name === 'source');
    const source = (written === undefined ? undefined : stringOf(this.evaluation.value(written.value, instance.scope))) ?? '';
    const inputs = this.evaluation.body(block.body, instance.scope);
    const folder = /^\.{1,2}(?:\/|$)/.test(source) ? join(caller.folder, source) : undefined;
    const declarations = folder === undefined ? undefined : this.declarations(folder, caller, place(instance.declared.file, block.typeSpan));
    if (folder === undefined || declarations === undefined) return { instance, source, module: undefined, inputs };
    const values = new Map<string, Value>(inputs.entries.map((entry) => [entry.key, { ...entry.value, via: [{ location: entry.keyAt, message: `${entry.key} of ${instance.id}` }, ...entry.value.via] }]));
    return { instance, source, inputs, module: { address: instance.id, folder, declarations, inputs: values, root: caller.root ?? caller, depth: caller.depth + 1 } };
  }

  /** Undefined where the folder is not to be read: outside the workspace, above its caller, or too deep. */
  private declarations(folder: string, caller: Module, at: Location): Declarations | undefined {
    const root = this.reading.rootOf(caller.folder);
    // A module that holds its caller is read on its own; what calls it from inside is an example of its use.
    if ((root !== undefined && !isWithin(root, folder)) || isWithin(folder, caller.folder)) return undefined;
    if (caller.depth >= maximumDepth || ++this.count > maximumCalls) {
      this.reading.overrun?.(tooComplex(at, caller.depth >= maximumDepth ? `modules call each other more than ${String(maximumDepth)} deep` : `modules are called more than ${String(maximumCalls)} times`));
      return undefined;
    }
    let declarations = this.folders.get(folder);
    if (declarations === undefined) {
      const files = configurationIn(folder, this.reading);
      if (files.length === 0) return undefined;
      declarations = declarationsOf(files, []);
      this.problems.push(...declarations.problems);
      this.folders.set(folder, declarations);
    }
    return declarations;
  }
}
