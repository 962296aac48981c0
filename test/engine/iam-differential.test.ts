/**
 * After "grant only what is called", in every dialect: both rules of the difference are silent, an evaluator of IAM policies that is not ours
 * allows each call that the code makes and denies its neighbours, and the same application is granted the same.
 */
import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { applyEdits, createEngine, run, type Handler, type Report } from '../../server/engine';
import { grantOnly } from '../../server/engine/checks/least-privilege';
import { aimsOf } from '../../server/engine/facts/needs/aims';
import { needsOfHandler } from '../../server/engine/facts/rights/diff';
import { patternsOf } from '../../server/engine/facts/rights/patterns';
import { rightsOf, type Right } from '../../server/engine/facts/rights/rights';
import { ruleBook, workspaceOf } from '../support/analyse';

type Files = Readonly<Record<string, string>>;

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const account = '123456789012';
const book = { ...ruleBook(), rules: ruleBook().rules.filter(({ id }) => id === 'iam/unused-permission' || id === 'iam/missing-permission') };

function filesBelow(folder: string, found: string[] = []): readonly string[] {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (name === 'node_modules' || name === 'package-lock.json') continue;
    if (statSync(path).isDirectory()) filesBelow(path, found);
    else found.push(path);
  }
  return found;
}

/** An example and the code that all examples share. */
function example(name: string): Files {
  const paths = [...new Set([name, 'orders'])].flatMap((folder) => filesBelow(join(examples, folder)));
  return Object.fromEntries(paths.map((path) => [relative(examples, path), readFileSync(path, 'utf8')]));
}

function analysed(files: Files): Report {
  const report = run(createEngine(book).analyse(workspaceOf(files)));
  expect(report.crashes).toEqual([]);
  return report;
}

function handlersOf(report: Report, name: string): readonly Handler[] {
  return report.facts.handlers.filter((handler) => handler.deployment.uri.includes(`/${name}/`) && needsOfHandler(handler, report.facts) !== undefined);
}

/** Applies the fix to one role after the other. */
function cutDown(files: Files, name: string): { readonly files: Files; readonly fixed: readonly string[] } {
  let current = files;
  const fixed: string[] = [];
  const roles = new Set(handlersOf(analysed(files), name).flatMap((handler) => handler.function.role ?? []));
  for (const role of roles) {
    const report = analysed(current);
    const handlers = handlersOf(report, name).filter((handler) => handler.function.role === role);
    const [first] = handlers;
    const edits = first === undefined ? [] : grantOnly(handlers, first.deployment, report.facts).flatMap((fix) => fix.edits());
    if (edits.length > 0) fixed.push(...handlers.map((handler) => handler.function.name));
    const next: Record<string, string> = { ...current };
    for (const { uri, edits: list } of edits) {
      const path = uri.slice('file:///app/'.length);
      next[path] = applyEdits(next[path] ?? '', list);
    }
    current = next;
  }
  return { files: current, fixed };
}

/** Marks of the template's resources become names. */
function named(pattern: string): string {
  return pattern.replaceAll('\u0002', '').replaceAll('\u0003', '').replace(/^aws_\w+\./, '');
}

function policyOf(rights: readonly Right[]): object {
  return {
    Version: '2012-10-17',
    Statement: rights.map(({ effect, actions, resources, except }) => ({
      Effect: effect, [except ? 'NotAction' : 'Action']: actions.map(({ pattern }) => pattern), Resource: resources.map(({ patterns }) => named(patterns[0] ?? '*')),
    })),
  };
}

/** An ARN that fits the pattern. */
function concrete(pattern: string): string {
  if (pattern === '*') return '*';
  const parts = named(pattern).replaceAll('?', 'x').split(':');
  return parts.map((part, i) => (i === 1 && part === '*' ? 'aws' : i === 3 && part === '*' ? 'eu-west-1' : i === 4 && part === '*' ? account : part.replaceAll('*', 'any'))).join(':');
}

