/** Makes more constructs in CDK programs. Knows no other change. */
import { spanOf, ts, walk, type Script } from '../../syntax/script';
import { withoutUnused } from '../../syntax/unused';
import { modelName } from '../body-model';
import type { TextEdit } from '../../text/edit';
import type { Change, EnvironmentVariable, NewResource, Plain } from '../deployment';
import { retries } from '../sending';
import { isList, isReference, type Saying } from './saying';
import { behind, callNamedAt, expressionAt, nameOfMade, padAt, propertyNamed, put, putAll, quoted, said, statementAt } from './source';
import type { Made } from './thing';
import { constructs } from './vocabulary';
import { inOptions, turned, wordFor } from './write-properties';
import type { Edits } from './write-rights';

type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

/** In the place of what refers to it, or on a line behind the construct that it is for. */
export function addConstruct(say: Saying, { resource, then }: Of<'add'>, write: (change: Change) => Edits): Edits {
  const made = say.lowering.owners.get(resource.beside)?.made;
  const script = made === undefined ? undefined : say.script(made.at.uri);
  const node = made === undefined || script === undefined ? undefined : expressionAt(script, made.at.span);
  const [scope, id] = node !== undefined && ts.isNewExpression(node) ? node.arguments ?? [] : [];
  if (made === undefined || script === undefined || scope === undefined || id === undefined) return undefined;
  const name = idBehind(id, resource.suffix, script);
  if (name === undefined) return undefined;
  const spot = behind(script, made.at.span.start);
  const head = `${scope.getText(script)}, ${name}`;
  const text = constructText(say, resource, script, then === undefined ? made.at.span.end : made.at.span.start);
  if (text === undefined) return undefined;
  if (then === undefined) return spot === undefined ? undefined : [{ uri: made.at.uri, edits: [spot.edit(laidOut(text, head, spot.semicolon))] }];
  const key = `${resource.beside} ${resource.suffix}`;
  const added = { type: resource.type, text: laidOut(text, head, '', true).join(''), used: 0 };
  say.made.set(key, added);
  const edits = then(key).map(write);
  // Made twice it would be two.
  return edits.includes(undefined) || added.used !== 1 ? undefined : edits.flatMap((one) => one ?? []);
}

/** `'OrdersDeadLetters'` beside `'Orders'`; undefined where one like it is there. */
function idBehind(id: ts.Expression, suffix: string, script: Script): string | undefined {
  if (ts.isStringLiteralLike(id)) {
    const wanted = id.text + suffix;
    return script.text.includes(quoted(wanted, script)) ? undefined : quoted(wanted, script);
  }
  return ts.isTemplateExpression(id) ? id.getText(script).replace(/`$/, `${suffix}\``) : `\`\${${id.getText(script)}}${suffix}\``;
}

/** A parameter becomes a secret, with a value that the store makes: one that is given cannot be told from one that is shown. Of what is done with it only its name and who may read it are understood. */
export function keepSecret(say: Saying, { parameter, isMade, variables, rights }: Of<'keep-secret'>): Edits {
  const made = say.lowering.owners.get(parameter)?.made;
  const script = made === undefined ? undefined : say.script(made.at.uri);
  const node = made === undefined || script === undefined ? undefined : expressionAt(script, made.at.span);
  if (!isMade || made?.name !== 'StringParameter' || script === undefined || node === undefined || !ts.isNewExpression(node) || rights.some(({ from }) => from !== 'grantRead')) return undefined;
  const uses = usesOfMade(made.at.span, variables, script);
  if (uses === undefined) return undefined;
  const [scope, id, options] = node.arguments ?? [];
  if (scope === undefined || id === undefined || options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
  const names: Readonly<Record<string, string>> = { parameterName: 'secretName', description: 'description', stringValue: '' };
  const kept: string[] = [];
  for (const one of options.properties) {
    const name = one.name !== undefined && ts.isIdentifier(one.name) ? names[one.name.text] : undefined;
    if (!ts.isPropertyAssignment(one) || name === undefined) return undefined;
    if (name !== '') kept.push(`${name}: ${one.initializer.getText(script)}`);
  }
  const secret = said(script, 'aws-secretsmanager', 'Secret');
  const properties = [...kept, 'generateSecretString: { passwordLength: 32, excludePunctuation: true }'];
  return secret === undefined ? undefined : [{ uri: made.at.uri, edits: [...secret.edits, { span: spanOf(node, script), newText: `new ${secret.text}(${scope.getText(script)}, ${id.getText(script)}, { ${properties.join(', ')} })` }, ...uses, ...withoutUnused([spanOf(node.expression, script)], script)] }];
}

/** `parameter.parameterName` in a variable of an environment becomes `parameter.secretArn`, `parameter.grantRead(fn)` stays; undefined where more is done with it. */
function usesOfMade(span: Made['at']['span'], variables: readonly EnvironmentVariable[], script: Script): readonly TextEdit[] | undefined {
  const statement = statementAt(script, span.start);
  if (statement === undefined) return undefined;
  if (ts.isExpressionStatement(statement)) return statement.expression.getStart(script) === span.start ? [] : undefined;
  const name = nameOfMade(script, span);
  if (name === undefined || !ts.isVariableStatement(statement)) return undefined;
  const edits: TextEdit[] = [];
  const understood = new Set<ts.Node>();
  let others = 0;
  walk(script, (node) => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name) {
      const inVariable = variables.some(({ value: { at } }) => at.uri === script.fileName && at.span.start <= node.getStart(script) && node.end <= at.span.end);
      if (node.name.text === 'parameterName' && inVariable) edits.push({ span: spanOf(node.name, script), newText: 'secretArn' });
      if (node.name.text === 'grantRead' || (node.name.text === 'parameterName' && inVariable)) understood.add(node.expression);
    } else if (ts.isIdentifier(node) && node.text === name && !understood.has(node) && script.text[node.getStart(script) - 1] !== '.') others++;
    return undefined;
  });
  // The declaration itself.
  return others === 1 ? edits : undefined;
}

