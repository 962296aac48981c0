/** Turns constructs' properties into CloudFormation's, by the tables of the vocabulary. Knows no construct by name. */
import { madeMap } from '../cloudformation/values';
import { look } from '../cloudformation/vocabulary';
import { booleanOf, scalar, stringOf, unknown, type MapEntry, type Value } from '../value';
import type { Draft } from './draft';
import { documentOf } from './statements-of';
import { alternatives, itemsIn, madeOf, property, propertyOf, type ObjectThing, type Thing } from './thing';
import { arnOfThing, secondsOf, valueOf, type Known } from './values';
import { cfnKey, opaqueKeys } from './vocabulary';

/** Of a choice: a choice of what each option becomes. */
export function eachOption(thing: Thing, turn: (one: Thing) => Value): Value {
  if (thing.kind !== 'choice') return turn(thing);
  return { kind: 'choice', options: thing.options.map((option) => ({ when: option.when, value: eachOption(option.thing, turn) })), at: thing.at, via: thing.via };
}

type Turn = (thing: Thing, known: Known, given: ObjectThing | undefined) => Value | undefined;

/** A duration in a unit; numbers stay. */
function duration(unit: number): Turn {
  return (thing, known) => eachOption(thing, (one) => {
    const seconds = secondsOf(one);
    return seconds === undefined ? valueOf(one, known) : scalar(seconds / unit, one.at, one.via);
  });
}

function nameOf(thing: Thing, known: Known): Value {
  const value = arnOfThing(thing, known);
  return value.kind === 'reference' ? { ...value, attribute: value.attribute === 'Arn' ? 'Ref' : value.attribute } : value;
}

function listOf(thing: Thing, turn: (one: Thing) => Value): Value {
  return eachOption(thing, (one) => (one.kind === 'unknown' ? { kind: 'unknown', reason: one.reason, source: one.source, at: one.at, via: one.via } : { kind: 'list', items: itemsIn(one).map((item) => eachOption(item, turn)), at: one.at, via: one.via }));
}

const yes = (thing: Thing, known: Known, on: string, off: string | undefined): Value | undefined => {
  const value = valueOf(thing, known);
  const answer = booleanOf(value);
  if (answer === undefined) return value.kind === 'choice' ? unknown('it depends on conditions that are not known', 'condition', value.at, value.via) : value;
  const word = answer ? on : off;
  return word === undefined ? undefined : scalar(word, value.at, value.via);
};

