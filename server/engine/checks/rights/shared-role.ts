/** Reports a role that many functions run with although they need different rights. Knows no dialect. */
import type { Facts, Handler } from '../../facts/facts';
import { handlersIn } from '../../facts/lookup';
import type { Draft, Fix } from '../../finding';
import { needsOfHandler } from '../../facts/rights/diff';
import { actionsMatching, matches } from '../../iam/actions';
import { unknownPart } from '../../iam/arn';
import type { RuleData } from '../../rules/rule';
import type { Deployment } from '../../template/deployment';
import { addTo } from '../../text/groups';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';
import { ownRoles } from '../own-role';
import { allows, textsOf } from '../policy-text';
import { grantsOf } from '../../template/statements';

interface Parameters {
  /** Actions that every function needs, so that sharing them shares nothing; patterns. */
  readonly common: readonly string[];
}

export const sharedRole: Checker = {
  name: 'shared-role',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const [role, names] of sharedRoles(deployment)) {
        const found = draft(rule, role, names, deployment, facts);
        if (found !== undefined) yield found;
      }
      yield undefined;
    }
  },
};

function sharedRoles(deployment: Deployment): ReadonlyMap<string, readonly string[]> {
  const runners = new Map<string, string[]>();
  for (const { role, name } of deployment.functions) if (role !== undefined) addTo(runners, role, name);
  return new Map([...runners].filter(([, names]) => names.length > 1));
}

function draft(rule: RuleData, role: string, names: readonly string[], deployment: Deployment, facts: Facts): Draft | undefined {
  const { common } = rule.with as Parameters;
  const own = grantsOf('role', role, deployment).filter((grant) => allows(grant) && grant.from === undefined);
  const rights = own.flatMap((grant) => textsOf(grant.actions)).filter(({ text }) => !text.includes(unknownPart) && !common.some((pattern) => matches(pattern, text)));
  const actions = rights.map(({ text }) => text);
  const idle = names.filter((name) => needsNone(handlersIn(deployment, facts).find((handler) => handler.function.name === name), actions, facts));
  const [first] = rights;
  if (first === undefined || idle.length === 0 || idle.length === names.length) return undefined;
  return {
    location: deployment.resources.find(({ id, implicit }) => id === role && implicit !== true)?.at ?? first.value.at,
    message: fill(rule.message, { functions: listed(names), idle: listed(idle), need: idle.length === 1 ? 'calls' : 'call', actions: listed([...new Set(actions)]) }),
    functions: names,
    fixes: apart(names, idle, deployment, facts),
  };
}

/** Those that need none of it go; or each goes. */
function apart(names: readonly string[], idle: readonly string[], deployment: Deployment, facts: Facts): readonly Fix[] {
  const handlersOf = (these: readonly string[]): readonly Handler[] => handlersIn(deployment, facts).filter((handler) => these.includes(handler.function.name));
  return [...ownRoles(handlersOf(idle), deployment, facts), ...ownRoles(handlersOf(names), deployment, facts)];
}

/** True where all that the code calls is seen, and none of it needs any of the rights. */
function needsNone(handler: Handler | undefined, actions: readonly string[], facts: Facts): boolean {
  const needs = handler === undefined ? undefined : needsOfHandler(handler, facts);
  return needs?.unseen.length === 0 && actions.length > 0 && !needs.needs.some(({ action: called }) => actions.some((pattern) => matches(pattern, called) || (actionsMatching(pattern)?.length ?? 0) === 0));
}
