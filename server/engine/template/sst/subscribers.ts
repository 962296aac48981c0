/** Functions that take what SST's queues, topics, tables, streams, buses and buckets bring. Knows neither APIs nor rights. */
import type { Location } from '../../text/span';
import { itemsIn, property, textIn, type Made, type Thing } from '../cdk/script';
import type { LoweredResource } from '../cloudformation/resources';
import { madeMap } from '../cloudformation/values';
import { scalar, type MapEntry, type Value } from '../value';
import { types } from './vocabulary';

/** What is subscribed to. */
interface Source {
  readonly id: string;
  readonly type: string;
  readonly made: Made;
  /** All that there is so far; a bucket's notifications stand in the bucket. */
  readonly resources: LoweredResource[];
}

interface Lowering {
  readonly value: (thing: Thing) => Value;
  /** The id of the function that a handler, a description or a function is. */
  readonly callee: (name: string, target: Thing) => string | undefined;
}

/** The subscriptions; those of a bucket are put into it. */
export function subscribed(source: Source, lowering: Lowering): readonly LoweredResource[] {
  const { id, type, made } = source;
  const calls = made.calls.filter(({ name }) => name === 'subscribe' || name === 'notify');
  return calls.flatMap((call, count): readonly LoweredResource[] => {
    const name = `${id} subscriber${count === 0 ? '' : ` ${String(count + 1)}`}`;
    if (call.name === 'notify') {
      for (const [index, one] of itemsIn(property(call.args[0], 'notifications')?.thing).entries()) {
        const target = property(one, 'function')?.thing;
        if (target !== undefined) notified(source, index === 0 ? name : `${name} ${String(index + 1)}`, call.nameAt, target, property(one, 'events')?.thing, lowering);
      }
      return [];
    }
    const { target, options } = partsOf(call.args);
    if (target === undefined) return [];
    if (type === types.bucket) {
      notified(source, name, call.nameAt, target, property(options, 'events')?.thing, lowering);
      return [];
    }
    return subscription(source, name, call, target, options, lowering);
  });
}

/** The name before the function is newer than the rest. */
function partsOf([first, second, third]: readonly Thing[]): { readonly target: Thing | undefined; readonly options: Thing | undefined } {
  const isNamed = textIn(first) !== undefined && second !== undefined && (textIn(second) !== undefined || second.kind === 'made' || property(second, 'handler') !== undefined);
  return isNamed ? { target: second, options: third } : { target: first, options: second };
}

function subscription({ id, type, made }: Source, name: string, call: Made, target: Thing, options: Thing | undefined, lowering: Lowering): readonly LoweredResource[] {
  const at = call.nameAt;
  const called = lowering.callee(name, target);
  // A queue's own mapping says whom it starts even where that is made elsewhere.
  if (called === undefined && type !== types.queue) return [];
  const to: Value = called === undefined ? lowering.value(target) : reference(called, 'Arn', at);
  const declared = (kind: string, one: string, entries: readonly MapEntry[], open: boolean): LoweredResource => ({ id: one, type: kind, declaredType: kind, at, properties: { kind: 'map', entries, at, via: [], ...(open ? { open: true } : {}) }, presence: made.presence, metadata: undefined });
  const isOpen = options !== undefined && options.kind !== 'object';
  switch (type) {
    case types.queue: return [declared(types.mapping, `${name} mapping`, [entry('EventSourceArn', reference(id, 'Arn', at), at), entry('FunctionName', to, at), ...singleFailures(options, lowering)], isOpen)];
    // How often a stream is tried again, and what becomes of failures, `transform` decides.
    case types.table: return [declared(types.mapping, `${name} mapping`, [entry('EventSourceArn', reference(id, 'StreamArn', at), at), entry('FunctionName', to, at)], true)];
    case types.stream: return [declared(types.mapping, `${name} mapping`, [entry('EventSourceArn', reference(id, 'Arn', at), at), entry('FunctionName', to, at)], true)];
    case types.topic: return [declared(types.subscription, `${name} subscription`, [entry('TopicArn', reference(id, 'Ref', at), at), entry('Protocol', scalar('lambda', at), at), entry('Endpoint', to, at)], true)];
    case types.bus: {
      const pattern = property(options, 'pattern');
      const targets: Value = { kind: 'list', items: [madeMap({ Id: 'subscriber', Arn: to }, at)], at, via: [] };
      return [declared(types.rule, `${name} rule`, [entry('EventBusName', reference(id, 'Ref', at), at), ...(pattern === undefined ? [] : [entry('EventPattern', lowering.value(pattern.thing), pattern.keyAt)]), entry('Targets', targets, at)], true)];
    }
    default: return [];
  }
}

function singleFailures(options: Thing | undefined, lowering: Lowering): readonly MapEntry[] {
  const partial = property(property(options, 'batch')?.thing, 'partialResponses');
  if (partial === undefined) return [];
  const { thing, keyAt } = partial;
  const value: Value = thing.kind === 'constant' ? { kind: 'list', items: thing.value === true ? [scalar('ReportBatchItemFailures', thing.at)] : [], at: thing.at, via: [] } : lowering.value(thing);
  return [entry('FunctionResponseTypes', value, keyAt)];
}

/** One more function that a bucket tells of what happens to its objects. */
function notified({ id, resources }: Source, name: string, at: Location, target: Thing, events: Thing | undefined, lowering: Lowering): void {
  const called = lowering.callee(name, target);
  const index = resources.findIndex((one) => one.id === id);
  const own = resources[index];
  if (called === undefined || own === undefined) return;
  const key = 'NotificationConfiguration';
  const known = own.properties.entries.find((one) => one.key === key)?.value;
  const before = known?.kind === 'map' ? known.entries.flatMap(({ value }) => (value.kind === 'list' ? value.items : [])) : [];
  const all = itemsIn(events);
  const told = (all.length === 0 ? [scalar('s3:ObjectCreated:*', at)] : all.map(lowering.value)).map((event) => madeMap({ Event: event, Function: reference(called, 'Arn', at) }, at));
  const configuration = madeMap({ LambdaConfigurations: { kind: 'list', items: [...before, ...told], at, via: [] } }, at);
  resources[index] = { ...own, properties: { ...own.properties, entries: [...own.properties.entries.filter((one) => one.key !== key), entry(key, configuration, at)] } };
}

function entry(key: string, value: Value, keyAt: Location): MapEntry {
  return { key, keyAt, value };
}

function reference(resource: string, attribute: string, at: Location): Value {
  return { kind: 'reference', resource, attribute, at, via: [] };
}
