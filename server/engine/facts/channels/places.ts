/** Which queue, topic, table … is meant: by the code's name for it, by a trigger's source. The same one has the same key, whoever names it. Knows no rule. */
import type { Destination } from '../../code/report';
import type { Memo } from '../../memo';
import type { Deployment, Resource, Trigger } from '../../template/deployment';
import { entryAt, itemsOf, possibilities, referencesIn, stringOf, valueAt, type MapValue, type Value } from '../../template/value';
import type { Location } from '../../text/span';
import { nameOf } from '../../text/uri';
import type { Handler } from '../facts';
import type { Need } from '../needs';
import type { Channel, Channels } from './channel';
import { resourceWithId, resourcesAt, resourcesReferringTo } from '../../template/resources';

export interface Place {
  readonly key: string;
  /** As a person calls it. */
  readonly name: string;
  /** Undefined for one that no template here declares. */
  readonly declared: { readonly resource: Resource; readonly deployment: Deployment } | undefined;
}

/** A resource that hands on to a queue what comes to another place. */
export interface Relay {
  readonly from: Place;
  readonly channel: Channel;
  readonly at: Location;
  /** Names in the message that stand around what is handed on. */
  readonly around: readonly string[];
}

/** Undefined where the code does not tell; several where it may be any of them. */
export function placesOf({ names, variables }: Pick<Destination, 'names' | 'variables'>, channel: Channel, handler: Handler | undefined, need: Need | undefined): readonly Place[] | undefined {
  if (names.length + variables.length === 0) return need === undefined ? undefined : placesOfNeed(need, channel, handler);
  const places: Place[] = names.map((name) => named(name, channel, handler?.deployment));
  for (const variable of variables) {
    const value = handler?.function.environment.find(({ name }) => name === variable)?.value;
    const found = value === undefined || handler === undefined ? undefined : placesOfValue(value, channel, handler.deployment);
    if (found === undefined) return undefined;
    places.push(...found);
  }
  return places;
}

/** A call that is made for several callers may mean any of what they name: only the only one is meant for sure. */
function placesOfNeed({ targets, open }: Need, channel: Channel, handler: Handler | undefined): readonly Place[] | undefined {
  const [only, ...others] = targets;
  const [part, ...rest] = only?.name ?? [];
  if (open || others.length > 0 || part === undefined || rest.length > 0) return undefined;
  if (typeof part === 'string') return placesOf({ names: [part], variables: [] }, channel, handler, undefined);
  return 'environment' in part ? placesOf({ names: [], variables: [part.environment] }, channel, handler, undefined) : undefined;
}

function placesOfValue(value: Value, channel: Channel, deployment: Deployment): readonly Place[] | undefined {
  const places: Place[] = [];
  for (const one of possibilities(value)) {
    const referred = referencesIn(one).map(({ resource }) => resourceWithId(resource, deployment)).find((resource) => resource !== undefined && channel.types.includes(resource.type));
    const text = stringOf(one);
    const foreign = one.kind === 'reference' || one.kind === 'unknown' ? one.foreign : undefined;
    if (referred !== undefined) places.push(declared(referred, deployment));
    else if (foreign !== undefined) places.push({ key: keyOf(foreign.uri, nameOf(foreign.uri), foreign.resource), name: foreign.resource, declared: undefined });
    else if (text !== undefined) places.push(named(text, channel, deployment));
    else return undefined;
  }
  return places;
}

/** A name, an ARN or an address. */
function named(text: string, channel: Channel, deployment: Deployment | undefined): Place {
  const name = text.split(/[:/]/).at(-1) ?? text;
  const resource = deployment?.resources.find(({ type, properties }) => channel.types.includes(type) && stringOf(valueAt(properties, channel.property)) === name);
  if (resource !== undefined && deployment !== undefined) return declared(resource, deployment);
  // What every account has by the same name is told apart by the template.
  return { key: `${channel.name} ${name}${name === ownBus ? ` ${deployment?.uri ?? ''}` : ''}`, name, declared: undefined };
}

/** The event bus that each account has. */
const ownBus = 'default';

function declared(resource: Resource, deployment: Deployment): Place {
  return { key: keyOf(deployment.uri, deployment.name, resource.id), name: resource.id, declared: { resource, deployment } };
}

function keyOf(uri: string, name: string, id: string): string {
  return `${uri} ${name} ${id}`;
}

/** Where what starts a function comes from; undefined where the template does not tell. */
export function placeOfTrigger(trigger: Trigger, channel: Channel, deployment: Deployment): Place | undefined {
  if (trigger.kind === 'event' && trigger.source === undefined) return placeOfBus(trigger.properties, channel, deployment);
  const places = trigger.source === undefined ? undefined : placesOfValue(trigger.source, channel, deployment);
  return places?.length === 1 ? places[0] : undefined;
}

function placeOfBus(rule: Value | undefined, channel: Channel, deployment: Deployment): Place | undefined {
  const bus = valueAt(rule, 'EventBusName');
  const places = bus === undefined ? [named(ownBus, channel, deployment)] : placesOfValue(bus, channel, deployment);
  return places?.length === 1 ? places[0] : undefined;
}

