/** Writes rights, and who may call, into CDK programs. Knows no other change. */
import { spanOf, ts, type Script } from '../../syntax/script';
import type { FileEdit, TextEdit } from '../../text/edit';
import type { Change, Plain } from '../deployment';
import { grantingMethod } from './grants';
import { hasIndexes } from './rights';
import { isList, isReference, isText, members, type Saying } from './saying';
import { behind, callNamedAt, expressionAt, propertyNamed, put, quoted, removeItem, said, statementAt } from './source';
import { resourceWithId } from '../resources';

export type Edits = readonly FileEdit[] | undefined;

/** Narrower rights than a method such as `grantReadData` gives: by the construct's `grant` where it says just that, else by a statement. */
export function regranted(say: Saying, { call, receiver, grantee }: Granting, script: Script, by: Plain): Edits {
  const listed = by !== null && typeof by === 'object' && 'Statement' in by ? by['Statement'] : undefined;
  const [only, ...others] = listed !== undefined && isList(listed) ? listed : [];
  if (only === null || only === undefined || others.length > 0 || typeof only !== 'object' || !('Action' in only) || !('Resource' in only)) return undefined;
  const actions = isList(only['Action']) ? only['Action'] : [only['Action']];
  const resource = only['Resource'];
  const texts = actions.map((action) => quoted(typeof action === 'string' ? action : '', script));
  const uri = script.fileName;
  const span = spanOf(call, script);
  const narrower = isList(resource) || !actions.every(isText) ? undefined : byMethod(say, resource, actions, grantee, script, span.start);
  if (narrower?.startsWith(`${receiver}.`) === true) return [{ uri, edits: [{ span, newText: narrower }] }];
  const policy = said(script, 'aws-iam', 'PolicyStatement');
  const targets = (isList(resource) ? resource : [resource]).map((one) => say.plain(one, script, span.start));
  if (policy === undefined || targets.includes(undefined)) return undefined;
  return [{ uri, edits: [...policy.edits, { span, newText: `${grantee}.addToRolePolicy(new ${policy.text}({ actions: [${texts.join(', ')}], resources: [${targets.join(', ')}] }))` }] }];
}

/** `topic.grantPublish(fn)`, `table.grant(fn, 'dynamodb:GetItem')`; undefined where no method of the resource's construct allows just that. */
function byMethod(say: Saying, resource: Plain, actions: readonly string[], grantee: string, script: Script, offset: number): string | undefined {
  const [id, on] = isReference(resource) ? [resource.resource, 'arn' as const] : [typeof resource === 'string' ? /^\$\{(\w+)\.Arn\}\/\*$/.exec(resource)?.[1] ?? '' : '', 'arn/{1}' as const];
  const made = say.lowering.owners.get(id)?.made;
  const known = resourceWithId(id, say.model);
  const name = say.nameOf(id, script.fileName, offset);
  if (made === undefined || known === undefined || name === undefined || made.name.startsWith('Cfn') || (isReference(resource) && members[`${known.type} ${resource.attribute}`]?.endsWith('Arn') !== true)) return undefined;
  const { open, entries } = known.properties;
  // A table's methods and its `grant` are about its indexes too.
  if (open === true || hasIndexes(made)) return undefined;
  // What is encrypted with a key has its methods give rights on the key too; `grant` does not.
  const method = entries.some(({ key }) => isOwnEncryption.test(key)) ? undefined : grantingMethod(made.module, actions, on);
  if (method !== undefined) return `${name}.${method}(${grantee})`;
  return on === 'arn' && grantsAlone.test(known.type) ? `${name}.grant(${[grantee, ...actions.map((action) => quoted(action, script))].join(', ')})` : undefined;
}

/** `new AnyPrincipal()` becomes the account's own. */
export function principal(script: Script, uri: string, node: ts.NewExpression): Edits {
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  if (!/^(AnyPrincipal|StarPrincipal|Anyone)$/.test(name.getText(script))) return undefined;
  if (name !== node.expression) return [{ uri, edits: [{ span: spanOf(name, script), newText: 'AccountRootPrincipal' }] }];
  const account = said(script, 'aws-iam', 'AccountRootPrincipal');
  return account === undefined ? undefined : [{ uri, edits: [...account.edits, { span: spanOf(name, script), newText: account.text }] }];
}

