/** Reports functions that may build, change or take down what they should only use. Knows no dialect. */
import type { Facts } from '../../facts/facts';
import { usersFor } from '../../facts/rights/diff';
import type { Draft, Fix } from '../../finding';
import { actionsMatching, isEveryAction, isWholeService, matches } from '../../iam/actions';
import { unknownPart } from '../../iam/arn';
import type { RuleData } from '../../rules/rule';
import type { Deployment, Grant } from '../../template/deployment';
import { stringOf, valueAt } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { nearStatement } from '../excerpt';
import { functionsOf, listed } from '../holder';
import { allows, textsOf, type PolicyText } from '../policy-text';

interface Parameters {
  /** Actions that make, change or delete infrastructure or identities; patterns. */
  readonly actions: readonly string[];
  /** What lets services run functions: the type whose door it is, the actions that run it, and what is said of others. */
  readonly doors: { readonly type: string; readonly running: readonly string[]; readonly message: string };
}

export const controlPlane: Checker = {
  name: 'control-plane',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      const builders = buildersOf(deployment);
      for (const grant of deployment.grants) {
        const functions = functionsOf(grant.holder);
        yield* throughDoor(rule, grant);
        if (functions.length > 0 && allows(grant) && grant.from === undefined && !functions.some((name) => builders.has(name))) yield* inGrant(rule, grant, deployment, facts);
      }
      yield undefined;
    }
  },
};

/** A service runs functions; what else it is allowed to do with one, it never does, and what it should do it cannot. */
function* throughDoor(rule: RuleData, { effect, holder, actions, principal }: Grant): Generator<Draft> {
  const { type, running, message } = (rule.with as Parameters).doors;
  if (effect !== 'Allow' || holder.kind !== 'resource' || holder.resourceType !== type) return;
  const service = stringOf(valueAt(principal, 'Service'));
  if (service === undefined) return;
  for (const { text, value } of textsOf(actions)) {
    if (text.includes(unknownPart) || running.some((pattern) => matches(text, pattern)) || actionsMatching(text)?.length !== 1) continue;
    yield { location: value.at, message: fill(message, { service, action: text }), related: value.via };
  }
}

/** Functions that are there to build: they answer CloudFormation during a deployment. */
function buildersOf(deployment: Deployment): ReadonlySet<string> {
  return new Set(deployment.functions.filter(({ triggers }) => triggers.some(({ kind }) => kind === 'custom-resource')).map(({ name }) => name));
}

function* inGrant(rule: RuleData, grant: Grant, deployment: Deployment, facts: Facts): Generator<Draft> {
  const patterns = (rule.with as Parameters).actions;
  const texts = textsOf(grant.actions);
  const building = texts.filter(({ text }) => builds(text, patterns));
  const [first] = building;
  if (first === undefined) return;
  yield {
    location: first.value.at,
    ...nearStatement(grant, first.value.at, facts),
    message: fill(rule.message, { functions: listed(functionsOf(grant.holder)), actions: listed(building.map(({ text }) => text)) }),
    related: building.slice(1).map(({ text, value }) => ({ location: value.at, message: `\`${text}\`` })),
    functions: functionsOf(grant.holder),
    fixes: without(building, texts, grant, deployment, facts),
  };
}

/** Of a pattern all that it allows must be of that kind: one that is wider is told by the rule about wildcards. */
function builds(text: string, patterns: readonly string[]): boolean {
  if (text.includes(unknownPart) || isEveryAction(text) || isWholeService(text)) return false;
  const known = actionsMatching(text) ?? [];
  return known.length > 0 && known.every(({ name }) => patterns.some((pattern) => matches(pattern, name)));
}

function without(building: readonly PolicyText[], texts: readonly PolicyText[], grant: Grant, deployment: Deployment, facts: Facts): readonly Fix[] {
  // Code that calls it has to move first.
  if (usersFor(grant, deployment, facts)?.needs.some(({ need }) => building.some(({ text }) => matches(text, need.action))) === true) return [];
  const rest = texts.filter((one) => !building.includes(one)).map(({ text }) => text);
  if (rest.length === 0 || texts.length !== grant.actions.length || rest.some((text) => text.includes(unknownPart))) return [];
  return changes(`Take ${listed(building.map(({ text }) => text))} away`, deployment, [{ kind: 'statement', grant, actions: rest }]);
}
