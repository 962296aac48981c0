/**
 * Template values after evaluation: known, partly known, or unknown with its reason; each knows where it stands and by
 * which references it got there. Knows no dialect.
 */
import type { Location } from '../text/span';

export type Value = ScalarValue | TextValue | ListValue | MapValue | ReferenceValue | ChoiceValue | UnknownValue;

/** One hop between the place that uses a value and the place that gives it, e.g. "parameter Stage, its default". */
export interface Hop {
  readonly location: Location;
  readonly message: string;
}

interface ValueBase {
  /** Where the value is used, i.e. the expression written at the property. */
  readonly at: Location;
  /** From the use towards the place that gives the value; empty for a literal. */
  readonly via: readonly Hop[];
}

export interface ScalarValue extends ValueBase {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

/** A string of which at least one part is a reference or unknown, e.g. `!Sub "${Bucket.Arn}/*"`. */
export interface TextValue extends ValueBase {
  readonly kind: 'text';
  readonly parts: readonly (string | ReferenceValue | UnknownValue)[];
}

export interface ListValue extends ValueBase {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

export interface MapEntry {
  readonly key: string;
  readonly keyAt: Location;
  readonly value: Value;
}

export interface MapValue extends ValueBase {
  readonly kind: 'map';
  /** Keys are unique; a later duplicate has replaced the earlier. */
  readonly entries: readonly MapEntry[];
  /** True where entries may be missing because something merged in is unknown. */
  readonly open?: boolean;
}

/** Of what another stack gives: the resource of its template that it is. */
interface MayBeForeign {
  readonly foreign?: { readonly uri: string; readonly resource: string };
}

/** A reference to a resource of the deployment: known which one, not what it will be called. */
export interface ReferenceValue extends ValueBase, MayBeForeign {
  readonly kind: 'reference';
  /** `Resource.id`. */
  readonly resource: string;
  /** `Ref` for its name or id, else the attribute as CloudFormation spells it (`Arn`, `QueueUrl`, `StreamArn`, …). */
  readonly attribute: string;
}

/** One of several values, where the condition that decides is unknown. */
export interface ChoiceValue extends ValueBase {
  readonly kind: 'choice';
  readonly options: readonly { readonly when: string; readonly value: Value }[];
}

export interface UnknownValue extends ValueBase, MayBeForeign {
  readonly kind: 'unknown';
  /** Plain words, e.g. "parameter DbPassword has no default", "read from the environment at deployment". */
  readonly reason: string;
  /**
   * What kind of outside source it is, where known: `parameter` (no default), `secret-store` (resolved from Secrets Manager
   * or a SecureString at deployment), `parameter-store`, `environment`, `import`, `condition`, `undeclared` (it names what is not there), `unresolved`, `limit`.
   */
  readonly source: UnknownSource;
  /** The expression as written or its key part, e.g. `{{resolve:secretsmanager:db:SecretString:password}}`. */
  readonly expression?: string;
}

export type UnknownSource = 'parameter' | 'secret-store' | 'parameter-store' | 'environment' | 'import' | 'condition' | 'undeclared' | 'unresolved' | 'limit';

export function scalar(value: string | number | boolean | null, at: Location, via: readonly Hop[] = []): ScalarValue {
  return { kind: 'scalar', value, at, via };
}

export function unknown(reason: string, source: UnknownSource, at: Location, via: readonly Hop[] = [], expression?: string): UnknownValue {
  return expression === undefined ? { kind: 'unknown', reason, source, at, via } : { kind: 'unknown', reason, source, at, via, expression };
}

/** The entry of a map, also through a path; undefined where absent or not a map. Of a choice: undefined (use `possibilities` first). */
export function entryAt(value: Value | undefined, ...path: readonly string[]): MapEntry | undefined {
  let current = value;
  let entry: MapEntry | undefined;
  for (const key of path) {
    if (current?.kind !== 'map') return undefined;
    entry = current.entries.find((candidate) => candidate.key === key);
    current = entry?.value;
  }
  return entry;
}

export function valueAt(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.length === 0 ? value : entryAt(value, ...path)?.value;
}

/** The string, where it is wholly known; numbers and booleans are not turned into strings. */
export function stringOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

/** The number; text that is a decimal number counts, as templates quote freely. */
export function numberOf(value: Value | undefined): number | undefined {
  if (value?.kind !== 'scalar') return undefined;
  if (typeof value.value === 'number') return value.value;
  return typeof value.value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value.value) ? Number(value.value) : undefined;
}

/** The boolean; the texts `true` and `false` in any case count, as templates quote freely. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  if (value?.kind !== 'scalar') return undefined;
  if (typeof value.value === 'boolean') return value.value;
  const text = typeof value.value === 'string' ? value.value.toLowerCase() : '';
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** A list's items; a single value is a list of one (as IAM and CloudFormation allow); undefined gives none. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

/** Every value this may be: the options of choices, flattened; anything else is itself. */
export function possibilities(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options.flatMap((option) => possibilities(option.value)) : [value];
}

/** The text with `*` for every part that is not known: only for showing and for matching "could be". */
export function patternOf(value: Value): string | undefined {
  if (value.kind === 'text') return value.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  return value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

/** The resources that a value refers to, in order, without duplicates. */
export function referencesIn(value: Value): readonly ReferenceValue[] {
  const found: ReferenceValue[] = [];
  const visit = (current: Value): void => {
    if (current.kind === 'reference') {
      if (!found.some((known) => known.resource === current.resource && known.attribute === current.attribute)) found.push(current);
    } else if (current.kind === 'text') current.parts.forEach((part) => { if (typeof part !== 'string') visit(part); });
    else if (current.kind === 'list') current.items.forEach(visit);
    else if (current.kind === 'map') current.entries.forEach((entry) => { visit(entry.value); });
    else if (current.kind === 'choice') current.options.forEach((option) => { visit(option.value); });
  };
  visit(value);
  return found;
}
