/** Looks into what an operation is given: whether a parameter is set, and to what. Knows no operation. */
import { ts } from '../../syntax/script';
import type { Evaluation, Known, Part } from './evaluate';

export class Input {
  constructor(private readonly evaluation: Evaluation, private readonly known: readonly Known[]) {}

  /** True where nothing of it is seen. */
  get hidden(): boolean {
    return this.known.length === 0 || this.known.every((one) => one.kind === 'unknown' && one.absent !== true);
  }

  /** `Target.RoleArn`, `Entries.EventBusName` (of any entry), `fetchData.*`. */
  at(path: string): Input {
    let current = this.known;
    for (const name of path.split('.')) current = current.flatMap((one) => this.step(one, name));
    return new Input(this.evaluation, current);
  }

  private step(one: Known, name: string): readonly Known[] {
    if (one.kind === 'unknown' && one.absent === true) return [];
    if (one.kind === 'list') return this.evaluation.property(one, '*').flatMap((item) => (name === '*' ? [item] : this.evaluation.property(item, name)));
    return this.evaluation.property(one, name);
  }

  /** True where `path` is seen to be set, to whatever. */
  has(path: string): boolean {
    return this.known.some((one) => this.sets(one, path.split('.')));
  }

  private sets(one: Known, [name, ...rest]: readonly string[]): boolean {
    if (name === undefined) return true;
    if (one.kind === 'list') return this.evaluation.property(one, '*').some((item) => this.sets(item, [name, ...rest]));
    // What a package gave may have it or not.
    if (one.kind === 'package') return false;
    if (one.kind !== 'object') return one.kind !== 'unknown' && rest.length === 0 && this.evaluation.property(one, name).some((value) => value.kind !== 'unknown');
    if (one.later?.fields.has(name) === true && (rest.length === 0 || this.evaluation.property(one, name).some((value) => this.sets(value, rest)))) return true;
    return one.node.properties.some((property) => {
      if (ts.isSpreadAssignment(property)) return this.evaluation.spread(property, one.place, (owners) => owners.some((value) => value.kind !== 'unknown' && this.sets(value, [name, ...rest])));
      if (!('text' in property.name) || property.name.text !== name) return false;
      if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer) && property.initializer.text === 'undefined') return false;
      return rest.length === 0 || this.evaluation.property(one, name).some((value) => this.sets(value, rest));
    });
  }

  /** Each text that it may be; undefined for one that is not known at all. */
  texts(): readonly (readonly Part[] | undefined)[] {
    return this.known.flatMap((one): readonly (readonly Part[] | undefined)[] => {
      if (one.kind === 'text') return [one.parts];
      if (one.kind === 'list') return new Input(this.evaluation, this.evaluation.property(one, '*')).texts();
      if (one.kind === 'unknown') return one.absent === true ? [] : [undefined];
      return [undefined];
    });
  }

  /** The names of an object's entries, also worked out ones; undefined for one that is not known. */
  keys(): readonly (readonly Part[] | undefined)[] {
    return this.known.flatMap((one): readonly (readonly Part[] | undefined)[] => {
      if (one.kind !== 'object') return one.kind === 'unknown' && one.absent === true ? [] : [undefined];
      return one.node.properties.flatMap((property): readonly (readonly Part[] | undefined)[] => {
        if (ts.isSpreadAssignment(property)) return [undefined];
        const { name } = property;
        if (ts.isComputedPropertyName(name)) return new Input(this.evaluation, this.evaluation.of(name.expression, one.place)).texts();
        return 'text' in name ? [[name.text]] : [undefined];
      });
    });
  }

  /** Names of the fields that the items of a list have, as far as they are seen; undefined where one is not. */
  itemFields(): readonly string[] | undefined {
    const fields = new Set<string>();
    for (const one of this.known) {
      if (one.kind !== 'list') return undefined;
      if (one.node.elements.some(ts.isSpreadElement)) return undefined;
      const items = this.evaluation.property(one, '*');
      // A list that is empty as it stands is filled where nobody sees.
      if (items.length === 0) return undefined;
      for (const value of items) {
        if (value.kind !== 'object') return undefined;
        for (const property of value.node.properties) if (property.name !== undefined && 'text' in property.name) fields.add(property.name.text);
        for (const name of value.later?.fields.keys() ?? []) fields.add(name);
      }
    }
    return this.known.length === 0 ? undefined : [...fields];
  }
}
