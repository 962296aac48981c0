/** Writes changes into Pulumi programs: CloudFormation's properties under the names that the provider gives them. Knows no rule. */
import { importsOf, isWhole } from '../../syntax/imports';
import { spanOf, ts, walk, type Script } from '../../syntax/script';
import type { Location } from '../../text/span';
import { expressionAt, isTaken, nameOfMade, padAt, quoted, statementAt } from '../cdk/script';
import type { Change, Plain } from '../deployment';
import { isReference, plainText, programChange, putText, type Edits, type ProgramWriting } from '../program-write';
import { permissionFor, rotatingService } from '../rotating';
import { sendingRight } from '../sending';
import { documentArguments, mapArguments, nameOf as argumentOf, required } from '../terraform/write-properties';
import { referenceAttribute, snake } from '../terraform/vocabulary';
import type { ReferenceValue, Value } from '../value';
import { spelled } from './vocabulary';
import type { ProgramModel } from './model';
import { addedResource, labelBehind } from './write-resources';
import { resourceWithId, resourcesAt } from '../resources';

export function pulumiChange(change: Change, model: ProgramModel): Edits {
  const writing: ProgramWriting = { script: model.script, reference: (reference, at) => referenced(reference, at, model) };
  switch (change.kind) {
    case 'set': return set(change.resource, change.path, change.to, model, writing);
    case 'secure': return set(change.parameter, ['Type'], 'SecureString', model, writing);
    case 'authorize': return authorized(change, model, writing);
    case 'grant': return granted(change, model, writing);
    case 'replace': return programChange(change, writing) ?? enumeration(change.value, change.by, writing);
    case 'add': {
      const script = model.script(model.declared.find(({ id }) => id === change.resource.beside)?.made.at.uri ?? '');
      const provider = script === undefined ? undefined : wholeOf('@pulumi/aws', script) ?? model.provider;
      return addedResource(change, model, provider, writing, (inner, added) => pulumiChange(inner, { ...model, added }));
    }
    case 'rotate': return rotated(change, model);
    case 'entry': return setIn(change.map.at, change.key, change.to, model, writing) ?? programChange(change, writing);
    default: return programChange(change, writing);
  }
}

/** A function that sends somewhere needs the right to. */
function set(id: string, path: readonly string[], to: Plain, model: ProgramModel, writing: ProgramWriting): Edits {
  const own = assigned(id, path, to, model, writing);
  const name = path.join('.') === 'DeadLetterConfig.TargetArn' ? model.functions.find(({ at }) => at === resourceWithId(id, model)?.at)?.name : undefined;
  const right = name === undefined || !isReference(to) ? undefined : sendingRight(name, to, model);
  if (own === undefined || right === undefined) return own;
  const allowed = pulumiChange(right, model);
  return allowed === undefined ? undefined : [...own, ...allowed];
}

function assigned(id: string, path: readonly string[], to: Plain, model: ProgramModel, writing: ProgramWriting): Edits {
  const own = model.declared.find((one) => one.id === id);
  const script = own === undefined ? undefined : model.script(own.made.at.uri);
  const node = own === undefined || script === undefined ? undefined : expressionAt(script, own.made.at.span);
  if (own === undefined || script === undefined || node === undefined || !ts.isNewExpression(node)) return undefined;
  const [label, options] = node.arguments ?? [];
  const [key = '', last] = path;
  const demanded = required[argumentOf(own.type, '', key)];
  // A block has to say more than what is set in it.
  if (demanded !== undefined && last !== undefined && path.length === 2 && (options === undefined || (ts.isObjectLiteralExpression(options) && !options.properties.some((one) => one.name?.getText(script) === spelled(own.type, argumentOf(own.type, '', key)))))) {
    return assigned(id, [key], { ...demanded, [last]: to }, model, writing);
  }
  const names = namesOf(own.type, path);
  const plain = plainText(inProviderNames(to, own.type, path), own.made.at, script, writing);
  const text = plain !== undefined && documentArguments.has(path.at(-1) ?? '') ? stringified(plain, script, model) : plain;
  if (text === undefined || label === undefined) return undefined;
  if (options !== undefined) return putText(script, options, names, text);
  const whole = names.reduceRight((inner, name) => `{ ${name}: ${inner} }`, text);
  const { end } = spanOf(label, script);
  return [{ uri: own.made.at.uri, edits: [{ span: { start: end, end }, newText: `, ${whole}` }] }];
}

/** The text of a document whose parts are known only when the program runs. */
function stringified(text: string, script: Script, { provider }: ProgramModel): string | undefined {
  const library = wholeOf('@pulumi/pulumi', script);
  return library !== undefined ? `${library}.jsonStringify(${text})` : provider === undefined ? undefined : `$jsonStringify(${text})`;
}

