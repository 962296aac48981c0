/** Variables along ways of control: a way costs what it changes, not what it could see. Knows no syntax. */
import { bottom, join, type Value } from './values';

const mostLayers = 10;

/** A layer of changes over what was known before. Once something lies over it, it is not written to any more. */
export class Env {
  private readonly own = new Map<string, Value>();
  private readonly layers: number;

  constructor(private readonly base?: Env) {
    this.layers = base === undefined ? 0 : base.layers + 1;
  }

  get(name: string): Value | undefined {
    const value = this.own.get(name);
    // At most as deep as there are layers.
    return value === undefined ? this.base?.get(name) : value;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  set(name: string, value: Value): void {
    this.own.set(name, value);
  }

  /** What to keep as it is now. */
  get kept(): Env {
    return this.own.size === 0 && this.base !== undefined ? this.base : this;
  }

  /** A layer to go on in. */
  over(): Env {
    return this.layers < mostLayers ? new Env(this) : new Env(this.flat());
  }

  /** Where two ways meet. */
  static meet(a: Env, b: Env): Env {
    if (a === b) return a;
    const { names, common } = changes(a, b);
    const met = new Env(common);
    for (const name of names) {
      const one = a.get(name) ?? bottom;
      const other = b.get(name) ?? bottom;
      met.own.set(name, one === other ? one : join(one, other));
    }
    return met;
  }

  /** Names that may stand for different values. */
  static differing(a: Env, b: Env): ReadonlySet<string> {
    return a === b ? new Set() : changes(a, b).names;
  }

  /** The same in one layer. */
  private flat(): Env {
    const flat = new Env();
    this.copyTo(flat.own);
    return flat;
  }

  private copyTo(all: Map<string, Value>): void {
    this.base?.copyTo(all);
    for (const [name, value] of this.own) all.set(name, value);
  }

  get below(): Env | undefined {
    return this.base;
  }

  get height(): number {
    return this.layers;
  }

  changed(into: Set<string>): void {
    for (const name of this.own.keys()) into.add(name);
  }
}

/** Names changed since the last layer that both stand on. */
function changes(a: Env, b: Env): { readonly names: ReadonlySet<string>; readonly common: Env | undefined } {
  const names = new Set<string>();
  let one: Env | undefined = a;
  let other: Env | undefined = b;
  while (one !== other) {
    const higher: boolean = (one?.height ?? -1) >= (other?.height ?? -1);
    if (higher) {
      one?.changed(names);
      one = one?.below;
    } else {
      other?.changed(names);
      other = other?.below;
    }
  }
  return { names, common: one };
}
