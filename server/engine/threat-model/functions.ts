/** The functions table: what starts each function, what it is given, what it may touch, what is open about it. Knows no checklist. */
import type { Handler } from '../facts/facts';
import type { Finding } from '../finding';
import type { Exposure, Grant } from '../template/deployment';
import { patternOf, possibilities, stringOf, type Value } from '../template/value';
import { hash } from '../text/identity';
import type { Answers } from './answers';
import type { Access, EnvironmentRow, FindingRow, FunctionRow } from './model';
import type { Subject } from './subject';

/** From the least to the most exposed. */
const order: readonly Exposure[] = ['unknown', 'schedule', 'account', 'external-data', 'authenticated', 'anonymous'];

export function functionRows(subject: Subject, answers: Answers): readonly FunctionRow[] {
  const taken = new Map<string, number>();
  const rows = subject.handlers.map((handler) => {
    const plainKey = `${subject.path(handler.deployment.uri)}/${handler.function.name}`;
    // One file may hold several stacks that use the same name.
    const count = (taken.get(plainKey) ?? 0) + 1;
    taken.set(plainKey, count);
    return rowOf(handler, count === 1 ? plainKey : `${plainKey}#${count}`, subject, answers);
  });
  return rows.sort((a, b) => compare(a.template, b.template) || compare(a.name, b.name) || compare(a.key, b.key));
}

function rowOf(handler: Handler, key: string, subject: Subject, answers: Answers): FunctionRow {
  const { binding, deployment } = handler;
  const deployed = handler.function;
  const triggers = deployed.triggers.map(({ kind, label, exposure, because, at }) => ({ kind, label, exposure, because, at }));
  const environment = deployed.environment.map((variable): EnvironmentRow => ({ name: variable.name, at: variable.at, source: sourceOf(variable.value) }));
  const access = deployment.grants.filter((grant) => isOf(grant, deployed.name)).map(accessOf);
  const evidenceHash = hash(JSON.stringify([
    triggers.map((trigger) => [trigger.kind, trigger.label, trigger.exposure]),
    environment.map(({ name, source }) => [name, source]),
    access.map(({ actions, resources }) => [actions, resources]),
    binding.kind === 'bound' ? [subject.path(binding.uri), binding.exportName] : [],
  ]));
  // An answer that was retired with the function holds again when the function is back.
  const answer = answers.functions.get(key) ?? answers.retired.get(key);
  return {
    key,
    name: deployed.name,
    template: subject.path(deployment.uri),
    at: deployed.at,
    code: binding.kind === 'bound' ? { uri: binding.uri, exportName: binding.exportName } : { unbound: binding.reason },
    runtime: stringOf(deployed.runtime),
    role: deployed.role,
    triggers,
    exposure: triggers.reduce<Exposure>((worst, { exposure }) => (order.indexOf(exposure) > order.indexOf(worst) ? exposure : worst), 'unknown'),
    environment,
    access,
    findings: subject.findings.filter((finding) => isAbout(finding, handler, subject)).map(findingRow),
    answer,
    anotherLook: answer?.evidence !== undefined && answer.evidence !== evidenceHash,
    evidenceHash,
  };
}

function isOf(grant: Grant, name: string): boolean {
  return grant.effect === 'Allow' && grant.holder.kind === 'role' && grant.holder.functions.includes(name);
}

/** Names are unique in a template only, so a finding in another template is about another function of the same name. */
function isAbout(finding: Finding, handler: Handler, subject: Subject): boolean {
  const { uri } = finding.location;
  if (finding.functions.length === 0) return handler.binding.kind === 'bound' && handler.binding.uri === uri;
  if (!finding.functions.includes(handler.function.name)) return false;
  return uri === handler.deployment.uri || !subject.deployments.some((other) => other.uri === uri);
}

export function findingRow({ rule, message, severity, location, fingerprint }: Finding): FindingRow {
  return { rule, message, severity, location, fingerprint };
}

function sourceOf(value: Value): EnvironmentRow['source'] {
  switch (value.kind) {
    case 'scalar':
      return 'literal';
    case 'reference':
      return 'resource';
    case 'text': {
      const unknown = value.parts.find((part) => typeof part !== 'string' && part.kind === 'unknown');
      return unknown !== undefined && typeof unknown !== 'string' ? sourceOf(unknown) : 'resource';
    }
    case 'unknown':
      return value.source === 'parameter' || value.source === 'secret-store' ? value.source : 'unknown';
    case 'choice':
      return value.options.every((option) => sourceOf(option.value) === 'literal') ? 'literal' : 'unknown';
    default:
      return 'unknown';
  }
}

function accessOf(grant: Grant): Access {
  const actions = [...grant.actions.flatMap(labels), ...grant.notActions.flatMap(labels).map((action) => `all but ${action}`)];
  const resources = [...grant.resources.flatMap(labels), ...grant.notResources.flatMap(labels).map((resource) => `all but ${resource}`)];
  const wide = actions.some((action) => action === '*' || action.endsWith(':*') || action.startsWith('all but ')) || resources.some((resource) => resource === '*' || resource.startsWith('all but '));
  return { actions, resources, wide, at: grant.at, ...(grant.from === undefined ? {} : { from: grant.from }) };
}

/** As a person would write it: a reference by the resource's name, what is not known as `…`. */
function labels(value: Value): readonly string[] {
  return possibilities(value).map((one) => {
    if (one.kind === 'reference') return one.resource;
    if (one.kind !== 'text') return patternOf(one) ?? '…';
    return one.parts.map((part) => (typeof part === 'string' ? part : part.kind === 'reference' ? part.resource : '…')).join('');
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