/** In place of a member of an enumeration a text: an older version of the provider may not have the member. */
function enumeration({ at, kind }: Value, by: Plain, writing: ProgramWriting): Edits {
  const script = kind === 'scalar' ? writing.script(at.uri) : undefined;
  const node = script === undefined ? undefined : expressionAt(script, at.span);
  const text = script === undefined || node === undefined || !ts.isPropertyAccessExpression(node) || !/^[A-Z]/.test(node.name.text) ? undefined : plainText(by, at, script, writing);
  return text === undefined ? undefined : [{ uri: at.uri, edits: [{ span: at.span, newText: text }] }];
}

/** Pulumi's name for each step of a path; below a map that holds data the keys stay. */
function namesOf(type: string, path: readonly string[]): readonly string[] {
  const names: string[] = [];
  let parent = '';
  let data = false;
  for (const key of path) {
    const name = data ? key : argumentOf(type, parent, key);
    names.push(data ? key : spelled(parent === '' ? type : '', name));
    data ||= mapArguments.has(key);
    parent = name;
  }
  return names;
}

/** A block that is set as a whole has names as well. */
function inProviderNames(to: Plain, type: string, path: readonly string[]): Plain {
  const parent = path.at(-1) ?? '';
  if (to === null || typeof to !== 'object' || Array.isArray(to) || 'kind' in to || path.some((key) => mapArguments.has(key))) return to;
  return Object.fromEntries(Object.entries(to as { readonly [key: string]: Plain }).map(([key, value]) => [spelled('', argumentOf(type, snake(parent), key)), value]));
}

/** An entry of a resource's own body: `FunctionResponseTypes` of a mapping is `functionResponseTypes`. */
function setIn(at: Location, key: string, to: Plain, model: ProgramModel, writing: ProgramWriting): Edits {
  const own = model.resources.find(({ properties }) => properties.at.uri === at.uri && properties.at.span.start === at.span.start && properties.at.span.end === at.span.end);
  return own === undefined ? undefined : set(own.id, [key], to, model, writing);
}

function authorized({ trigger }: Extract<Change, { kind: 'authorize' }>, model: ProgramModel, writing: ProgramWriting): Edits {
  const { route } = trigger;
  if (trigger.kind === 'url' && route !== undefined) return set(route.api, ['AuthType'], 'AWS_IAM', model, writing);
  const resource = resourcesAt(trigger.at, model)[0];
  const isRoute = resource?.type === 'AWS::ApiGateway::Method' || resource?.type === 'AWS::ApiGatewayV2::Route';
  return isRoute ? set(resource.id, ['AuthorizationType'], 'AWS_IAM', model, writing) : undefined;
}

/** A policy of its own on the function's role, behind the role, the function and whatever it names. */
function granted({ function: name, actions, resources }: Extract<Change, { kind: 'grant' }>, model: ProgramModel, writing: ProgramWriting): Edits {
  const deployed = model.functions.find((one) => one.name === name);
  const role = model.declared.find((one) => one.id === deployed?.role && one.type === 'aws_iam_role');
  const own = model.declared.find((one) => one.id === name && one.type === 'aws_lambda_function');
  const script = own === undefined || role?.made.at.uri !== own.made.at.uri ? undefined : model.script(own.made.at.uri);
  if (role === undefined || own === undefined || script === undefined) return undefined;
  const roleName = nameOfMade(script, role.made.at.span);
  const maker = expressionAt(script, role.made.at.span);
  const named = resources.flatMap((one) => (typeof one === 'string' ? [] : model.declared.filter(({ id }) => id === one.resource)));
  const last = [role, own, ...named].reduce((a, b) => (a.made.at.span.end > b.made.at.span.end ? a : b));
  const statement = statementAt(script, last.made.at.span.start);
  if (roleName === undefined || statement === undefined || maker === undefined || !ts.isNewExpression(maker)) return undefined;
  const policy = maker.expression.getText(script).replace(/Role$/, 'RolePolicy');
  const at: Location = { uri: script.fileName, span: { start: statement.end, end: statement.end } };
  const listed = plainText(resources.length === 1 && resources[0] !== undefined ? resources[0] : resources, at, script, writing);
  const label = plainText(`${name}-${(actions[0] ?? '').split(':')[0] ?? ''}`, at, script, writing);
  const allowed = plainText(actions, at, script, writing);
  if (!policy.endsWith('RolePolicy') || listed === undefined || label === undefined || allowed === undefined) return undefined;
  const pad = /^[ \t]*/.exec(script.text.slice(script.text.lastIndexOf('\n', statement.getStart(script) - 1) + 1))?.[0] ?? '';
  const quote = label.charAt(0);
  const lines = [
    `new ${policy}(${label}, {`,
    `  role: ${roleName}.id,`,
    '  policy: {',
    `    Version: ${quote}2012-10-17${quote},`,
    `    Statement: [{ Effect: ${quote}Allow${quote}, Action: ${allowed}, Resource: ${listed} }],`,
    '  },',
    `})${script.text[statement.end - 1] === ';' ? ';' : ''}`,
  ];
  return [{ uri: script.fileName, edits: [{ span: at.span, newText: lines.map((line) => `\n${pad}${line}`).join('') }] }];
}