/** By the secret's own method, behind secret and function; it lets the store call the function and the function read the secret. */
export function rotate(say: Saying, { secret, by, days }: Of<'rotate'>): Edits {
  const [first, last] = [secret, by].flatMap((id) => say.lowering.owners.get(id)?.made ?? []).sort((a, b) => a.at.span.start - b.at.span.start);
  const script = first === undefined || first.at.uri !== last?.at.uri || [first, last].some(({ name }) => name.startsWith('Cfn')) ? undefined : say.script(first.at.uri);
  const spot = script === undefined || last === undefined ? undefined : behind(script, last.at.span.start);
  if (script === undefined || spot === undefined) return undefined;
  const [kept, rotator] = [secret, by].map((id) => say.nameBehind(id, script));
  const duration = say.word(script, 'core', `Duration.days(${String(days)})`);
  if (kept === undefined || rotator === undefined || duration === undefined) return undefined;
  const lines = [`${kept}.addRotationSchedule(${quoted('Rotation', script)}, {`, `  rotationLambda: ${rotator},`, `  automaticallyAfter: ${duration},`, `})${spot.semicolon}`];
  return [{ uri: script.fileName, edits: [spot.edit(lines)] }];
}

interface ConstructText {
  readonly made: string;
  readonly properties: readonly string[];
}

/** On one line, or each of many properties on its own. */
function laidOut({ made, properties }: ConstructText, head: string, end: string, inline = false): readonly string[] {
  if (properties.length === 0) return [`new ${made}(${head})${end}`];
  if (inline || properties.length < 3) return [`new ${made}(${head}, { ${properties.join(', ')} })${end}`];
  return [`new ${made}(${head}, {`, ...properties.map((property) => `  ${property},`), `})${end}`];
}

function constructText(say: Saying, { type, properties }: NewResource, script: Script, offset: number): ConstructText | undefined {
  const [key, line] = Object.entries(constructs).find(([, one]) => one.split(' ')[0] === type) ?? [];
  const dot = key?.lastIndexOf('.') ?? -1;
  if (key === undefined || line === undefined) return undefined;
  const own = properOnes[type]?.(say, properties, script, offset);
  const given = own ?? Object.entries(properties).map(([name, value]): readonly [string, string | undefined] => {
    const word = wordFor(line, name);
    return [word?.name ?? name, word === undefined ? undefined : turned(say, word, value, script, offset)];
  });
  const made = say.word(script, key.slice(0, dot), key.slice(dot + 1));
  if (made === undefined || given.some(([, text]) => text === undefined)) return undefined;
  return { made, properties: given.map(([name, text]) => `${name}: ${text ?? ''}`) };
}

type Given = readonly (readonly [name: string, text: string | undefined])[];

/** Types whose constructs say things in another way than by property. */
const properOnes: Readonly<Record<string, (say: Saying, properties: NewResource['properties'], script: Script, offset: number) => Given>> = {
  // Encrypted by default.
  'AWS::SQS::Queue': (say, { FifoQueue, MessageRetentionPeriod: seconds }, script) => [
    ...(FifoQueue === true ? [['fifo', 'true'] as const] : []),
    ['enforceSSL', 'true'],
    ...(typeof seconds === 'number' ? [['retentionPeriod', say.word(script, 'core', `Duration.days(${String(seconds / 86_400)})`)] as const] : []),
  ],
  'AWS::CloudWatch::Alarm': (say, { MetricName, Dimensions, Threshold, EvaluationPeriods }, script, offset) => [
    ['metric', metricText(say, MetricName, Dimensions, script)],
    ['threshold', say.plain(Threshold ?? null, script, offset)],
    ['evaluationPeriods', say.plain(EvaluationPeriods ?? null, script, offset)],
    ['treatMissingData', say.word(script, 'aws-cloudwatch', 'TreatMissingData.NOT_BREACHING')],
  ],
};

