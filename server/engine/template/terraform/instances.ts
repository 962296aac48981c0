/** What `count` and `for_each` make of a block. */
import type { Location } from '../../text/span';
import { numberOf, scalar, unknown, type Value } from '../value';
import type { DeclaredBlock } from './declarations';
import { place, type Evaluator, type Instance, type Scope } from './scope';
import { mapValue, pairsOf, shownScalar } from './values';

/** More than this are not told apart. */
const maximumInstances = 60;
const tooMany = `it is made more than ${String(maximumInstances)} times`;

export function instancesOf(declared: DeclaredBlock, id: string, scope: Scope, evaluator: Evaluator): readonly Instance[] {
  const { block, file } = declared;
  const attribute = (name: string): Value | undefined => {
    const found = block.body.attributes.find((one) => one.name === name);
    return found === undefined ? undefined : evaluator.value(found.value, scope);
  };
  const at = place(file, block.typeSpan);
  const one = (key: string | number | undefined, names: readonly (readonly [string, Value])[], certain = true): Instance => ({
    id: key === undefined ? id : `${id}[${JSON.stringify(key)}]`,
    key, declared, certain, scope: { ...scope, names: new Map([...scope.names, ...names]) },
  });
  const count = attribute('count');
  if (count !== undefined) return counted(count, declared, one, at);
  const each = attribute('for_each');
  if (each === undefined) return [one(undefined, [])];
  const pairs = each.kind === 'list' ? each.items.map((item) => [shownScalar(item), item, item.at] as const) : pairsOf(each);
  if (pairs === undefined || isTooMany(pairs) || pairs.some(([key]) => key === undefined)) {
    const value = (name: string): Value => unknown(isTooMany(pairs) ? tooMany : `each.${name} is not known`, isTooMany(pairs) ? 'limit' : each.kind === 'unknown' ? each.source : 'unresolved', at, each.via, `each.${name}`);
    return [one(undefined, [['each', eachMap(value('key'), value('value'), at)]], false)];
  }
  return pairs.map(([key, value, keyAt]) => one(String(key), [['each', eachMap(scalar(String(key), keyAt), value, at)]]));
}

function isTooMany(pairs: readonly unknown[] | undefined): boolean {
  return pairs !== undefined && pairs.length > maximumInstances;
}

function counted(count: Value, { block, file }: DeclaredBlock, one: (key: number | undefined, names: readonly (readonly [string, Value])[], certain?: boolean) => Instance, at: Location): readonly Instance[] {
  const number = numberOf(count);
  const index = (value: Value): readonly [string, Value] => ['count', mapValue([{ key: 'index', keyAt: at, value }], at)];
  if (number === undefined || number > maximumInstances) return [one(undefined, [index(unknown(number === undefined ? 'count.index is not known' : tooMany, number === undefined ? 'unresolved' : 'limit', at, count.via, 'count.index'))], false)];
  // What a default switches off may be on in another deployment.
  if (number === 0) return count.via.length === 0 ? [] : [one(undefined, [index(scalar(0, at))], false)];
  const told = number === 1 || !file.text.slice(block.span.start, block.span.end).includes('count.index');
  return Array.from({ length: told ? 1 : number }, (_, i) => one(i, [index(scalar(i, at))]));
}

function eachMap(key: Value, value: Value, at: Location): Value {
  return mapValue([{ key: 'key', keyAt: at, value: key }, { key: 'value', keyAt: at, value }], at);
}

/** The iterator of a dynamic block. */
export function iteratorOf(key: Value, value: Value, at: Location): Value {
  return eachMap(key, value, at);
}

