/**
 * The inputs and outputs of the public module `terraform-aws-modules/lambda/aws` (its documentation is the source of names and
 * defaults), so that functions made by it are seen though its files are not in the workspace.
 */
import type { Location } from '../../text/span';
import type { LoweredResource } from '../cloudformation/resources';
import type { Presence } from '../deployment';
import { booleanOf, entryAt, itemsOf, scalar, stringOf, valueAt, type MapEntry, type MapValue, type Value } from '../value';
import { withItems, wrapped } from './lowering';
import { place, type Call, type Evaluator } from './scope';
import { eachOption, mapValue } from './values';
import { pascal } from './vocabulary';

const lambdaModule = /(?:^|\/)terraform-aws-modules\/(?:lambda\/aws|terraform-aws-lambda(?:\.git)?)(?:$|\?)/;

const types = {
  function: 'AWS::Lambda::Function', role: 'AWS::IAM::Role', url: 'AWS::Lambda::Url', permission: 'AWS::Lambda::Permission',
  mapping: 'AWS::Lambda::EventSourceMapping', logGroup: 'AWS::Logs::LogGroup', invoke: 'AWS::Lambda::EventInvokeConfig',
} as const;

export function isLambdaModule(source: string): boolean {
  return lambdaModule.test(source);
}

/** Outputs by what they stand for; '' is the function, the rest a part of it. */
const outputs: Readonly<Record<string, readonly [part: string, attribute: string]>> = {
  lambda_function_arn: ['', 'Arn'], lambda_function_name: ['', 'Ref'], lambda_function_invoke_arn: ['', 'Arn'], lambda_function_qualified_arn: ['', 'Arn'],
  lambda_function_qualified_invoke_arn: ['', 'Arn'], lambda_function_arn_static: ['', 'Arn'], lambda_function_version: ['', 'Version'],
  lambda_role_arn: ['.role', 'Arn'], lambda_role_name: ['.role', 'Ref'], lambda_function_url: ['.url', 'FunctionUrl'],
  lambda_cloudwatch_log_group_name: ['.logs', 'Ref'], lambda_cloudwatch_log_group_arn: ['.logs', 'Arn'],
};

/** Undefined where the module is not known here. */
export function wellKnownOutput(call: Call, output: string, at: Location): Value | undefined {
  if (!isLambdaModule(call.source)) return undefined;
  const [part, attribute] = outputs[output] ?? ['', pascal(output)];
  return { kind: 'reference', resource: `${call.instance.id}${part}`, attribute, at, via: [] };
}

/** Inputs that become a property of the function as they are. */
const properties: Readonly<Record<string, readonly string[]>> = {
  function_name: ['FunctionName'], description: ['Description'], handler: ['Handler'], runtime: ['Runtime'], memory_size: ['MemorySize'], timeout: ['Timeout'],
  layers: ['Layers'], architectures: ['Architectures'], package_type: ['PackageType'], kms_key_arn: ['KmsKeyArn'], code_signing_config_arn: ['CodeSigningConfigArn'],
  reserved_concurrent_executions: ['ReservedConcurrentExecutions'], image_uri: ['Code', 'ImageUri'], environment_variables: ['Environment', 'Variables'],
  tracing_mode: ['TracingConfig', 'Mode'], dead_letter_target_arn: ['DeadLetterConfig', 'TargetArn'], ephemeral_storage_size: ['EphemeralStorage', 'Size'],
};

/** The input that sets a property of the function or its URL. */
export function inputOf(path: readonly string[]): string | undefined {
  if (path.length === 1 && path[0] === 'AuthType') return 'authorization_type';
  return Object.entries(properties).find(([, own]) => own.join('.') === path.join('.'))?.[0];
}