/** A schedule behind secret and function, and the permission that it takes where there is none. */
function rotated({ secret, by, days }: Extract<Change, { kind: 'rotate' }>, model: ProgramModel): Edits {
  const known = permissionFor(by, model);
  const used = [secret, by, ...(known === undefined ? [] : [known])].map((id) => model.declared.find((one) => one.id === id));
  const last = used.reduce((a, b) => (a === undefined || b === undefined || a.made.at.uri !== b.made.at.uri ? undefined : a.made.at.span.end > b.made.at.span.end ? a : b));
  const script = last === undefined ? undefined : model.script(last.made.at.uri);
  const statement = last === undefined || script === undefined ? undefined : statementAt(script, last.made.at.span.start);
  const node = script === undefined || used[0] === undefined ? undefined : expressionAt(script, used[0].made.at.span);
  const label = node !== undefined && ts.isNewExpression(node) ? node.arguments?.[0] : undefined;
  const provider = script === undefined ? undefined : wholeOf('@pulumi/aws', script) ?? model.provider;
  if (script === undefined || statement === undefined || label === undefined || provider === undefined) return undefined;
  const at: Location = { uri: script.fileName, span: { start: statement.end, end: statement.end } };
  const [secretName, rotator, permission = 'rotationPermission'] = [secret, by, ...(known === undefined ? [] : [known])].map((id) => nameOfMade(script, model.declared.find((one) => one.id === id)?.made.at.span ?? at.span));
  if (secretName === undefined || rotator === undefined || (known === undefined && isTaken(script, permission))) return undefined;
  const semicolon = script.text[statement.end - 1] === ';' ? ';' : '';
  const pad = padAt(script, statement.getStart(script));
  const own = labelBehind(label, 'Rotation', script);
  const lines = [
    ...(known === undefined ? [`const ${permission} = new ${provider}.lambda.Permission(${own}, {`, `  function: ${rotator}.name,`, `  action: ${quoted('lambda:InvokeFunction', script)},`, `  principal: ${quoted(rotatingService, script)},`, `  sourceArn: ${secretName}.arn,`, `})${semicolon}`] : []),
    `new ${provider}.secretsmanager.SecretRotation(${own}, {`, `  secretId: ${secretName}.id,`, `  rotationLambdaArn: ${rotator}.arn,`, `  rotationRules: { automaticallyAfterDays: ${String(days)} },`, `}, { dependsOn: [${permission}] })${semicolon}`,
  ];
  return [{ uri: at.uri, edits: [{ span: at.span, newText: lines.map((line) => `\n${pad}${line}`).join('') }] }];
}

/** `table.arn`, where the table was made before in a statement of the file's own. */
function referenced({ resource, attribute }: ReferenceValue, at: Location, model: ProgramModel): string | undefined {
  const text = model.script(at.uri);
  // What is known only when the program runs cannot stand in a text that is made at once.
  if (text === undefined || isStringified(text, at)) return undefined;
  const { added } = model;
  if (added !== undefined && resource === added.id) return `${added.name}.${spelled(added.type, referenceAttribute(added.type, attribute))}`;
  if (resource === 'AWS::AccountId') return accountIn(text, model.provider);
  const own = model.declared.find(({ id }) => id === resource);
  const script = own?.made.at.uri === at.uri ? model.script(at.uri) : undefined;
  const name = own === undefined || script === undefined || own.made.at.span.end > at.span.start ? undefined : nameOfMade(script, own.made.at.span);
  return name === undefined || own === undefined ? undefined : `${name}.${spelled(own.type, referenceAttribute(own.type, attribute))}`;
}

/** The name under which a file has all of a module. */
function wholeOf(module: string, script: Script): string | undefined {
  return [...importsOf(script)].find(([, imported]) => imported.module === module && isWhole(imported))?.[0];
}

/** The account that the program deploys to, by the name under which it has the provider. */
function accountIn(script: Script, provider: string | undefined): string | undefined {
  const own = wholeOf('@pulumi/aws', script) ?? provider;
  return own === undefined ? undefined : `${own}.getCallerIdentityOutput().accountId`;
}

function isStringified(script: Script, { span }: Location): boolean {
  let found = false;
  walk(script, (node) => {
    if (found || node.end < span.start || node.pos > span.start) return false;
    found ||= ts.isCallExpression(node) && node.expression.getText(script) === 'JSON.stringify' && node.expression.end <= span.start && node.end >= span.end && span.end > span.start;
    return true;
  });
  return found;
}
