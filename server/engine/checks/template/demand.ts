/** Judges a property against what is asked of it, in three values: at fault, in order, not known. Knows no rule and no dialect. */
import { booleanOf, numberOf, possibilities, stringOf, type MapValue, type Value } from '../../template/value';
import type { Location } from '../../text/span';

/** Any of these that surely holds is the fault. */
export interface Fault {
  readonly absent?: boolean;
  readonly present?: boolean;
  /** A list or map without anything in it. */
  readonly empty?: boolean;
  readonly is?: readonly (string | number | boolean)[];
  /** Anything else than these. */
  readonly not?: readonly (string | number | boolean)[];
  readonly below?: number;
  readonly above?: number;
  /** A regular expression, case aside; of a text that is known in part, the known parts. */
  readonly matches?: string;
}

/** What stands at a path. */
export type Found =
  | { readonly kind: 'absent'; /** The key of the nearest block that stands, or the item of a list; undefined where that is the whole. */ readonly within: Location | undefined }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'unknown' };

/** Everything that stands at a path; `*` is every item of a list, and an empty or missing list is absent. */
export function findAll(properties: MapValue, path: readonly string[]): readonly Found[] {
  return descend(properties, path, undefined);
}

function descend(value: Value, path: readonly string[], within: Location | undefined): readonly Found[] {
  const [key, ...rest] = path;
  if (value.kind === 'scalar' && value.value === null) return [{ kind: 'absent', within }];
  if (key === undefined) return [{ kind: 'value', value }];
  if (key === '*') {
    if (value.kind !== 'list') return value.kind === 'map' ? descend(value, rest, within) : [{ kind: 'unknown' }];
    return value.items.length === 0 ? [{ kind: 'absent', within }] : value.items.flatMap((item) => descend(item, rest, item.at));
  }
  if (value.kind === 'choice') {
    const all = possibilities(value).flatMap((option) => descend(option, path, within));
    return all.every(({ kind }) => kind === 'absent') && all.length > 0 ? all.slice(0, 1) : [{ kind: 'unknown' }];
  }
  if (value.kind !== 'map') return [{ kind: 'unknown' }];
  const entry = value.entries.find((candidate) => candidate.key === key);
  if (entry === undefined) return [value.open === true ? { kind: 'unknown' } : { kind: 'absent', within }];
  return descend(entry.value, rest, entry.keyAt);
}

/** True or false where it is sure, undefined where it is not. */
export function isAtFault(found: Found, fault: Fault): boolean | undefined {
  if (found.kind === 'unknown') return undefined;
  if (found.kind === 'absent') return fault.absent === true || fault.empty === true;
  if (fault.present === true) return true;
  const verdicts = possibilities(found.value).map((value) => ofValue(value, fault));
  if (verdicts.every((verdict) => verdict === true)) return true;
  return verdicts.every((verdict) => verdict === false) ? false : undefined;
}

function ofValue(value: Value, fault: Fault): boolean | undefined {
  if (value.kind === 'scalar' && value.value === null) return fault.absent === true;
  if (fault.empty === true && ((value.kind === 'list' && value.items.length === 0) || (value.kind === 'map' && value.entries.length === 0 && value.open !== true))) return true;
  const asked = fault.is !== undefined || fault.not !== undefined || fault.below !== undefined || fault.above !== undefined || fault.matches !== undefined;
  if (!asked) return false;
  if (fault.matches !== undefined && value.kind === 'text') {
    const { matches } = fault;
    return value.parts.some((part) => typeof part === 'string' && new RegExp(matches, 'i').test(part)) ? true : undefined;
  }
  // What a resource is called is no word of a property's own, also of one that is not there.
  if ((value.kind === 'reference' || (value.kind === 'unknown' && value.source === 'undeclared')) && fault.not !== undefined) return true;
  if (value.kind !== 'scalar') return value.kind === 'map' || value.kind === 'list' ? false : undefined;
  if (fault.is?.some((one) => equals(value, one)) === true) return true;
  if (fault.not !== undefined && !fault.not.some((one) => equals(value, one))) return true;
  const number = numberOf(value);
  if (number !== undefined && ((fault.below !== undefined && number < fault.below) || (fault.above !== undefined && number > fault.above))) return true;
  const text = stringOf(value);
  return fault.matches !== undefined && text !== undefined && new RegExp(fault.matches, 'i').test(text);
}

/** Templates quote freely. */
function equals(value: Value, expected: string | number | boolean): boolean {
  if (typeof expected === 'boolean') return booleanOf(value) === expected;
  return typeof expected === 'number' ? numberOf(value) === expected : stringOf(value) === expected;
}
