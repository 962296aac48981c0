/** A block's body as a map: attributes and nested blocks by the names they have in the file, dynamic blocks written out. */
import type { HclBlock, HclBody } from '../../syntax/hcl-tree';
import type { Location } from '../../text/span';
import { scalar, stringOf, unknown, type MapEntry, type MapValue, type Value } from '../value';
import { iteratorOf } from './instances';
import { asBlock } from './lowering';
import { place, type Evaluator, type Scope } from './scope';
import { isNull, mapValue, pairsOf, shownScalar } from './values';

/** What Terraform itself reads, in every resource. */
const metaAttributes: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'providers', 'depends_on']);
const metaBlocks: ReadonlySet<string> = new Set(['lifecycle', 'provisioner', 'connection', 'timeouts']);

const maximumBlocks = 200;

export function evaluateBody(body: HclBody, scope: Scope, evaluator: Evaluator): MapValue {
  const entries = new Map<string, MapEntry>();
  for (const attribute of body.attributes) {
    if (metaAttributes.has(attribute.name)) continue;
    const value = evaluator.value(attribute.value, scope);
    if (!isNull(value)) entries.set(attribute.name, { key: attribute.name, keyAt: place(scope.file, attribute.nameSpan), value });
  }
  for (const block of body.blocks) {
    if (metaBlocks.has(block.type)) continue;
    const dynamic = block.type === 'dynamic';
    const name = dynamic ? (block.labels[0]?.text ?? '') : block.type;
    const keyAt = place(scope.file, dynamic ? (block.labels[0]?.span ?? block.typeSpan) : block.typeSpan);
    const values = dynamic ? expanded(block, name, scope, evaluator) : [blockValue(block, scope, evaluator)];
    for (const value of values) {
      const known = entries.get(name);
      const items = known === undefined ? [] : known.value.kind === 'list' ? known.value.items : [known.value];
      if (items.length > maximumBlocks) continue;
      const taken = items.length < maximumBlocks ? value : tooMany(name, keyAt);
      entries.set(name, items.length === 0 ? { key: name, keyAt, value } : { key: name, keyAt: known?.keyAt ?? keyAt, value: { kind: 'list', at: items[0]?.at ?? value.at, via: [], items: [...items, taken] } });
    }
  }
  return mapValue([...entries.values()], place(scope.file, body.span));
}

function tooMany(name: string, at: Location): Value {
  return unknown(`there are more than ${String(maximumBlocks)} blocks \`${name}\``, 'limit', at);
}

function blockValue(block: HclBlock, scope: Scope, evaluator: Evaluator): MapValue {
  return asBlock({ ...evaluator.body(block.body, scope), at: place(scope.file, block.span) });
}

/** The blocks that a dynamic one stands for; where that is not known, one that may be there. */
function expanded(block: HclBlock, name: string, scope: Scope, evaluator: Evaluator): readonly Value[] {
  const attribute = (key: string): Value | undefined => {
    const found = block.body.attributes.find((one) => one.name === key);
    return found === undefined ? undefined : evaluator.value(found.value, scope);
  };
  const content = block.body.blocks.find((inner) => inner.type === 'content');
  const collection = attribute('for_each');
  if (content === undefined || collection === undefined) return [];
  const iterator = block.body.attributes.find((one) => one.name === 'iterator')?.value;
  const variable = iterator?.kind === 'name' ? iterator.name : (iterator === undefined ? undefined : stringOf(evaluator.value(iterator, scope))) ?? name;
  const at = place(scope.file, block.span);
  const one = (key: Value, value: Value): Value => blockValue(content, { ...scope, names: new Map([...scope.names, [variable, iteratorOf(key, value, at)]]) }, evaluator);
  const pairs = pairsOf(collection);
  // One more than is taken, so that it is told.
  if (pairs !== undefined) return pairs.slice(0, maximumBlocks + 1).map(([key, value, keyAt]) => one(typeof key === 'number' && 'isSet' in collection ? scalar(shownScalar(value) ?? null, keyAt) : scalar(key, keyAt), value));
  if (isNull(collection)) return [];
  const open = (part: string): Value => unknown(`what the dynamic block \`${name}\` goes through is not known`, 'unresolved', at, collection.via, `${variable}.${part}`);
  return [{ kind: 'choice', at, via: [], options: [{ when: `${name} is wanted`, value: one(open('key'), open('value')) }, { when: `no ${name} is wanted`, value: scalar(null, at) }] }];
}