/** By the words that the vocabulary uses; undefined = it adds nothing. */
const turns: Readonly<Record<string, Turn>> = {
  seconds: duration(1),
  hours: duration(3600),
  days: duration(86_400),
  arn: arnOfThing,
  arns: (thing, known) => listOf(thing, (one) => arnOfThing(one, known)),
  name: nameOf,
  names: (thing, known) => listOf(thing, (one) => nameOf(one, known)),
  list: (thing, known) => ({ kind: 'list', items: [valueOf(thing, known)], at: thing.at, via: [] }),
  items: (thing, known) => capitalised(thing, known, ''),
  not: (thing, known) => {
    const answer = booleanOf(valueOf(thing, known));
    return answer === undefined ? valueOf(thing, known) : scalar(!answer, thing.at, thing.via);
  },
  opaque: (thing) => unknown('which subnets is known only at synthesis', 'unresolved', thing.at, thing.via),
  network: (thing) => ({ kind: 'map', entries: [], at: thing.at, via: [], open: true }),
  versioning: (thing, known) => yes(thing, known, 'Enabled', undefined),
  itemFailures: (thing, known) => {
    const value = yes(thing, known, 'ReportBatchItemFailures', undefined);
    return value === undefined ? undefined : { kind: 'list', items: [value], at: value.at, via: [] };
  },
  scheme: (thing, known) => yes(thing, known, 'internet-facing', 'internal'),
  publicAccess: (thing, known) => eachOption(thing, (one) => blockedAccess(one, known)),
  ownership: (thing, known) => ({ kind: 'list', items: [madeMap({ ObjectOwnership: valueOf(thing, known) }, thing.at)], at: thing.at, via: [] }),
  bucketEncryption: (thing, known, given) => {
    const value = valueOf(thing, known);
    const method = stringOf(value);
    if (method === undefined) return value;
    // A member that the library does not have is undefined, and CDK then adds nothing.
    if (!/^(?:S3|KMS|DSSE)(?:_MANAGED)?$/.test(method)) return undefined;
    const algorithm = method.startsWith('S3') ? 'AES256' : method.startsWith('DSSE') ? 'aws:kms:dsse' : 'aws:kms';
    const key = propertyOf(given, 'encryptionKey');
    const rule = madeMap({ SSEAlgorithm: scalar(algorithm, thing.at, thing.via), ...(key === undefined ? {} : { KMSMasterKeyID: arnOfThing(key, known) }) }, thing.at);
    return madeMap({ ServerSideEncryptionConfiguration: { kind: 'list', items: [madeMap({ ServerSideEncryptionByDefault: rule }, thing.at)], at: thing.at, via: [] } }, thing.at);
  },
  queueKey: (thing, known) => (stringOf(valueOf(thing, known)) === 'KMS_MANAGED' ? scalar('alias/aws/sqs', thing.at, thing.via) : undefined),
  queueManaged: (thing, known) => {
    const value = valueOf(thing, known);
    const method = stringOf(value);
    if (method === undefined) return value;
    return method === 'SQS_MANAGED' || method === 'NONE' ? scalar(method === 'SQS_MANAGED', thing.at, thing.via) : undefined;
  },
  redrive: (thing, known) => {
    const target = propertyOf(thing, 'queue');
    return madeMap({ ...(target === undefined ? {} : { deadLetterTargetArn: arnOfThing(target, known) }), ...(propertyOf(thing, 'maxReceiveCount') === undefined ? {} : { maxReceiveCount: valueOf(propertyOf(thing, 'maxReceiveCount') ?? thing, known) }) }, thing.at);
  },
  tableEncryption: (thing, known) => {
    const value = valueOf(thing, known);
    const method = stringOf(value);
    if (method === undefined) return value;
    // The default adds nothing: the table is encrypted with a key of the service.
    return method === 'AWS_OWNED' ? undefined : madeMap({ SSEEnabled: scalar(true, thing.at, thing.via) }, thing.at);
  },
  tableEncryptionV2: (thing) => {
    const method = madeOf(thing)?.name ?? '';
    return method.endsWith('dynamoOwnedKey') ? undefined : madeMap({ SSEEnabled: scalar(true, thing.at, thing.via), SSEType: 'KMS' }, thing.at);
  },
  streamEncryption: (thing, known, given) => {
    const value = valueOf(thing, known);
    const method = stringOf(value);
    if (method === undefined) return value;
    if (method === 'NONE') return undefined;
    const key = propertyOf(given, 'encryptionKey');
    return madeMap({ EncryptionType: scalar('KMS', thing.at, thing.via), KeyId: key === undefined ? scalar('alias/aws/kinesis', thing.at) : arnOfThing(key, known) }, thing.at);
  },
  retention: (thing, known) => {
    const value = valueOf(thing, known);
    return value.kind === 'scalar' && value.value === 9999 ? undefined : value;
  },
  policy: documentOf,
  nothing: () => undefined,
  stateLogs: (thing, known) => {
    const entries: Record<string, Value> = {};
    for (const [from, to] of [['level', 'Level'], ['includeExecutionData', 'IncludeExecutionData']] as const) {
      const given = propertyOf(thing, from);
      if (given !== undefined) entries[to] = valueOf(given, known);
    }
    const group = propertyOf(thing, 'destination');
    if (group !== undefined) entries['Destinations'] = { kind: 'list', items: [madeMap({ CloudWatchLogsLogGroup: madeMap({ LogGroupArn: arnOfThing(group, known) }, group.at) }, group.at)], at: group.at, via: [] };
    return madeMap(entries, thing.at);
  },
  target: (thing, known) => madeMap({ Arn: destinationOf(thing, known) }, thing.at),
  destination: (thing, known) => destinationOf(thing, known),
  mebibytes: (thing, known) => {
    const made = madeOf(thing);
    const [size] = made?.args ?? [];
    return size?.kind === 'constant' && typeof size.value === 'number' ? scalar(made?.name === 'Size.gibibytes' ? size.value * 1024 : size.value, thing.at, thing.via) : valueOf(thing, known);
  },
};

/** What an integration, target or destination leads to: `new SqsDlq(queue)`, `new LambdaInvoke(fn)`. */
export function destinationOf(thing: Thing, known: Known): Value {
  const made = madeOf(thing);
  const [first] = made?.args ?? [];
  return made?.how === 'new' && made.place === undefined && first !== undefined ? arnOfThing(first, known) : arnOfThing(thing, known);
}

const locks = [['blockPublicAcls', 'BlockPublicAcls'], ['blockPublicPolicy', 'BlockPublicPolicy'], ['ignorePublicAcls', 'IgnorePublicAcls'], ['restrictPublicBuckets', 'RestrictPublicBuckets']] as const;

