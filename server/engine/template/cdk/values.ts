/** Turns things of a CDK program into template values: references, enumerations, durations, secrets. Knows no construct's properties. */
import type { Location } from '../../text/span';
import { concatenated } from '../cloudformation/text';
import { look } from '../cloudformation/vocabulary';
import { scalar, unknown, type Hop, type MapEntry, type Value } from '../value';
import { core } from './library';
import { isUndefined, madeOf, propertyOf, textIn, type Made, type ObjectThing, type Thing } from './thing';
import { arnAttribute, attributeOf, enumerated, importedArns, pseudo } from './vocabulary';

/** What conversion asks about constructs. */
export interface Known {
  /** The id and type of a construct's resource in this stack. */
  readonly resourceOf: (made: Made) => { readonly id: string; readonly type: string } | undefined;
  /** Whether it stands in another stack. */
  readonly isElsewhere: (made: Made) => boolean;
  /** False where too much has been converted: objects may hold themselves. */
  readonly spend: () => boolean;
  /** What a parameter's default makes of it. */
  readonly parameter: (made: Made) => Value | undefined;
  /** What a member of something made is, where the library's own words for it are known. */
  readonly member?: (made: Made, at: Location, via: readonly Hop[]) => Value | undefined;
}

const maximumDepth = 60;

export function valueOf(thing: Thing, known: Known, depth = 0): Value {
  const { at, via } = thing;
  if (depth > maximumDepth || !known.spend()) return unknown('it is too much to be read', 'limit', at, via);
  switch (thing.kind) {
    case 'constant': return scalar(thing.value ?? null, at, via);
    case 'text': return withHops(concatenated(thing.parts.map((part) => (typeof part === 'string' ? scalar(part, at) : valueOf(part, known, depth + 1))), at), via);
    case 'list': return { kind: 'list', items: thing.items.filter((item) => !isUndefined(item)).map((item) => valueOf(item, known, depth + 1)), at, via };
    case 'object': return mapOf(thing, known, depth);
    case 'choice': return { kind: 'choice', options: thing.options.map((option) => ({ when: option.when, value: valueOf(option.thing, known, depth + 1) })), at, via };
    case 'unknown': return unknown(thing.reason, thing.source, at, via, thing.expression);
    case 'library': return ofLibrary(thing.module, thing.path, at, via);
    case 'made': return ofMade(thing.made, at, via, known);
    case 'instance': return thing.instance.base === undefined ? unknown('it is an object of the program', 'unresolved', at, via) : ofMade(thing.instance.base, at, via, known);
    default: return unknown('it is a function', 'unresolved', at, via);
  }
}

function withHops(value: Value, via: readonly Hop[]): Value {
  return via.length === 0 ? value : { ...value, via: [...via, ...value.via] };
}

function mapOf(thing: ObjectThing, known: Known, depth: number): Value {
  const entries = [...thing.entries].filter(([, one]) => !isUndefined(one.thing)).map(([key, one]): MapEntry => ({ key, keyAt: one.keyAt, value: valueOf(one.thing, known, depth + 1) }));
  const map: Value = { kind: 'map', entries, at: thing.at, via: thing.via };
  return thing.rest === undefined ? map : { ...map, open: true };
}

function ofLibrary(module: string, path: readonly string[], at: Location, via: readonly Hop[]): Value {
  if (module === core && path[0] === 'Aws') return ofStack(path[1] ?? '', at, via);
  if (path[0] === 'Cors' && path[1] === 'ALL_ORIGINS') return { kind: 'list', items: [scalar('*', at)], at, via };
  if (path[0] === 'Cors' && path[1] === 'ALL_METHODS') return { kind: 'list', items: ['OPTIONS', 'GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD'].map((method) => scalar(method, at)), at, via };
  const value = enumerated(module, path);
  return value === undefined ? unknown(`\`${path.join('.')}\` of ${module} is not known`, 'unresolved', at, via) : scalar(value, at, via);
}

/** What a stack or `Aws` says of where it is deployed. */
function ofStack(member: string, at: Location, via: readonly Hop[]): Value {
  const words = look(pseudo, member);
  return words === undefined ? unknown(`\`${member}\` is known only at synthesis`, 'unresolved', at, via) : unknown(`${words[0]} is known only at deployment`, 'unresolved', at, via, words[1]);
}

function ofMade(made: Made, at: Location, via: readonly Hop[], known: Known): Value {
  const resource = known.resourceOf(made);
  if (resource !== undefined) return { kind: 'reference', resource: resource.id, attribute: arnAttribute(resource.type), at, via };
  if (known.isElsewhere(made)) return unknown('it stands in another stack', 'import', at, via);
  if (made.of === undefined) return made.how === 'call' ? ofStatic(made, at, via, known) : made.how === 'member' ? ofStack(made.name.replace(/^Stack\./, ''), at, via) : ofNew(made, at, via, known);
  return made.how === 'member' ? known.member?.(made, at, via) ?? ofMember(made, made.of, at, via, known) : ofCall(made, made.of, at, via, known);
}

