/** Reports identities that can give themselves more rights than they were given. The ways stand in `rules/models/escalation.yaml`. Knows no dialect. */
import type { Facts } from '../../facts/facts';
import { meansOf, waysIn, type Way } from '../../facts/rights/ways';
import type { Draft } from '../../finding';
import { actionsMatching, isEveryAction, isWholeService, matches, serviceOf } from '../../iam/actions';
import { isEveryResource, mayBeOf, unknownPart } from '../../iam/arn';
import type { RuleData } from '../../rules/rule';
import type { Deployment, Grant, Holder } from '../../template/deployment';
import type { Value } from '../../template/value';
import { contains, type Location } from '../../text/span';
import { fill, type Checker } from '../checker';
import { narrows } from '../condition';
import { nearStatement } from '../excerpt';
import { functionsOf, listed, takenOver } from '../holder';
import { allows, textsOf } from '../policy-text';

/** An action that somebody may call on everything. */
interface Right {
  readonly text: string;
  readonly value: Value;
  readonly grant: Grant;
}

const passRole = 'iam:PassRole';

export const escalation: Checker = {
  name: 'escalation',
  over: ['deployments'],
  *run(rule, facts) {
    const ways = waysIn(facts.models);
    for (const deployment of facts.deployments) {
      for (const rights of rightsByHolder(deployment)) {
        const found = draft(rule, rights, ways, deployment, facts);
        if (found !== undefined) yield found;
      }
      yield undefined;
    }
  },
};

function rightsByHolder(deployment: Deployment): readonly (readonly Right[])[] {
  const byHolder = new Map<string, Right[]>();
  for (const grant of deployment.grants) {
    if (!concerns(grant)) continue;
    const wide = textsOf(grant.resources).filter(({ text }) => isEveryResource(text));
    const rights = textsOf(grant.actions).filter(({ text }) => !text.includes(unknownPart) && !isEveryAction(text) && wide.some((resource) => mayBeOf(resource.text, serviceOf(text)))).map((one): Right => ({ ...one, grant }));
    const key = `${grant.holder.kind} ${grant.holder.id}`;
    byHolder.set(key, [...(byHolder.get(key) ?? []), ...rights]);
  }
  return [...byHolder.values()];
}

/** On named resources, or under a condition, somebody thought about what may be reached. */
function concerns(grant: Grant): boolean {
  const { kind } = grant.holder;
  return (kind === 'role' || kind === 'identity') && allows(grant) && grant.from === undefined && !narrows(grant.conditions) && textsOf(grant.resources).some(({ text }) => isEveryResource(text));
}

/** Who may change who else may use a thing may let itself use it. */
function waysByDoors(rights: readonly Right[]): readonly Way[] {
  const doors = rights.filter(({ text }) => !isWholeService(text)).flatMap(({ text }) => actionsMatching(text) ?? []).filter(({ access, scoped }) => access === 'permissions' && scoped);
  return [...new Set(doors.map(({ name }) => name))].map((name) => ({ name, all: [name], alone: true, how: `change who may use what ${serviceOf(name)} keeps`, data: true }));
}

function draft(rule: RuleData, rights: readonly Right[], ways: readonly Way[], deployment: Deployment, facts: Facts): Draft | undefined {
  const opened = (known: readonly Way[]): readonly { readonly way: Way; readonly by: readonly Right[] }[] =>
    known.map((way) => ({ way, by: meansOf(way, (action) => rights.find(({ text }) => matches(text, action) && !(way.data === true && isWholeService(text)))) })).filter(({ by }) => by.length > 0);
  const open = opened(ways);
  const sure = open.filter(({ way }) => way.data !== true && (way.alone === true || way.all.includes(passRole)));
  const told = sure.length > 0 ? sure : open.length > 0 ? open : opened(waysByDoors(rights));
  const means = [...new Set(told.flatMap(({ by }) => by))];
  const [first] = means;
  if (first === undefined) return undefined;
  const { holder } = first.grant;
  const place = placeOf(holder, means, deployment) ?? first.value.at;
  return {
    location: place,
    ...nearStatement(first.grant, place, facts),
    message: fill(rule.message, { who: takenOver(holder), hows: sentence(told.map(({ way }) => way.how)), actions: listed([...new Set(means.map(({ text }) => text))]) }),
    related: means.filter(({ value }) => value.at !== place).map(({ text, value }) => ({ location: value.at, message: `\`${text}\`` })),
    ...(sure.length > 0 ? {} : { severity: 'warning' as const, only: 'strict' as const }),
    functions: functionsOf(holder),
  };
}

/** What an identity may do adds up: where its rights stand outside of its own block, it is the identity that is told about. */
function placeOf(holder: Holder, means: readonly Right[], { resources }: Deployment): Location | undefined {
  const identity = resources.find(({ id, implicit }) => id === holder.id && implicit !== true);
  if (identity === undefined || means.some(({ grant }) => contains(identity.properties.at.span, grant.at.span) || grant.at.uri !== identity.at.uri)) return undefined;
  return /^AWS::IAM::(?:Role|User|Group)$/.test(identity.type) ? identity.at : undefined;
}

function sentence(hows: readonly string[]): string {
  const [first = '', second, ...more] = [...new Set(hows)];
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${String(more.length)} things more of that kind`;
}