export function wellKnownResources(call: Call, presence: Presence, evaluator: Evaluator): readonly LoweredResource[] {
  if (!isLambdaModule(call.source)) return [];
  const { inputs, instance } = call;
  const { block, file } = instance.declared;
  const at = place(file, block.labels.at(-1)?.span ?? block.typeSpan);
  const input = (name: string): Value | undefined => valueAt(inputs, name);
  const off = (name: string): boolean => booleanOf(input(name)) === false;
  if (off('create') || off('create_function')) return [];
  const make = (part: string, type: string, entries: readonly MapEntry[], where = inputs.at): LoweredResource => ({
    id: `${instance.id}${part}`, type, declaredType: type, at, presence, metadata: undefined, properties: mapValue(entries, where),
    // The function's role is its own, and its rights are written in the call.
    ...(part === '' || part === '.role' ? {} : { implicit: true }),
  });
  const link = (key: string, part: string, attribute: string): MapEntry => ({ key, keyAt: at, value: { kind: 'reference', resource: `${instance.id}${part}`, attribute, at, via: [] } });
  const resources: LoweredResource[] = [make('', types.function, [...functionEntries(inputs), ...vpcOf(inputs), ...(off('create_role') ? given(inputs, 'lambda_role', ['Role']) : [link('Role', '.role', 'Arn')])])];
  if (!off('create_role')) resources.push(roleOf(inputs, (entries) => make('.role', types.role, entries), evaluator));
  if (booleanOf(input('create_lambda_function_url')) === true) {
    const auth = entryAt(inputs, 'authorization_type');
    const asked = entryAt(inputs, 'create_lambda_function_url');
    const value = auth?.value ?? scalar('NONE', asked?.value.at ?? at);
    resources.push({ ...make('.url', types.url, [link('TargetFunctionArn', '', 'Arn'), { key: 'AuthType', keyAt: auth?.keyAt ?? at, value }, ...given(inputs, 'cors', ['Cors']).map(pascalEntry)]), at: asked?.keyAt ?? at });
    if (stringOf(value) === 'NONE') resources.push(make('.url.permission', types.permission, [link('FunctionName', '', 'Arn'), ...['Action=lambda:InvokeFunctionUrl', 'Principal=*', 'FunctionUrlAuthType=NONE'].map((pair) => ({ key: pair.slice(0, pair.indexOf('=')), keyAt: at, value: scalar(pair.slice(pair.indexOf('=') + 1), value.at) }))]));
  }
  for (const entry of entriesOf(input('allowed_triggers'))) resources.push(make(`.trigger.${entry.key}`, types.permission, [link('FunctionName', '', 'Arn'), { key: 'Action', keyAt: entry.keyAt, value: scalar('lambda:InvokeFunction', entry.keyAt) }, ...triggerEntries(entry)], entry.value.at));
  for (const entry of entriesOf(input('event_source_mapping'))) resources.push(make(`.mapping.${entry.key}`, types.mapping, [link('FunctionName', '', 'Arn'), ...entriesOf(entry.value).map(pascalEntry)], entry.value.at));
  if (input('destination_on_failure') !== undefined) resources.push(make('.invoke', types.invoke, [link('FunctionName', '', 'Ref'), ...given(inputs, 'destination_on_failure', ['DestinationConfig', 'OnFailure', 'Destination'])]));
  if (booleanOf(input('use_existing_cloudwatch_log_group')) !== true) {
    const name = input('function_name');
    resources.push(make('.logs', types.logGroup, [
      ...(stringOf(name) === undefined ? [] : [{ key: 'LogGroupName', keyAt: at, value: scalar(`/aws/lambda/${stringOf(name) ?? ''}`, at) }]),
      ...given(inputs, 'cloudwatch_logs_retention_in_days', ['RetentionInDays']), ...given(inputs, 'cloudwatch_logs_kms_key_id', ['KmsKeyId']),
    ]));
  }
  return resources;
}

function functionEntries(inputs: MapValue): readonly MapEntry[] {
  return Object.entries(properties).flatMap(([name, path]) => given(inputs, name, path));
}

function vpcOf(inputs: MapValue): readonly MapEntry[] {
  const parts = [...given(inputs, 'vpc_subnet_ids', ['SubnetIds']), ...given(inputs, 'vpc_security_group_ids', ['SecurityGroupIds'])];
  const [first] = parts;
  return first === undefined ? [] : [{ key: 'VpcConfig', keyAt: first.keyAt, value: mapValue(parts, first.value.at) }];
}

