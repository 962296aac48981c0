/** Reports logs that are kept for ever: groups without a retention, and functions whose group nobody declares. Knows no dialect. */
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import type { Change, DeployedFunction, Deployment, Grant, Resource } from '../../template/deployment';
import { entryAt, patternOf, referencesIn, stringOf, valueAt, type Value } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';
import { findAll } from './demand';
import { blockOf, idOf, referenceTo } from './function-place';
import { gatheredByProfile } from './property';
import { resourcesOfType } from '../../template/resources';

interface Parameters {
  readonly logGroupType: string;
  /** What a fix writes, in days. */
  readonly suggested: number;
  readonly gather: number;
  readonly apart?: boolean;
}

export const logRetention: Checker = {
  name: 'log-retention',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const groups = resourcesOfType(parameters.logGroupType, deployment);
      for (const group of groups) yield* ofGroup(rule, parameters, group, deployment);
      const lacking = deployment.functions
        .filter((deployed) => deployed.presence === 'always' && hasNoGroup(deployed, groups, deployment))
        .map((deployed) => ({ name: deployed.name, deployed, at: blockOf(deployed, deployment) }));
      const bound = new Set(lacking.filter(({ deployed }) => logsOnlyToItsOwn(deployed, deployment)));
      const gather = (items: typeof lacking): ReturnType<typeof gatheredByProfile<(typeof lacking)[number]>> => gatheredByProfile(items, parameters.gather, parameters.apart);
      for (const { items: many, only } of [...gather(lacking.filter((one) => !bound.has(one))), ...gather([...bound])]) {
        const [first, ...others] = many;
        if (first === undefined) continue;
        const names = many.map(({ name }) => name);
        yield {
          location: first.at,
          message: fill(rule.message, { what: `The log of ${listed(names)} is kept for ever, as the template declares no log group for it` }),
          related: others.map(({ at, name }) => ({ location: at, message: `\`${name}\`` })),
          functions: names,
          fixes: bound.has(first) ? [] : withGroups(many.map(({ deployed }) => deployed), parameters, deployment),
          ...(only === undefined ? {} : { only }),
        };
      }
      yield undefined;
    }
  },
};

/** A log group for each, to which it logs from now on: the one that came into being by itself cannot be declared any more. */
function withGroups(functions: readonly DeployedFunction[], { logGroupType, suggested }: Parameters, deployment: Deployment): readonly Fix[] {
  const wanted = functions.map((deployed): Change => {
    const resource = idOf(deployed, deployment);
    return { kind: 'add', resource: { type: logGroupType, properties: { RetentionInDays: suggested }, beside: resource, suffix: 'Logs' }, then: (id) => [{ kind: 'set', resource, path: ['LoggingConfig', 'LogGroup'], to: referenceTo({ id, at: deployed.at }, 'Ref') }] };
  });
  return changes(`Keep logs for ${String(suggested)} days`, deployment, wanted);
}

/** True where the role lets the function write to groups of certain names alone: one of another name would stay empty. */
function logsOnlyToItsOwn({ name, properties }: DeployedFunction, { grants, attachments }: Deployment): boolean {
  const mine = ({ holder }: Pick<Grant, 'holder'>): boolean => holder.kind === 'role' && holder.functions.includes(name);
  const writing = grants.filter((grant) => mine(grant) && grant.effect === 'Allow' && grant.actions.some((action) => /^(?:\*|logs:(?:\*|Put\*|PutLogEvents))$/i.test(stringOf(action) ?? '')));
  // A role that the dialect makes may write wherever it likes.
  if (writing.length === 0 || entryAt(properties, 'Role') === undefined || attachments.some((attachment) => mine(attachment))) return false;
  return !writing.some(({ resources }) => resources.some((one) => one.kind === 'unknown' || /^(?:\*|arn:[^:]*:logs:[^:]*:[^:]*:(?:\*|log-group:\*.*))$/.test(patternOf(one) ?? '')));
}

function* ofGroup(rule: RuleData, { suggested }: Parameters, group: Resource, deployment: Deployment): Generator<Draft> {
  if (group.presence !== 'always' || findAll(group.properties, ['RetentionInDays']).some(({ kind }) => kind !== 'absent')) return;
  yield {
    location: group.block ?? group.at,
    message: fill(rule.message, { what: `Log group \`${group.id}\` keeps what is logged for ever` }),
    fixes: changes(`Keep logs for ${String(suggested)} days`, deployment, [{ kind: 'set', resource: group.id, path: ['RetentionInDays'], to: suggested }]),
  };
}

/** True where it is sure that the function logs to a group that comes into being by itself. */
function hasNoGroup(deployed: DeployedFunction, groups: readonly Resource[], deployment: Deployment): boolean {
  if (findAll(deployed.properties, ['LoggingConfig', 'LogGroup']).some(({ kind }) => kind !== 'absent')) return false;
  const id = idOf(deployed, deployment);
  const given = valueAt(deployed.properties, 'FunctionName');
  return !groups.some((group) => mayBeFor(valueAt(group.properties, 'LogGroupName'), id, given, group, deployed));
}

/** A group's name leads to the function, or equals its name, or is not known. One that is made for the function stands where it stands. */
function mayBeFor(name: Value | undefined, id: string, given: Value | undefined, group: Resource, deployed: DeployedFunction): boolean {
  if (name !== undefined && referencesIn(name).some(({ resource }) => resource === id)) return true;
  if (group.implicit === true) return group.at.span === deployed.at.span && group.at.uri === deployed.at.uri;
  if (name === undefined) return false;
  const references = referencesIn(name);
  const text = stringOf(name);
  const known = stringOf(given);
  if (text !== undefined) return known === undefined ? given !== undefined : text === `/aws/lambda/${known}`;
  // Its name is put together of things that are not known: of another resource's it is that one's, else it may be anybody's.
  return references.length === 0 || given !== undefined || entryAt(deployed.properties, 'FunctionName') !== undefined;
}