/** Of a statement that is an object, is made with one, or is written by a method for a service. */
export function conditions(say: Saying, script: Script, node: ts.Expression, to: Plain): Edits {
  const text = say.plain(to, script, node.getStart(script));
  if (text === undefined) return undefined;
  const uri = script.fileName;
  if (ts.isObjectLiteralExpression(node)) return [{ uri, edits: [put(script, node, 'Condition', text)] }];
  const [given] = (ts.isNewExpression(node) || ts.isCallExpression(node) ? node.arguments : undefined) ?? [];
  if (given === undefined) return undefined;
  if (ts.isNewExpression(node)) return ts.isObjectLiteralExpression(given) ? [{ uri, edits: [put(script, given, 'conditions', text)] }] : undefined;
  if (!ts.isNewExpression(given) || !/ServicePrincipal$/.test(given.expression.getText(script)) || given.arguments?.length !== 1) return undefined;
  const end = given.arguments.end;
  return [{ uri, edits: [{ span: { start: end, end }, newText: `, { conditions: ${text} }` }] }];
}

export function statement(say: Saying, { grant, actions, resources }: Extract<Change, { kind: 'statement' }>): Edits {
  const script = say.script(grant.at.uri);
  const node = script === undefined ? undefined : expressionAt(script, grant.at.span);
  if (script === undefined || node === undefined) return undefined;
  const object = ts.isNewExpression(node) ? node.arguments?.[0] : node;
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined;
  const keys = ts.isNewExpression(node) ? (['actions', 'resources'] as const) : (['Action', 'Resource'] as const);
  const edits: TextEdit[] = [];
  for (const [key, items] of [[keys[0], actions], [keys[1], resources]] as const) {
    if (items === undefined) continue;
    const texts = items.map((item) => say.plain(item, script, grant.at.span.start));
    // Actions that are added by a call later on would stay.
    const known = propertyNamed(object, key);
    if (texts.includes(undefined) || known === undefined) return undefined;
    edits.push({ span: spanOf(known.initializer, script), newText: `[${texts.join(', ')}]` });
  }
  return edits.length === 0 ? undefined : [{ uri: grant.at.uri, edits }];
}

