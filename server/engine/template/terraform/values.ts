/** Small questions about values that evaluation asks often. Knows no resource types. */
import type { Location } from '../../text/span';
import { usedAt } from '../cloudformation/text';
import { entryAt, scalar, unknown, type ChoiceValue, type Hop, type MapEntry, type MapValue, type UnknownValue, type Value } from '../value';

const maximumOptions = 12;

/** A value that is not there, which `try` and `lookup` tell from one that is not known. */
export function absent(what: string, at: Location): UnknownValue {
  return Object.assign(unknown(`${what} is not there`, 'unresolved', at), { absent: true });
}

export function isAbsent(value: Value): boolean {
  return 'absent' in value;
}

export function isNull(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && value.value === null);
}

export function mapValue(entries: readonly MapEntry[], at: Location, open = false): MapValue {
  return open ? { kind: 'map', entries, at, via: [], open } : { kind: 'map', entries, at, via: [] };
}

/** A list or map as pairs of key and value, as `for` and `for_each` see it; undefined where it is not known. */
export function pairsOf(value: Value): readonly (readonly [key: string | number, value: Value, keyAt: Location])[] | undefined {
  if (value.kind === 'list') return value.items.map((item, index) => [index, item, item.at] as const);
  if (value.kind === 'map' && value.open !== true) return value.entries.map((entry) => [entry.key, entry.value, entry.keyAt] as const);
  return undefined;
}

/** `change` applied to the value, and to each option of a choice. */
export function eachOption(value: Value, change: (option: Value) => Value): Value {
  if (value.kind !== 'choice') return change(value);
  return { ...value, options: value.options.map((option) => ({ ...option, value: eachOption(option.value, change) })) };
}

export function choiceOf(options: ChoiceValue['options'], at: Location, via: readonly Hop[] = []): Value {
  const [only] = options;
  if (options.length === 1 && only !== undefined) return usedAt(only.value, at);
  if (options.length > maximumOptions) return unknown(`it may come out in more than ${String(maximumOptions)} ways`, 'limit', at, via);
  if (options.length === 0) return unknown('it depends on conditions that are not known', 'condition', at, via);
  return { kind: 'choice', options, at, via };
}

/** The text of a scalar as a template puts it; undefined for anything else. */
export function shownScalar(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

/** `.name` of a value that is no resource. */
export function memberOf(value: Value, name: string, at: Location): Value {
  return eachOption(value, (one) => {
    if (one.kind === 'map') {
      const found = entryAt(one, name);
      if (found !== undefined) return usedAt(found.value, at, one.via);
      return one.open === true ? unknown(`\`${name}\` may be given by something that is not known`, 'unresolved', at, one.via) : absent(`\`${name}\``, at);
    }
    if (one.kind === 'list' && /^\d+$/.test(name)) return itemOf(one, Number(name), at);
    // The old splat form, `aws_subnet.a.*.id`, and attributes of single-block lists.
    if (one.kind === 'list' && one.items.length === 1 && one.items[0] !== undefined) return memberOf(one.items[0], name, at);
    return stepInto(one, `.${name}`, at);
  });
}

export function elementOf(value: Value, key: Value, at: Location): Value {
  return eachOption(value, (one) => {
    if (one.kind === 'list' && key.kind === 'scalar' && Number.isInteger(Number(key.value))) return itemOf(one, Number(key.value), at);
    if (one.kind === 'map' && key.kind === 'scalar') return memberOf(one, String(key.value), at);
    // `block[0].attribute`: a single block is not kept as a list.
    if (one.kind === 'map' || one.kind === 'list') return oneOf(one, key, at);
    return stepInto(one, '[…]', at);
  });
}

/** An element whose key is not known may be any of them. */
function oneOf(value: Value, key: Value, at: Location): Value {
  const pairs = pairsOf(value);
  if (pairs === undefined || pairs.length === 0) return unknown('which element is meant is not known', 'unresolved', at, key.via);
  return choiceOf(pairs.map(([name, item]) => ({ when: String(name), value: usedAt(item, at) })), at, key.via);
}

function itemOf(list: Value & { kind: 'list' }, index: number, at: Location): Value {
  const item = list.items[index];
  return item === undefined ? absent(`element ${index}`, at) : usedAt(item, at, list.via);
}

function stepInto(value: Value, step: string, at: Location): Value {
  if (value.kind === 'unknown') {
    // Extensions such as the archive that a path belongs to stay on the value.
    return { ...value, at, ...(value.expression === undefined ? {} : { expression: `${value.expression}${step}` }) };
  }
  if (value.kind === 'reference') return { ...value, at };
  return isNull(value) ? absent('the value', at) : unknown('this cannot be looked into', 'unresolved', at, value.via);
}

export function text(value: string, at: Location): Value {
  return scalar(value, at);
}