function given(inputs: MapValue, name: string, path: readonly string[]): readonly MapEntry[] {
  const entry = entryAt(inputs, name);
  const last = path.at(-1);
  return entry === undefined || last === undefined ? [] : [wrapped(path.slice(0, -1), { ...entry, key: last })];
}

/** What is attached counts only where its switch is on, as the module has it. */
function roleOf(inputs: MapValue, make: (entries: readonly MapEntry[]) => LoweredResource, evaluator: Evaluator): LoweredResource {
  const input = (name: string): Value | undefined => valueAt(inputs, name);
  const wanted = (flag: string): boolean => {
    const value = input(flag);
    return value !== undefined && booleanOf(value) !== false;
  };
  let entries = mapValue([...given(inputs, 'role_name', ['RoleName']), ...given(inputs, 'role_permissions_boundary', ['PermissionsBoundary'])], inputs.at);
  const documents: Value[] = [];
  if (wanted('attach_policy_statements')) {
    const statements = input('policy_statements');
    const items = statements === undefined ? [] : statements.kind === 'map' ? statements.entries.map((entry) => entry.value) : itemsOf(statements);
    if (statements !== undefined) documents.push(mapValue([{ key: 'Statement', keyAt: statements.at, value: { kind: 'list', at: statements.at, via: [], items: items.map(statementOf) } }], statements.at));
  }
  if (wanted('attach_policy_json')) documents.push(...itemsOf(input('policy_json')));
  if (wanted('attach_policy_jsons')) documents.push(...itemsOf(input('policy_jsons')));
  for (const document of documents) {
    const policy = mapValue([{ key: 'PolicyDocument', keyAt: document.at, value: evaluator.decoded(document) }], document.at);
    entries = withItems(entries, 'Policies', [policy], document.at);
  }
  const attached = [...(wanted('attach_policy') ? itemsOf(input('policy')) : []), ...(wanted('attach_policies') ? itemsOf(input('policies')) : [])];
  if (attached.length > 0) entries = withItems(entries, 'ManagedPolicyArns', attached, inputs.at);
  return make(entries.entries);
}

const statementNames: Readonly<Record<string, string>> = { sid: 'Sid', effect: 'Effect', actions: 'Action', not_actions: 'NotAction', resources: 'Resource', not_resources: 'NotResource', condition: 'Condition', principals: 'Principal' };

function statementOf(value: Value): Value {
  return eachOption(value, (one) => {
    if (one.kind !== 'map') return one;
    const entries = one.entries.map((entry) => ({ ...entry, key: statementNames[entry.key] ?? entry.key }));
    if (!entries.some((entry) => entry.key === 'Effect')) entries.push({ key: 'Effect', keyAt: one.at, value: scalar('Allow', one.at) });
    return { ...one, entries };
  });
}

function triggerEntries(trigger: MapEntry): readonly MapEntry[] {
  const service = entryAt(trigger.value, 'service');
  const principal = entryAt(trigger.value, 'principal');
  const name = stringOf(service?.value);
  return [
    ...(principal !== undefined ? [{ ...principal, key: 'Principal' }] : service === undefined ? [] : [{ ...service, key: 'Principal', value: name === undefined ? service.value : scalar(`${name}.amazonaws.com`, service.value.at) }]),
    ...given(asMap(trigger.value), 'source_arn', ['SourceArn']), ...given(asMap(trigger.value), 'source_account', ['SourceAccount']), ...given(asMap(trigger.value), 'principal_org_id', ['PrincipalOrgID']),
  ];
}

function asMap(value: Value): MapValue {
  return value.kind === 'map' ? value : mapValue([], value.at);
}

function entriesOf(value: Value | undefined): readonly MapEntry[] {
  return value?.kind === 'map' ? value.entries : [];
}

function pascalEntry(entry: MapEntry): MapEntry {
  return { ...entry, key: pascal(entry.key), value: eachOption(entry.value, (one) => (one.kind === 'map' ? { ...one, entries: one.entries.map(pascalEntry) } : one)) };
}