async function isAllowed(policy: object, action: string, resource: string): Promise<boolean> {
  const simulation: Simulation = {
    request: { principal: `arn:aws:iam::${account}:role/function`, action, resource: { resource, accountId: account }, contextVariables: {} },
    identityPolicies: [{ name: 'role', policy }], resourceControlPolicies: [],
    serviceControlPolicies: [{ orgIdentifier: 'o-1', policies: [{ name: 'all', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } }] }],
  };
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(answer.errors)}`);
  return answer.overallResult === 'Allowed';
}

/** Each on the thing that its service would be asked for. */
const neighbours: readonly (readonly [action: string, resource: string])[] = [
  ...['DeleteItem', 'UpdateItem', 'Scan', 'BatchWriteItem', 'DeleteTable', 'UpdateTable', 'CreateBackup', 'ExportTableToPointInTime', 'PartiQLDelete', 'DescribeTable'].map((name) => [`dynamodb:${name}`, `arn:aws:dynamodb:eu-west-1:${account}:table/OrdersTable`] as const),
  ...['PutItem', 'GetItem', 'Query'].map((name) => [`dynamodb:${name}`, `arn:aws:dynamodb:eu-west-1:${account}:table/payroll`] as const),
  ...['DeleteObject', 'PutObjectAcl', 'GetObjectAcl', 'PutObjectTagging', 'DeleteObjectVersion', 'RestoreObject', 'BypassGovernanceRetention'].map((name) => [`s3:${name}`, 'arn:aws:s3:::ReportBucket/daily/any.json'] as const),
  ...['PutBucketPolicy', 'DeleteBucket', 'PutBucketAcl', 'ListBucketVersions', 'PutEncryptionConfiguration', 'PutBucketPublicAccessBlock'].map((name) => [`s3:${name}`, 'arn:aws:s3:::ReportBucket'] as const),
  ['s3:PutObject', 'arn:aws:s3:::payroll/any'],
  ...['DeleteMessage', 'PurgeQueue', 'DeleteQueue', 'SetQueueAttributes', 'AddPermission'].map((name) => [`sqs:${name}`, `arn:aws:sqs:eu-west-1:${account}:payroll`] as const),
  ['sqs:SendMessage', `arn:aws:sqs:eu-west-1:${account}:payroll`],
  ...['PutSecretValue', 'DeleteSecret', 'PutResourcePolicy', 'UpdateSecret', 'CreateSecret'].map((name) => [`secretsmanager:${name}`, `arn:aws:secretsmanager:eu-west-1:${account}:secret:any-abcdef`] as const),
  ...['InvokeFunction', 'UpdateFunctionCode', 'AddPermission', 'DeleteFunction'].map((name) => [`lambda:${name}`, `arn:aws:lambda:eu-west-1:${account}:function:any`] as const),
  ...['PassRole', 'AttachRolePolicy', 'PutRolePolicy', 'UpdateAssumeRolePolicy'].map((name) => [`iam:${name}`, `arn:aws:iam::${account}:role/any`] as const),
  ['iam:CreateAccessKey', `arn:aws:iam::${account}:user/any`],
  ...['Decrypt', 'ScheduleKeyDeletion', 'PutKeyPolicy'].map((name) => [`kms:${name}`, `arn:aws:kms:eu-west-1:${account}:key/any`] as const),
  ['sts:AssumeRole', `arn:aws:iam::${account}:role/any`],
];

/** The same whatever the dialect calls its resources: `OrdersTable`, `aws_dynamodb_table.orders`. */
function alike(pattern: string): string {
  return pattern.split('\u0002').map((part, i) => {
    if (i === 0) return part;
    const [id = '', rest = ''] = part.split('\u0003');
    return `<${id.replace(/^aws_\w+\./, '').replace(/table|queue|bucket|topic|[^a-z]/gi, '').toLowerCase().replace(/s$/, '')}>${rest}`;
  }).join('').replace(/^arn:(?:aws|\*):/, 'arn:');
}

const dialects = ['orders', 'orders-cfn', 'orders-serverless', 'orders-terraform', 'orders-cdk'];

describe('granting only what is called', () => {
  const granted = new Map<string, ReadonlyMap<string, readonly string[]>>();

  it('has fifty neighbours', () => {
    expect(neighbours.length).toBeGreaterThanOrEqual(50);
    expect(new Set(neighbours.map((one) => one.join(' '))).size).toBe(neighbours.length);
  });

  it.each(dialects)('%s: both rules are silent, calls are allowed, neighbours denied', async (name) => {
    const { files, fixed } = cutDown(example(name), name);
    const report = analysed(files);
    const handlers = handlersOf(report, name).filter((handler) => fixed.includes(handler.function.name));
    expect(handlers.length).toBeGreaterThanOrEqual(3);
    expect(report.findings.filter(({ functions }) => functions.some((one) => fixed.includes(one))).map(({ message }) => message)).toEqual([]);
    const rows = new Map<string, readonly string[]>();
    for (const handler of handlers) {
      const { rights } = rightsOf(handler, report.facts.snapshot);
      // What AWS wrote for the platform is not what is looked at here.
      const policy = policyOf(rights.filter(({ attachment }) => attachment === undefined));
      const asked: string[] = [];
      for (const need of needsOfHandler(handler, report.facts)?.needs ?? []) {
        for (const aim of aimsOf(need, handler)) {
          const [pattern = '*'] = patternsOf(aim.arn, handler.deployment);
          const resource = concrete(pattern);
          expect(await isAllowed(policy, need.action, resource), `${handler.function.name}: ${need.action} on ${resource} by ${JSON.stringify(policy)}`).toBe(true);
          asked.push(need.action);
        }
      }
      for (const [action, resource] of neighbours) {
        if (!asked.includes(action)) expect(await isAllowed(policy, action, resource), `${handler.function.name}: ${action} on ${resource}`).toBe(false);
      }
      const own = rights.filter(({ attachment }) => attachment === undefined).flatMap(({ actions, resources }) => actions.flatMap((action) => resources.map((resource) => `${action.pattern} ${alike(resource.patterns[0] ?? '')}`)));
      rows.set(handler.function.name.toLowerCase().replace(/_|function$/g, ''), [...new Set(own)].sort());
    }
    granted.set(name, rows);
  });

  it('grants the same in five dialects', () => {
    const [first, ...others] = dialects.map((name) => granted.get(name) ?? new Map<string, readonly string[]>());
    for (const other of others) {
      const shared = [...first?.keys() ?? []].filter((key) => other.has(key));
      expect(shared.length).toBeGreaterThanOrEqual(3);
      for (const key of shared) expect(other.get(key), key).toEqual(first?.get(key));
    }
  });
});
