/** Writes properties into the objects that constructs are given, in CDK's words. Knows no other change. */
import { ts, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import type { Plain } from '../deployment';
import { lineOf, type Owner } from './lowering';
import { parsed, type Word } from './properties';
import { isList, isReference, type Saying } from './saying';
import { behind, expressionAt, propertyNamed, put, putAll } from './source';
import type { Made } from './thing';
import { opaqueKeys } from './vocabulary';
import type { Edits } from './write-rights';
import { resourceWithId } from '../resources';

export function set(say: Saying, id: string, path: readonly string[], to: Plain): Edits {
  const owner = say.lowering.owners.get(id);
  if (owner === undefined) return permission(say, id, path, to);
  const { made, prefix } = owner;
  const script = say.script(made.at.uri);
  if (script === undefined) return undefined;
  if (path.join('.') === 'AccessLogSetting') return accessLog(say, owner, to, script);
  if (path.join('.') === 'MethodSettings' && !made.name.startsWith('Cfn')) return limits(owner, to, script);
  if (prefix[0] === 'defaultStage') return onDefaultStage(say, id, made, path, to, script);
  if (made.name.startsWith('Cfn')) {
    const text = say.plain(spelledLow(to), script, made.at.span.start);
    return text === undefined ? undefined : inOptions(script, made, [...prefix, ...path.map(lowerFirst)], text);
  }
  const spot = placed(say, owner, path, to, script);
  return spot === undefined ? undefined : inOptions(script, made, [...prefix, ...spot.name], spot.text);
}

/** The stage that an HTTP API makes by itself takes its properties through the construct behind it: it has no options, and another stage would be another address. */
function onDefaultStage(say: Saying, id: string, made: Made, path: readonly string[], to: Plain, script: Script): Edits {
  const [key, ...rest] = path;
  const spot = behind(script, made.at.span.start);
  const name = say.nameBehind(id, script);
  const stage = say.word(script, 'aws-apigatewayv2', 'CfnStage');
  const text = say.plain(spelledLow(to), script, made.at.span.end);
  // A program without types has no word for what the construct behind is.
  if (key === undefined || rest.length > 0 || spot === undefined || name === undefined || stage === undefined || text === undefined || !/\.[cm]?ts$/.test(script.fileName)) return undefined;
  // A line that begins with a bracket goes on with the line before where that has no semicolon.
  return spot.semicolon === '' ? undefined : [{ uri: script.fileName, edits: [spot.edit([`(${name}.defaultStage?.node.defaultChild as ${stage}).${lowerFirst(key)} = ${text};`])] }];
}

/** Keys of an L1 construct's object start with a small letter; what is data keeps its own. */
function spelledLow(plain: Plain): Plain {
  if (plain === null || typeof plain !== 'object' || isReference(plain)) return plain;
  if (isList(plain)) return plain.map(spelledLow);
  return Object.fromEntries(Object.entries(plain).map(([key, one]) => [lowerFirst(key), opaqueKeys.has(lowerFirst(key)) ? one : spelledLow(one)]));
}

/** A stage takes the group and the format apart; CDK has the format that people mean. */
function accessLog(say: Saying, { made, prefix }: Owner, to: Plain, script: Script): Edits {
  const group = to !== null && typeof to === 'object' && 'DestinationArn' in to ? to['DestinationArn'] : undefined;
  if (group === undefined || !isReference(group) || !restStages.test(made.name)) return undefined;
  const name = say.nameOf(group.resource, script.fileName, made.at.span.start);
  const destination = say.word(script, 'aws-apigateway', 'LogGroupLogDestination');
  const format = say.word(script, 'aws-apigateway', 'AccessLogFormat');
  if (name === undefined || destination === undefined || format === undefined) return undefined;
  return inObject(script, made, prefix, [['accessLogDestination', `new ${destination}(${name})`], ['accessLogFormat', `${format}.jsonWithStandardFields()`]]);
}

/** An option of a permission that a method gives. */
function permission(say: Saying, id: string, path: readonly string[], to: Plain): Edits {
  const at = resourceWithId(id, say.model)?.properties.at;
  const script = at === undefined ? undefined : say.script(at.uri);
  const node = at === undefined || script === undefined ? undefined : expressionAt(script, at.span);
  const options = node !== undefined && ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'addPermission' ? node.arguments[1] : undefined;
  const [name, ...rest] = path;
  if (at === undefined || script === undefined || options === undefined || !ts.isObjectLiteralExpression(options) || name === undefined || rest.length > 0) return undefined;
  const text = say.plain(to, script, at.span.start);
  return text === undefined ? undefined : [{ uri: at.uri, edits: [put(script, options, lowerFirst(name), text)] }];
}

/** What holds for all methods stands in the stage's options. */
function limits({ made, prefix }: Owner, to: Plain, script: Script): Edits {
  const [first] = isList(to) ? to : [];
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = partsOf(first);
  if (typeof rate !== 'number' || typeof burst !== 'number' || !restStages.test(made.name)) return undefined;
  return inObject(script, made, prefix, [['throttlingRateLimit', String(rate)], ['throttlingBurstLimit', String(burst)]]);
}

const restStages = /^(?:RestApi|LambdaRestApi|SpecRestApi|StepFunctionsRestApi|Stage)$/;

/** CDK's property for CloudFormation's, and the value in CDK's words. */
function placed(say: Saying, { made, prefix }: Owner, path: readonly string[], to: Plain, script: Script): { readonly name: readonly string[]; readonly text: string } | undefined {
  const wanted = path.join('.');
  if (prefix.length > 0) return typeof to === 'boolean' ? { name: [lowerFirst(path.at(-1) ?? '')], text: String(to) } : undefined;
  const word = wordFor(lineOf(made), wanted);
  const text = word === undefined ? undefined : turned(say, word, to, script, made.at.span.start);
  return word === undefined || text === undefined ? undefined : { name: [word.name, ...(wanted === word.path ? [] : [wanted.slice(word.path.length + 1)])], text };
}

/** The word of a construct's line for a property. */
export function wordFor(line: string | undefined, wanted: string): Word | undefined {
  const words = (line ?? '').split(' ').slice(1).map(parsed);
  return words.find((one) => one.path === wanted) ?? words.find((one) => wanted.startsWith(`${one.path}.`) && one.turn === undefined);
}

/** The value as CDK's property takes it, at an offset of the program. */
export function turned(say: Saying, word: Word, to: Plain, script: Script, offset: number): string | undefined {
  const member = (module: string, path: string): string | undefined => say.word(script, module, path);
  const name = (plain: Plain | undefined): string | undefined => (plain !== undefined && isReference(plain) ? say.nameOf(plain.resource, script.fileName, offset) : undefined);
  if (word.path === 'TracingConfig.Mode') return to === 'Active' ? member('aws-lambda', 'Tracing.ACTIVE') : undefined;
  switch (word.turn) {
    case 'seconds': return typeof to === 'number' ? member('core', `Duration.seconds(${String(to)})`) : undefined;
    case 'retention': return typeof to === 'number' && retentions[to] !== undefined ? member('aws-logs', `RetentionDays.${retentions[to]}`) : undefined;
    case 'versioning': return to === 'Enabled' ? 'true' : undefined;
    case 'arn':
    case 'name': return name(to);
    case 'redrive': {
      const { deadLetterTargetArn, maxReceiveCount } = partsOf(to);
      const queue = name(deadLetterTargetArn);
      return queue === undefined || typeof maxReceiveCount !== 'number' ? undefined : `{ queue: ${queue}, maxReceiveCount: ${String(maxReceiveCount)} }`;
    }
    case 'stateLogs': {
      const { Level, Destinations } = partsOf(to);
      const [first] = Destinations !== undefined && isList(Destinations) ? Destinations : [];
      const group = name(partsOf(partsOf(first)['CloudWatchLogsLogGroup'])['LogGroupArn']);
      const level = typeof Level === 'string' ? member('aws-stepfunctions', `LogLevel.${Level}`) : undefined;
      return group === undefined || level === undefined ? undefined : `{ destination: ${group}, level: ${level} }`;
    }
    case undefined: return isEnumerated.test(word.path) ? undefined : say.plain(to, script, offset);
    default: return undefined;
  }
}

function partsOf(plain: Plain | undefined): { readonly [key: string]: Plain } {
  return plain === null || typeof plain !== 'object' || isList(plain) || isReference(plain) ? {} : plain;
}

/** Sets a property in the object that a construct or call is given, making what is missing on the way. */
export function inOptions(script: Script, made: Made, path: readonly string[], text: string): Edits {
  const name = path.at(-1);
  return name === undefined ? undefined : inObject(script, made, path.slice(0, -1), [[name, text]]);
}

/** The same for several properties of one object, which is the last of the path. */
function inObject(script: Script, made: Made, path: readonly string[], properties: readonly (readonly [name: string, text: string])[]): Edits {
  const node = expressionAt(script, made.at.span);
  if (node === undefined || (!ts.isNewExpression(node) && !ts.isCallExpression(node))) return undefined;
  const index = ts.isNewExpression(node) ? 2 : 0;
  const given = node.arguments?.[index];
  const lines = properties.map(([name, text]) => `${name}: ${text}`);
  const isLong = lines.length > 1 && lines.join().length > 100;
  const written = (names: readonly string[], isApart = false): string => names.reduceRight((within, one) => `{ ${one}: ${within} }`, isApart && isLong && names.length === 0 ? `{\n${lines.map((line) => `  ${line},\n`).join('')}}` : `{ ${lines.join(', ')} }`);
  const done = (edits: readonly TextEdit[]): Edits => [{ uri: made.at.uri, edits }];
  if (given === undefined) {
    const last = node.arguments?.at(-1);
    if ((node.arguments?.length ?? 0) !== index) return undefined;
    const end = last?.end ?? node.end - 1;
    return done([{ span: { start: end, end }, newText: `${last === undefined ? '' : ', '}${written(path)}` }]);
  }
  let object: ts.Expression = given;
  for (const [depth, one] of path.entries()) {
    const known: ts.PropertyAssignment | undefined = ts.isObjectLiteralExpression(object) ? propertyNamed(object, one) : undefined;
    if (!ts.isObjectLiteralExpression(object) || mayHave(object, one)) return undefined;
    if (known === undefined) return done([put(script, object, one, written(path.slice(depth + 1), object.getText(script).includes('\n')))]);
    object = known.initializer;
  }
  const holder = object;
  if (!ts.isObjectLiteralExpression(holder) || properties.some(([name]) => mayHave(holder, name))) return undefined;
  return done(putAll(script, holder, properties));
}

/** True where a property stands in a way that cannot be written over. */
function mayHave(object: ts.ObjectLiteralExpression, name: string): boolean {
  if (propertyNamed(object, name) !== undefined) return false;
  return object.properties.some((property) => ts.isSpreadAssignment(property) || ('text' in property.name && property.name.text === name));
}

const retentions: Readonly<Record<number, string>> = { 7: 'ONE_WEEK', 14: 'TWO_WEEKS', 30: 'ONE_MONTH', 60: 'TWO_MONTHS', 90: 'THREE_MONTHS', 180: 'SIX_MONTHS', 365: 'ONE_YEAR' };

/** Properties that take a member of an enumeration, not a text. */
const isEnumerated = /^(Runtime|AccessControl|BillingMode|StateMachineType|LogGroupClass|KeySpec|KeyUsage|MfaConfiguration|ComparisonOperator|ImageTagMutability)$|StreamViewType|StreamMode/;

export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