/** `orders.metricErrors()`. */
function metricText(say: Saying, metric: Plain | undefined, dimensions: Plain | undefined, script: Script): string | undefined {
  const [first] = Array.isArray(dimensions) ? (dimensions as readonly Plain[]) : [];
  const value = first !== null && typeof first === 'object' && 'Value' in first ? first['Value'] : undefined;
  const name = value !== undefined && isReference(value) ? say.nameBehind(value.resource, script) : undefined;
  return name === undefined || typeof metric !== 'string' ? undefined : `${name}.metric${metric}()`;
}

/** Buckets, queues and topics have a word for it. */
export function refuseCleartext(say: Saying, { resource }: Of<'refuse-cleartext'>): Edits {
  const made = say.lowering.owners.get(resource)?.made;
  const script = made === undefined ? undefined : say.script(made.at.uri);
  return made === undefined || script === undefined || !/^(?:Bucket|Queue|Topic)$/.test(made.name) ? undefined : inOptions(script, made, ['enforceSSL'], 'true');
}

/** In the options of the event source that the function is given; it lets the function send. */
export function keepFailures(say: Saying, { trigger, to }: Of<'keep-failures'>): Edits {
  const script = say.script(trigger.at.uri);
  const call = script === undefined ? undefined : callNamedAt(script, trigger.at.span);
  const source = call?.arguments[0];
  if (script === undefined || source === undefined || !ts.isNewExpression(source)) return undefined;
  const options = source.arguments?.[1];
  const queue = say.nameOf(to.resource, script.fileName, source.getStart(script));
  const destination = say.word(script, 'aws-lambda-event-sources', 'SqsDlq');
  if (options === undefined || !ts.isObjectLiteralExpression(options) || options.properties.some(ts.isSpreadAssignment) || queue === undefined || destination === undefined) return undefined;
  const limit = propertyNamed(options, 'retryAttempts') === undefined ? [put(script, options, 'retryAttempts', String(retries))] : [];
  return [{ uri: script.fileName, edits: [...limit, put(script, options, 'onFailure', `new ${destination}(${queue})`)] }];
}

/** In the options of `addMethod`, with a model that the API is given there. */
export function checkBody(say: Saying, { trigger, function: name, schema }: Of<'check-body'>): Edits {
  const script = say.script(trigger.at.uri);
  const call = script === undefined ? undefined : callNamedAt(script, trigger.at.span);
  if (script === undefined || call === undefined || !ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== 'addMethod') return undefined;
  const [, integration, options] = call.arguments;
  const api = trigger.route === undefined ? undefined : say.nameOf(trigger.route.api, script.fileName, call.getStart(script));
  const types = say.word(script, 'aws-apigateway', 'JsonSchemaType');
  const model = modelName(`${name} ${trigger.route?.method.toLowerCase() ?? ''}`);
  if (api === undefined || types === undefined || integration === undefined || script.text.includes(quoted(model, script))) return undefined;
  const properties = [
    ['requestModels', `{ ${quoted('application/json', script)}: ${api}.addModel(${quoted(model, script)}, {\n    schema: ${schemaText(schema, types, script, '    ')},\n  }) }`],
    ['requestValidatorOptions', '{ validateRequestBody: true }'],
  ] as const;
  if (options === undefined) {
    const text = `{\n${properties.map(([key, value]) => `  ${key}: ${value},\n`).join('')}}`;
    return [{ uri: script.fileName, edits: [{ span: { start: integration.end, end: integration.end }, newText: `, ${text.replaceAll('\n', `\n${padAt(script, call.getStart(script))}`)}` }] }];
  }
  if (!ts.isObjectLiteralExpression(options) || options.properties.some((one) => ts.isSpreadAssignment(one) || /^request/.test(one.name.getText(script)))) return undefined;
  return [{ uri: script.fileName, edits: putAll(script, options, properties.map(([key, value]) => [key, value.replaceAll('\n  ', '\n')])) }];
}

/** CDK spells a schema's types as members. */
function schemaText(schema: Plain, types: string, script: Script, pad: string): string {
  if (schema === null || typeof schema !== 'object') return typeof schema === 'string' ? quoted(schema, script) : String(schema);
  if (isReference(schema)) return 'undefined';
  if (isList(schema)) return `[${schema.map((one) => schemaText(one, types, script, pad)).join(', ')}]`;
  const inner = `${pad}  `;
  const lines = Object.entries(schema).map(([key, one]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, script)}: ${key === 'type' && typeof one === 'string' ? `${types}.${one.toUpperCase()}` : schemaText(one, types, script, inner)}`);
  return lines.length === 1 ? `{ ${lines.join('')} }` : `{\n${lines.map((line) => `${inner}${line},\n`).join('')}${pad}}`;
}