function ofNew(made: Made, at: Location, via: readonly Hop[], known: Known): Value {
  const [first] = made.args;
  if (made.name === 'CfnParameter') return known.parameter(made) ?? unknown('a parameter of the stack', 'parameter', at, via);
  if (made.name === 'CfnDynamicReference') return unknown('it is resolved at deployment', pathText(first).includes('SSM_SECURE') || pathText(first).includes('SECRETS_MANAGER') ? 'secret-store' : 'parameter-store', at, via);
  if (/^(ScheduleExpression|Runtime|Architecture)$/.test(made.name) && first !== undefined) return { ...valueOf(first, known), at };
  return unknown(`a ${made.name} is read only as a part of what it belongs to`, 'unresolved', at, via);
}

const units: Readonly<Record<string, number>> = { millis: 0.001, seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** The seconds of a `Duration`. */
export function secondsOf(thing: Thing): number | undefined {
  const made = thing.kind === 'made' ? thing.made : undefined;
  const [first] = made?.args ?? [];
  const unit = made?.how === 'call' && made.of === undefined ? look(units, /^Duration\.(\w+)$/.exec(made.name)?.[1]) : undefined;
  return unit !== undefined && first?.kind === 'constant' && typeof first.value === 'number' ? first.value * unit : undefined;
}

function ofStatic(made: Made, at: Location, via: readonly Hop[], known: Known): Value {
  const { name, args } = made;
  const argument = (index: number): Value => {
    const given = args[index];
    return given === undefined ? unknown('it is not given', 'unresolved', at) : valueOf(given, known);
  };
  const seconds = secondsOf({ kind: 'made', made, at, via });
  if (seconds !== undefined) return scalar(seconds, at, via);
  switch (name) {
    case 'SecretValue.unsafePlainText': case 'SecretValue.plainText': case 'SecretValue.resourceAttribute': return { ...argument(0), at };
    case 'SecretValue.secretsManager': return unknown('read from Secrets Manager at deployment', 'secret-store', at, via);
    case 'SecretValue.ssmSecure': return unknown('read from a SecureString in Parameter Store at deployment', 'secret-store', at, via);
    case 'StringParameter.valueForStringParameter': case 'StringParameter.valueFromLookup': case 'StringParameter.valueForTypedStringParameterV2': return unknown('read from Parameter Store at deployment', 'parameter-store', at, via, textIn(args[1]));
    case 'StringParameter.valueForSecureStringParameter': return unknown('read from a SecureString in Parameter Store at deployment', 'secret-store', at, via);
    case 'Token.asString': case 'Token.asNumber': case 'Token.asList': case 'Lazy.uncachedString': case 'Schedule.expression': case 'ScheduleExpression.expression': case 'JsonPath.stringAt': return { ...argument(0), at };
    case 'Fn.importValue': return unknown('it is imported from another stack', 'import', at, via, textIn(args[0]));
    case 'Fn.join': {
      const list = argument(1);
      const separator = textIn(args[0]);
      return list.kind === 'list' && separator !== undefined ? concatenated(list.items, at, separator) : unknown('what is joined is not known', 'unresolved', at, via);
    }
    case 'Schedule.rate': case 'ScheduleExpression.rate': return rate(args[0], at, via);
    case 'Arn.format': return arnFrom(args[0], at, known);
    case 'Match.prefix': case 'Match.anyOf': return unknown('a pattern that matches more than one value', 'unresolved', at, via);
  }
  if (/^(Schedule|ScheduleExpression)\.cron$/.test(name)) return scalar(cron(args[0]), at, via);
  if (/^(HttpMethod|Runtime|Architecture)\./.test(name)) return { ...argument(0), at };
  const arn = look(importedArns, name);
  return arn === undefined ? unknown(`\`${name}\` is known only at deployment`, 'unresolved', at, via) : filled(arn, made, at, known);
}

function rate(duration: Thing | undefined, at: Location, via: readonly Hop[]): Value {
  const seconds = duration === undefined ? undefined : secondsOf(duration);
  if (seconds === undefined) return unknown('its rate is not known', 'unresolved', at, via);
  const [count, unit] = seconds % 86_400 === 0 ? [seconds / 86_400, 'day'] : seconds % 3600 === 0 ? [seconds / 3600, 'hour'] : [seconds / 60, 'minute'];
  return scalar(`rate(${count} ${unit}${count === 1 ? '' : 's'})`, at, via);
}

function cron(options: Thing | undefined): string {
  const part = (name: string, otherwise: string): string => textIn(propertyOf(options, name)) ?? otherwise;
  const isOnWeekDay = propertyOf(options, 'weekDay') !== undefined;
  return `cron(${part('minute', '*')} ${part('hour', '*')} ${part('day', isOnWeekDay ? '?' : '*')} ${part('month', '*')} ${part('weekDay', '?')} ${part('year', '*')})`;
}

function arnFrom(components: Thing | undefined, at: Location, known: Known): Value {
  const part = (name: string, otherwise: Value): Value => {
    const given = propertyOf(components, name);
    return given === undefined ? otherwise : valueOf(given, known);
  };
  const separator = propertyOf(components, 'resourceName') === undefined ? '' : (textIn(propertyOf(components, 'sep')) ?? (/COLON/.test(pathText(propertyOf(components, 'arnFormat'))) ? ':' : '/'));
  const colon = scalar(':', at);
  return concatenated([
    scalar('arn:', at), part('partition', ofStack('partition', at, [])), colon, part('service', scalar('', at)), colon, part('region', ofStack('region', at, [])), colon, part('account', ofStack('account', at, [])), colon,
    part('resource', scalar('', at)), scalar(separator, at), part('resourceName', scalar('', at)),
  ], at);
}

function pathText(thing: Thing | undefined): string {
  return thing?.kind === 'library' ? thing.path.join('.') : '';
}

/** A pattern with a static method's arguments put in. */
function filled(pattern: string, made: Made, at: Location, known: Known): Value {
  const parts = pattern.split(/(\{\d\}|\?(?=:))/).filter((part) => part !== '');
  return concatenated(parts.map((part) => {
    if (part === '?') return unknown('it is known only at deployment', 'unresolved', at, [], '*');
    const index = /^\{(\d)\}$/.exec(part)?.[1];
    const given = index === undefined ? undefined : made.args[Number(index)];
    return index === undefined ? scalar(part, at) : given === undefined ? unknown('it is not given', 'unresolved', at) : valueOf(given, known);
  }), at);
}

/** True for members that stand for the construct itself. */
export function isSame(name: string): boolean {
  return /^(currentVersion|latestVersion|version|lambda|role|grantPrincipal|alias|node|defaultChild|queue|grants|principal)$/.test(name);
}

function ofMember(made: Made, of: Made, at: Location, via: readonly Hop[], known: Known): Value {
  const { name } = made;
  const resource = known.resourceOf(of);
  if (of.name === 'CfnParameter') return known.parameter(of) ?? unknown('a parameter of the stack', 'parameter', at, via);
  if (of.name === 'Stack.of' || of.name === 'Stack') return ofStack(name, at, via);
  if (/^secretValue/.test(name)) return unknown('read from Secrets Manager at deployment', 'secret-store', at, via);
  if (resource !== undefined) return { kind: 'reference', resource: resource.id, attribute: attributeOf(resource.type, name), at, via };
  if (known.isElsewhere(of)) return unknown('it stands in another stack', 'import', at, via);
  if (name === 'stringValue') return /Secure/.test(of.name) ? unknown('read from a SecureString in Parameter Store at deployment', 'secret-store', at, via) : unknown('read from Parameter Store at deployment', 'parameter-store', at, via);
  if (/Arn$/.test(name) && look(importedArns, of.name) !== undefined) return filled(importedArns[of.name] ?? '', of, at, known);
  if (/Name$/.test(name) && /Name(V2)?$/.test(of.name) && of.args[2] !== undefined) return { ...valueOf(of.args[2], known), at };
  if (isSame(name)) return ofMade(of, at, via, known);
  return unknown(`\`${name}\` is known only at deployment`, 'unresolved', at, via);
}

function ofCall(made: Made, of: Made, at: Location, via: readonly Hop[], known: Known): Value {
  const { name, args } = made;
  const resource = known.resourceOf(of);
  const pattern = (thing: Thing | undefined, otherwise: string): Value => (thing === undefined ? scalar(otherwise, at) : valueOf(thing, known));
  switch (name) {
    case 'unsafeUnwrap': case 'toString': case 'toJSON': case 'withVersion': return { ...ofMade(of, at, via, known), at };
    case 'secretValueFromJson': case 'secretValue': return unknown('read from Secrets Manager at deployment', 'secret-store', at, via);
    case 'arnForObjects': return concatenated([arnOf(of, at, known), scalar('/', at), pattern(args[0], '*')], at);
    case 'arnForExecuteApi': return resource === undefined ? unknown('the API is not known', 'unresolved', at, via) : concatenated([scalar('arn:aws:execute-api:', at), ofStack('region', at, []), scalar(':', at), ofStack('account', at, []), scalar(':', at), { kind: 'reference', resource: resource.id, attribute: 'Ref', at, via: [] }, scalar('/*', at)], at);
    case 'formatArn': return arnFrom(args[0], at, known);
    case 'getAtt': return resource === undefined ? unknown('it is known only at deployment', 'unresolved', at, via) : { kind: 'reference', resource: resource.id, attribute: textIn(args[0]) ?? 'Arn', at, via };
    case 'tryGetContext': case 'getContext': return unknown(`the context value ${textIn(args[0]) ?? ''} is given at synthesis`, 'parameter', at, via);
    default: return unknown(`what \`${name}\` gives is known only at deployment`, 'unresolved', at, via);
  }
}

/** The ARN of a construct or of something that is only named. */
export function arnOf(made: Made, at: Location, known: Known): Value {
  const base = made.of !== undefined && made.how === 'member' && isSame(made.name) ? made.of : made;
  return ofMade(base, at, [], known);
}

export function arnOfThing(thing: Thing, known: Known): Value {
  const made = madeOf(thing);
  return made === undefined || thing.kind === 'choice' ? valueOf(thing, known) : { ...arnOf(made, thing.at, known), via: thing.via };
}
