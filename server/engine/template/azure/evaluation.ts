/**
 * Evaluates the expressions of Bicep and ARM templates as far as the file says what they come to; what only the deployment knows stays unknown, with
 * the reason. Knows no resource and no setting. Source of the functions: the references of Bicep functions and of ARM template functions.
 */
import type { BicepExpression } from '../../syntax/bicep-expression';
import type { Location } from '../../text/span';
import { concatenated, throughHops, usedAt } from '../cloudformation/text';
import { binary, equals, unary } from '../terraform/operators';
import { booleanOf, numberOf, scalar, stringOf, unknown, type MapEntry, type Value } from '../value';
import { deploymentFunctions, secretFunctions } from './vocabulary';
import { own } from '../../text/own';

/** What names stand for in one file. */
export interface Names {
  readonly uri: string;
  /** The value of a name, or of `parameters('x')` and `variables('x')`; undefined where it declares nothing. */
  readonly valueOf: (kind: 'name' | 'parameters' | 'variables', name: string, at: Location) => Value | undefined;
  /** The resource of the file that a type and the expression of its name say. */
  readonly resourceBy: (type: string, names: readonly Value[]) => string | undefined;
}

const deepest = 60;

export function evaluated(expression: BicepExpression, names: Names, depth = 0): Value {
  const at: Location = { uri: names.uri, span: expression.span };
  if (depth > deepest) return unknown('it is nested too deep, or leads back to itself', 'limit', at);
  const of = (one: BicepExpression): Value => evaluated(one, names, depth + 1);
  switch (expression.kind) {
    case 'literal': return scalar(expression.value, at);
    case 'text': return concatenated(expression.parts.map((part) => (typeof part === 'string' ? scalar(part, at) : of(part))), at);
    case 'name': return names.valueOf('name', expression.name, at) ?? unknown('it is known at deployment only', 'undeclared', at, [], expression.name);
    case 'call': return expression.of === undefined || isNamespace(expression.of) ? called(expression.name, expression.arguments, at, names, of) : method(expression.name, of(expression.of), at);
    case 'member': return memberOf(of(expression.of), expression.name, at);
    case 'index': return indexed(of(expression.of), of(expression.index), at);
    case 'unary': return unary(expression.operator, of(expression.operand), at);
    case 'binary': return joined(expression.operator, of(expression.left), of(expression.right), at);
    case 'conditional': return chosen(of(expression.condition), () => of(expression.then), () => of(expression.otherwise), at);
    case 'list': return { kind: 'list', items: expression.items.map(of), at, via: [] };
    case 'object': return objectOf(expression, at, of);
  }
}

function isNamespace(of: BicepExpression): boolean {
  return of.kind === 'name' && (of.name === 'az' || of.name === 'sys');
}

function objectOf({ entries, spread }: BicepExpression & { readonly kind: 'object' }, at: Location, of: (one: BicepExpression) => Value): Value {
  const known = entries.flatMap(({ key, value }): readonly MapEntry[] => {
    const name = stringOf(of(key));
    return name === undefined ? [] : [{ key: name, keyAt: { uri: at.uri, span: key.span }, value: of(value) }];
  });
  return { kind: 'map', entries: known, at, via: [], ...(spread || known.length < entries.length ? { open: true } : {}) };
}

function joined(operator: string, left: Value, right: Value, at: Location): Value {
  if (operator === '??') return isNothing(left) ? usedAt(right, at) : left.kind === 'unknown' || left.kind === 'choice' ? dependent(at, left, right) : usedAt(left, at);
  if (operator !== '=~' && operator !== '!~') return binary(operator, left, right, at);
  const a = stringOf(left);
  const b = stringOf(right);
  return a === undefined || b === undefined ? dependent(at, left, right) : scalar((a.toLowerCase() === b.toLowerCase()) === (operator === '=~'), at);
}