/** The pattern of a rule by the names of its fields; undefined where it is not known. */
export function patternOf(trigger: Trigger): ReadonlyMap<string, readonly string[]> | undefined {
  const pattern = eventPatternOf(trigger);
  if (pattern === undefined) return undefined;
  return new Map(pattern.entries.flatMap(({ key, value }) => {
    const texts = itemsOf(value).map(stringOf);
    return texts.every((text) => text !== undefined) ? [[key, texts] as const] : [];
  }));
}

function eventPatternOf({ properties }: Trigger): MapValue | undefined {
  const pattern = valueAt(properties, 'EventPattern') ?? valueAt(properties, 'Pattern');
  return pattern?.kind === 'map' ? pattern : undefined;
}

/** Whether a rule lets everything with these marks through, as far as it is seen. */
export function isCaught(trigger: Trigger, marks: Destination['marks']): boolean {
  const pattern = eventPatternOf(trigger);
  const known = patternOf(trigger);
  return pattern !== undefined && known !== undefined && pattern.entries.length > 0 && pattern.entries.every(({ key }) => {
    const texts = marks[key];
    return texts !== undefined && texts.every((text) => known.get(key)?.includes(text) === true);
  });
}

/** The function itself, as what calls it names it. */
export function placeOfFunction({ function: { at, name }, deployment }: Handler, { types }: Channel): Place {
  const resource = resourcesAt(at, deployment).find((one) => types.includes(one.type));
  return resource === undefined ? { key: keyOf(deployment.uri, deployment.name, name), name, declared: undefined } : { ...declared(resource, deployment), name };
}

/** What hands messages on to a queue. Source: AWS::SNS::Subscription and AWS::Events::Rule in the CloudFormation template reference. */
export function relaysTo(queue: Resource, deployment: Deployment, channels: Channels, memo: Memo): readonly Relay[] {
  return memo.of('relays', deployment, (key) => relaysIn(key, channels)).get(queue.id) ?? [];
}

/** By the id of what they hand on to. */
function relaysIn(deployment: Deployment, { byName }: Channels): ReadonlyMap<string, readonly Relay[]> {
  const found = new Map<string, Relay[]>();
  const topic = byName.get('topic');
  const bus = byName.get('bus');
  if (topic === undefined || bus === undefined) return found;
  const handOn = (targets: readonly (Value | undefined)[], relays: readonly Relay[]): void => {
    for (const id of new Set(targets.flatMap((target) => (target === undefined ? [] : referencesIn(target))).map(({ resource }) => resource))) found.set(id, [...(found.get(id) ?? []), ...relays]);
  };
  for (const resource of deployment.resources) {
    const { type, properties, at } = resource;
    if (type === 'AWS::SNS::Subscription') {
      const source = valueAt(properties, 'TopicArn');
      const around = isTrue(valueAt(properties, 'RawMessageDelivery')) ? [] : ['Message'];
      handOn([valueAt(properties, 'Endpoint')], (source === undefined ? undefined : placesOfValue(source, topic, deployment))?.map((from) => ({ from, channel: topic, at, around })) ?? []);
    } else if (topic.types.includes(type)) {
      for (const one of itemsOf(valueAt(properties, 'Subscription'))) handOn([valueAt(one, 'Endpoint')], [{ from: declared(resource, deployment), channel: topic, at: one.at, around: ['Message'] }]);
    } else if (type === 'AWS::Events::Rule') {
      const from = placeOfBus(properties, bus, deployment);
      if (from?.declared !== undefined) handOn(itemsOf(valueAt(properties, 'Targets')).map((target) => valueAt(target, 'Arn')), [{ from, channel: bus, at, around: ['detail'] }]);
    }
  }
  return found;
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'scalar' && String(value.value) === 'true';
}

const readers = new Set(['AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Permission', 'AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy', 'AWS::CloudWatch::Alarm', 'AWS::SSM::Parameter', 'AWS::Lambda::EventInvokeConfig']);

/** Whether something in the template besides the code of functions may put something there: a subscription, a rule, a policy, a queue's leavings. */
export function mayBeFilledByOthers({ id }: Resource, deployment: Deployment): boolean {
  const refers = (value: Value | undefined): boolean => value !== undefined && referencesIn(value).some(({ resource }) => resource === id);
  return resourcesReferringTo(id, deployment).some((resource) => {
    if (resource.id === id || resource.implicit === true) return false;
    if (resource.type === 'AWS::Lambda::Function') return ['DeadLetterConfig', 'DeadLetterQueue', 'EventInvokeConfig', 'DestinationConfig'].some((key) => refers(entryAt(resource.properties, key)?.value));
    if (resource.type === 'AWS::Lambda::EventSourceMapping') return refers(valueAt(resource.properties, 'DestinationConfig'));
    if (resource.type === 'AWS::Lambda::EventInvokeConfig') return refers(resource.properties);
    if (resource.type === 'AWS::SNS::Subscription') return refers(valueAt(resource.properties, 'Endpoint')) || refers(valueAt(resource.properties, 'RedrivePolicy'));
    return !readers.has(resource.type) && refers(resource.properties);
  });
}