function blockedAccess(thing: Thing, known: Known): Value {
  const made = madeOf(thing);
  const written = thing.kind === 'object' ? thing : made?.name === 'BlockPublicAccess' ? made.args[0] : undefined;
  if (written !== undefined) {
    const entries = locks.flatMap(([from, to]): readonly MapEntry[] => {
      const one = property(written, from);
      return one === undefined ? [] : [{ key: to, keyAt: one.keyAt, value: valueOf(one.thing, known) }];
    });
    return { kind: 'map', entries, at: thing.at, via: [] };
  }
  const preset = thing.kind === 'library' ? thing.path.at(-1) : undefined;
  if (preset !== 'BLOCK_ALL' && preset !== 'BLOCK_ACLS' && preset !== 'BLOCK_ACLS_ONLY') return unknown('what it blocks is not known', 'unresolved', thing.at, thing.via);
  return madeMap(Object.fromEntries(locks.filter(([from]) => preset === 'BLOCK_ALL' || /Acls$/.test(from)).map(([, to]) => [to, scalar(true, thing.at)])), thing.at);
}

/** Properties by a line of the vocabulary; those that it does not list are left out. */
export function fillByTable(draft: Draft, line: string, given: Thing | undefined, known: Known): void {
  const [, ...words] = line.split(' ');
  if (given !== undefined && given.kind !== 'object') {
    if (alternatives(given).some((one) => one.kind !== 'constant')) draft.leaveOpen();
  }
  if (given?.kind === 'object' && given.rest !== undefined) draft.leaveOpen();
  for (const word of words) {
    const { name, path, turn, otherwise } = parsed(word);
    const one = property(given, name);
    const value = one === undefined ? undefined : turn === undefined ? valueOf(one.thing, known) : look(turns, turn)?.(one.thing, known, given?.kind === 'object' ? given : undefined);
    if (one !== undefined && value !== undefined) draft.set(path, one.keyAt, value);
    const isSaid = one !== undefined || (given !== undefined && given.kind !== 'object') || (given?.kind === 'object' && given.rest !== undefined);
    if (!isSaid && otherwise !== undefined) draft.set(path, draft.at, scalar(/^\d+$/.test(otherwise) ? Number(otherwise) : otherwise === 'true' ? true : otherwise, draft.at));
  }
}

export interface Word {
  readonly name: string;
  readonly path: string;
  readonly turn: string | undefined;
  readonly otherwise: string | undefined;
}

/** `a=B.C:turn|default`. */
export function parsed(word: string): Word {
  const [said = '', otherwise] = word.split('|');
  const [left = '', turn] = said.split(':');
  const [name = '', path] = left.split('=');
  return { name, path: path ?? name.charAt(0).toUpperCase() + name.slice(1), turn, otherwise };
}

const maximumDepth = 60;

/** An L1 construct's properties: the same names with a capital, all the way down. */
export function capitalised(thing: Thing, known: Known, module: string, depth = 0): Value {
  if (depth > maximumDepth || !known.spend()) return unknown('it is too much to be read', 'limit', thing.at, thing.via);
  if (thing.kind === 'list') return { kind: 'list', items: thing.items.map((item) => capitalised(item, known, module, depth + 1)), at: thing.at, via: thing.via };
  if (thing.kind === 'choice') return eachOption(thing, (one) => capitalised(one, known, module, depth + 1));
  const made = madeOf(thing);
  if (made !== undefined && /PolicyDocument$/.test(made.name)) return documentOf(thing, known);
  if (thing.kind !== 'object') return valueOf(thing, known);
  const entries = [...thing.entries].filter(([, one]) => !(one.thing.kind === 'constant' && one.thing.value === undefined)).map(([key, one]): MapEntry => {
    const isData = /^[^a-z]/.test(key) || /[^\w]/.test(key);
    return { key: isData ? key : cfnKey(key, module), keyAt: one.keyAt, value: isData || opaqueKeys.has(key) ? asData(one.thing, known) : capitalised(one.thing, known, module, depth + 1) };
  });
  const map: Value = { kind: 'map', entries, at: thing.at, via: thing.via };
  return thing.rest === undefined ? map : { ...map, open: true };
}

/** Documents inside of data may still be built by classes. */
function asData(thing: Thing, known: Known): Value {
  const made = madeOf(thing);
  return made !== undefined && /PolicyDocument$/.test(made.name) ? documentOf(thing, known) : valueOf(thing, known);
}