export function authorize(say: Saying, { trigger }: Extract<Change, { kind: 'authorize' }>): Edits {
  const script = say.script(trigger.at.uri);
  const call = script === undefined ? undefined : callNamedAt(script, trigger.at.span);
  if (script === undefined || call === undefined || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const { uri } = trigger.at;
  const method = call.expression.name.text;
  if (trigger.kind === 'url' && method === 'addFunctionUrl') return signedUrl(script, uri, call);
  if (method === 'addMethod') {
    const iam = said(script, 'aws-apigateway', 'AuthorizationType');
    const options = call.arguments[2];
    if (iam === undefined) return undefined;
    const text = `${iam.text}.IAM`;
    if (options !== undefined && ts.isObjectLiteralExpression(options)) return propertyNamed(options, 'authorizer') === undefined ? [{ uri, edits: [...iam.edits, put(script, options, 'authorizationType', text)] }] : undefined;
    const last = call.arguments[1];
    return options !== undefined || last === undefined ? undefined : [{ uri, edits: [...iam.edits, { span: { start: last.end, end: last.end }, newText: `, { authorizationType: ${text} }` }] }];
  }
  const [options] = call.arguments;
  if (method !== 'addRoutes' || options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
  const authorizer = said(script, 'aws-apigatewayv2-authorizers', 'HttpIamAuthorizer');
  return authorizer === undefined ? undefined : [{ uri, edits: [...authorizer.edits, put(script, options, 'authorizer', `new ${authorizer.text}()`)] }];
}

function signedUrl(script: Script, uri: string, call: ts.CallExpression): Edits {
  const [options] = call.arguments;
  const known = options !== undefined && ts.isObjectLiteralExpression(options) ? propertyNamed(options, 'authType')?.initializer : undefined;
  if (known === undefined) return undefined;
  if (ts.isPropertyAccessExpression(known) && known.name.text === 'NONE') return [{ uri, edits: [{ span: spanOf(known.name, script), newText: 'AWS_IAM' }] }];
  const type = said(script, 'aws-lambda', 'FunctionUrlAuthType');
  return type === undefined ? undefined : [{ uri, edits: [...type.edits, { span: spanOf(known, script), newText: `${type.text}.AWS_IAM` }] }];
}

/** Right behind the function, by the name that it has there: by a method of the resource's construct where one says just that, else by a statement. */
export function grant(say: Saying, { function: name, actions, resources }: Extract<Change, { kind: 'grant' }>): Edits {
  const made = say.lowering.owners.get(name)?.made;
  const script = made === undefined ? undefined : say.script(made.at.uri);
  if (made === undefined || script === undefined) return undefined;
  const { uri, span } = made.at;
  const fn = say.nameBehind(name, script);
  const spot = fn === undefined ? undefined : behind(script, span.start);
  if (fn === undefined || spot === undefined) return undefined;
  const { semicolon } = spot;
  const behindIt = (lines: readonly string[], edits: readonly TextEdit[]): Edits => [{ uri, edits: [...edits, spot.edit(lines)] }];
  const calls = resources.map((resource) => byMethod(say, resource, actions, fn, script, span.end));
  if (calls.length > 0 && !calls.includes(undefined)) return behindIt(calls.map((call) => `${call ?? ''}${semicolon}`), []);
  const policy = said(script, 'aws-iam', 'PolicyStatement');
  const targets = resources.map((one) => say.plain(one, script, span.end));
  if (policy === undefined || targets.includes(undefined)) return undefined;
  return behindIt([
    `${fn}.addToRolePolicy(new ${policy.text}({`,
    `  actions: [${actions.map((action) => quoted(action, script)).join(', ')}],`,
    `  resources: [${targets.join(', ')}],`,
    `}))${semicolon}`,
  ], policy.edits);
}

/** A function that is given no role makes one, with what the platform needs. */
export function ownRoles(say: Saying, { roles }: Extract<Change, { kind: 'own-roles' }>): Edits {
  const edits: FileEdit[] = [];
  for (const { function: name, statements } of roles) {
    const made = say.lowering.owners.get(name)?.made;
    const script = made === undefined ? undefined : say.script(made.at.uri);
    const node = made === undefined || script === undefined ? undefined : expressionAt(script, made.at.span);
    const options = node !== undefined && ts.isNewExpression(node) ? node.arguments?.[2] : undefined;
    if (made === undefined || script === undefined || made.name.startsWith('Cfn') || options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
    const role = options.properties.find((property) => property.name !== undefined && 'text' in property.name && property.name.text === 'role');
    if (role === undefined || options.properties.some(ts.isSpreadAssignment)) return undefined;
    edits.push({ uri: made.at.uri, edits: [removeWhole(script, options, role)] });
    for (const statement of statements) {
      const granted = grant(say, { kind: 'grant', function: name, ...statement });
      if (granted === undefined) return undefined;
      edits.push(...granted);
    }
  }
  return edits;
}

function removeWhole(script: Script, options: ts.ObjectLiteralExpression, property: ts.ObjectLiteralElementLike): TextEdit {
  const edit = removeItem(script, options.properties, property);
  return options.properties.length > 1 || edit.newText !== '' ? edit : { span: spanOf(options, script), newText: '{}' };
}

/** `table.grantReadData(fn);` */
export interface Granting {
  readonly statement: ts.Statement;
  readonly call: ts.CallExpression;
  readonly receiver: string;
  readonly grantee: string;
}

export function grantingCall(script: Script, span: { readonly start: number; readonly end: number }): Granting | undefined {
  const statement = statementAt(script, span.start);
  const call = statement !== undefined && ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (statement === undefined || call === undefined || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || !/^grant[A-Z]/.test(call.expression.name.text)) return undefined;
  const [grantee] = call.arguments;
  const own = spanOf(call, script);
  return grantee === undefined || own.start > span.start || own.end < span.end ? undefined : { statement, call, receiver: call.expression.expression.getText(script), grantee: grantee.getText(script) };
}

/** Types whose constructs have a `grant` that is about their own ARN and nothing beside it. */
const grantsAlone = /^AWS::(?:DynamoDB::Table|SQS::Queue|Kinesis::Stream|KMS::Key|StepFunctions::StateMachine|ECR::Repository)$/;

/** Properties that name the key that a resource is encrypted with. */
const isOwnEncryption = /^(?:Kms(?:MasterKey|Key)\w*|\w*Encryption(?:Configuration)?|SSESpecification)$/;