function isNothing(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

function chosen(condition: Value, then: () => Value, otherwise: () => Value, at: Location): Value {
  const decided = booleanOf(condition);
  if (decided !== undefined) return throughHops(usedAt(decided ? then() : otherwise(), at), condition.via);
  return { kind: 'choice', options: [{ when: 'the condition holds', value: then() }, { when: 'it does not', value: otherwise() }], at, via: condition.via };
}

/** What nobody knows before is not known either, for the reason that comes first. */
function dependent(at: Location, ...on: readonly Value[]): Value {
  for (const value of on) {
    const found = value.kind === 'unknown' ? value : value.kind === 'text' ? value.parts.find((part) => typeof part !== 'string' && part.kind === 'unknown') : undefined;
    if (found !== undefined && typeof found !== 'string') return unknown(found.reason, found.source, at, found.via);
  }
  return unknown('it depends on what is known at deployment only', 'unresolved', at);
}

/** `storage.properties.primaryEndpoints`, `resourceGroup().location`, `settings.name`. */
function memberOf(of: Value, name: string, at: Location): Value {
  if (of.kind === 'map') return ofMap(of, name, at);
  if (of.kind === 'reference') return name === 'id' ? { ...of, at, attribute: 'Ref' } : { ...of, at, attribute: of.attribute === 'Ref' ? name : `${of.attribute}.${name}` };
  if (of.kind === 'choice') return { ...of, at, options: of.options.map(({ when, value }) => ({ when, value: memberOf(value, name, at) })) };
  return dependent(at, of);
}

function ofMap(of: Extract<Value, { kind: 'map' }>, name: string, at: Location): Value {
  const entry = of.entries.find(({ key }) => key.toLowerCase() === name.toLowerCase());
  return entry === undefined ? unknown('what it is taken from does not have it here', 'unresolved', at, of.via) : throughHops(usedAt(entry.value, at), of.via);
}

function indexed(of: Value, index: Value, at: Location): Value {
  const key = stringOf(index);
  if (key !== undefined) return memberOf(of, key, at);
  const place = numberOf(index);
  if (of.kind === 'list' && place !== undefined) return of.items[place] === undefined ? unknown('the list has no such item', 'unresolved', at) : throughHops(usedAt(of.items[place], at), of.via);
  return dependent(at, index, of);
}

/** `vault.getSecret('name')`, `account.listKeys()`. */
function method(name: string, of: Value, at: Location): Value {
  const reason = secretFunctions[name.toLowerCase()];
  return reason === undefined ? dependent(at, of) : unknown(reason, 'secret-store', at);
}

function called(name: string, given: readonly BicepExpression[], at: Location, names: Names, of: (one: BicepExpression) => Value): Value {
  const lower = name.toLowerCase();
  const secret = secretFunctions[lower];
  if (secret !== undefined) return unknown(secret, 'secret-store', at);
  const later = deploymentFunctions[lower];
  if (later !== undefined) return unknown(later, 'unresolved', at);
  const [first, second, third] = given;
  if ((lower === 'parameters' || lower === 'variables') && first !== undefined) {
    const text = stringOf(of(first));
    return text === undefined ? dependent(at, of(first)) : names.valueOf(lower, text, at) ?? unknown(`\`${text}\` is not declared here`, 'undeclared', at, [], text);
  }
  // Only the way that is taken is looked at.
  if (lower === 'if' && first !== undefined && second !== undefined && third !== undefined) return chosen(of(first), () => of(second), () => of(third), at);
  const values = given.map(of);
  if (lower === 'resourceid') return resource(values, at, names);
  const plain = own(functions, lower);
  return plain?.(values, at) ?? dependent(at, ...values);
}

/** A resource of the file, or the end of the id of another one. */
function resource(values: readonly Value[], at: Location, names: Names): Value {
  const index = values.findIndex((value) => stringOf(value)?.includes('/') === true);
  const type = stringOf(values[index]);
  if (type === undefined) return dependent(at, ...values);
  const named = values.slice(index + 1);
  const found = names.resourceBy(type, named);
  if (found !== undefined) return { kind: 'reference', resource: found, attribute: 'Ref', at, via: [] };
  return concatenated([unknown('subscription and resource group are known at deployment only', 'unresolved', at), scalar(`/providers/${type}`, at), ...named.flatMap((one) => [scalar('/', at), one])], at);
}

type Plain = (values: readonly Value[], at: Location) => Value | undefined;

function texts(values: readonly Value[]): readonly string[] | undefined {
  const found = values.map((value) => (value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined));
  return found.every((one) => one !== undefined) ? found : undefined;
}

/** A function of texts that are known. */
function ofTexts(make: (...given: readonly string[]) => string | number | boolean | undefined): Plain {
  return (values, at) => {
    const given = texts(values);
    const made = given === undefined ? undefined : make(...given);
    return made === undefined ? undefined : values.reduce((known, one) => throughHops(known, one.via), scalar(made, at));
  };
}

function ofNumbers(make: (a: number, b: number) => number | boolean | undefined): Plain {
  return ([a, b], at) => {
    const x = numberOf(a);
    const y = numberOf(b);
    const made = x === undefined || y === undefined ? undefined : make(x, y);
    return made === undefined ? undefined : scalar(made, at);
  };
}

function listOf(items: readonly Value[], at: Location): Value {
  return { kind: 'list', items, at, via: [] };
}

/** One list behind the other; undefined where one is none. */
function listOfAll(values: readonly Value[], at: Location): Value | undefined {
  return values.every((one) => one.kind === 'list') ? listOf(values.flatMap((one) => one.items), at) : undefined;
}

const concat: Plain = (values, at) => {
  const [first, ...rest] = values;
  // Lists that are one thing or another come out as one list or another.
  if (first?.kind === 'choice' && first.options.some(({ value }) => value.kind === 'list')) return { ...first, at, options: first.options.map(({ when, value }) => ({ when, value: concat([value, ...rest], at) ?? dependent(at, value, ...rest) })) };
  if (first?.kind === 'list') return listOfAll(values, at);
  return concatenated(values, at);
};

/** Maps entry by entry, the last one wins; lists one behind the other. */
const union: Plain = (values, at) => {
  const [first] = values;
  if (first?.kind === 'list') return listOfAll(values, at);
  const maps = values.filter((one) => one.kind === 'map');
  if (maps.length === 0) return undefined;
  const entries = new Map<string, MapEntry>();
  for (const value of values) {
    // What comes later and is not known may replace anything.
    if (value.kind !== 'map') entries.clear();
    else for (const entry of value.entries) entries.set(entry.key, entry);
  }
  const isOpen = maps.length < values.length || maps.some(({ open }) => open === true);
  return { kind: 'map', entries: [...entries.values()], at, via: [], ...(isOpen ? { open: true } : {}) };
};

const size: Plain = ([value], at) => {
  if (value?.kind === 'list') return scalar(value.items.length, at);
  if (value?.kind === 'map' && value.open !== true) return scalar(value.entries.length, at);
  const text = stringOf(value);
  return text === undefined ? undefined : scalar(text.length, at);
};

const functions: Readonly<Record<string, Plain>> = {
  concat,
  format: ([pattern, ...values], at) => {
    const text = stringOf(pattern);
    if (text === undefined) return undefined;
    return concatenated(text.split(/(\{\d+\})/).map((part) => {
      const place = /^\{(\d+)\}$/.exec(part)?.[1];
      return place === undefined ? scalar(part.replaceAll('{{', '{').replaceAll('}}', '}'), at) : values[Number(place)] ?? scalar('', at);
    }), at);
  },
  tolower: ofTexts((text = '') => text.toLowerCase()),
  toupper: ofTexts((text = '') => text.toUpperCase()),
  trim: ofTexts((text = '') => text.trim()),
  replace: ofTexts((text = '', from = '', to = '') => (from === '' ? text : text.replaceAll(from, to))),
  substring: ofTexts((text = '', start = '0', length = 'Infinity') => text.slice(Number(start), Number(start) + Number(length))),
  startswith: ofTexts((text = '', start = '') => text.toLowerCase().startsWith(start.toLowerCase())),
  endswith: ofTexts((text = '', end = '') => text.toLowerCase().endsWith(end.toLowerCase())),
  string: ([value], at) => (value?.kind === 'scalar' ? scalar(String(value.value), at, value.via) : value?.kind === 'text' || value?.kind === 'reference' ? value : undefined),
  int: ([value], at) => { const number = numberOf(value); return number === undefined ? undefined : scalar(number, at); },
  bool: ([value], at) => { const flag = booleanOf(value) ?? ({ 1: true, 0: false } as Readonly<Record<number, boolean>>)[numberOf(value) ?? -1]; return flag === undefined ? undefined : scalar(flag, at); },
  split: ([value, by], at) => { const text = stringOf(value); const mark = stringOf(by); return text === undefined || mark === undefined ? undefined : listOf(text.split(mark).map((one) => scalar(one, at)), at); },
  join: ([list, by], at) => (list?.kind === 'list' && by !== undefined ? concatenated(list.items, at, stringOf(by) ?? '') : undefined),
  createarray: listOf,
  array: ([value], at) => (value === undefined ? undefined : value.kind === 'list' ? value : listOf([value], at)),
  createobject: (values, at) => {
    const entries = values.flatMap((key, index): readonly MapEntry[] => { const name = stringOf(key); const value = values[index + 1]; return index % 2 === 1 || name === undefined || value === undefined ? [] : [{ key: name, keyAt: key.at, value }]; });
    return { kind: 'map', entries, at, via: [], ...(entries.length * 2 < values.length ? { open: true } : {}) };
  },
  union,
  length: size,
  empty: (values, at) => { const count = values[0] !== undefined && isNothing(values[0]) ? 0 : numberOf(size(values, at)); return count === undefined ? undefined : scalar(count === 0, at); },
  first: ([value], at) => (value?.kind === 'list' ? value.items[0] : stringOf(value) === undefined ? undefined : scalar(stringOf(value)?.charAt(0) ?? '', at)),
  last: ([value], at) => (value?.kind === 'list' ? value.items.at(-1) : stringOf(value) === undefined ? undefined : scalar(stringOf(value)?.at(-1) ?? '', at)),
  contains: ([whole, part], at) => {
    const wanted = stringOf(part);
    if (whole?.kind === 'map' && whole.open !== true && wanted !== undefined) return scalar(whole.entries.some(({ key }) => key.toLowerCase() === wanted.toLowerCase()), at);
    const text = stringOf(whole);
    if (text !== undefined && wanted !== undefined) return scalar(text.includes(wanted), at);
    return whole?.kind === 'list' && part !== undefined && whole.items.every((item) => equals(item, part) !== undefined) ? scalar(whole.items.some((item) => equals(item, part) === true), at) : undefined;
  },
  coalesce: (values, at) => { const found = values.find((one) => !isNothing(one)); return found === undefined ? scalar(null, at) : found.kind === 'unknown' || found.kind === 'choice' ? undefined : found; },
  equals: ([a, b], at) => (a === undefined || b === undefined ? undefined : binary('==', a, b, at)),
  not: ([value], at) => (value === undefined ? undefined : unary('!', value, at)),
  and: (values, at) => values.reduce((a, b) => binary('&&', a, b, at), scalar(true, at)),
  or: (values, at) => values.reduce((a, b) => binary('||', a, b, at), scalar(false, at)),
  add: ofNumbers((a, b) => a + b), sub: ofNumbers((a, b) => a - b), mul: ofNumbers((a, b) => a * b),
  div: ofNumbers((a, b) => (b === 0 ? undefined : Math.trunc(a / b))), mod: ofNumbers((a, b) => (b === 0 ? undefined : a % b)),
  less: ofNumbers((a, b) => a < b), lessorequals: ofNumbers((a, b) => a <= b), greater: ofNumbers((a, b) => a > b), greaterorequals: ofNumbers((a, b) => a >= b),
  min: ofNumbers(Math.min), max: ofNumbers(Math.max),
  null: (_, at) => scalar(null, at), true: (_, at) => scalar(true, at), false: (_, at) => scalar(false, at),
};
