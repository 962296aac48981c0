/** Reports ready-made policies that allow too much, and statements that allow everything. Which policies, it is told by the rule. */
import type { Facts } from '../facts/facts';
import type { Draft } from '../finding';
import { isEveryAction, matches } from '../iam/actions';
import { isAnyResource, unknownPart } from '../iam/arn';
import type { RuleData } from '../rules/rule';
import type { Deployment, Grant, Holder, PolicyAttachment } from '../template/deployment';
import { possibilities, type Value } from '../template/value';
import { at } from '../text/span';
import { withBlindSpot } from './blind-spot';
import { fill, type Checker } from './checker';
import { narrows } from './condition';
import { wholeStatement } from './excerpt';
import { functionsOf, whoOf } from './holder';
import { grantOnlyFor, onlyWhatIsCalled } from './least-privilege';
import { allows, textsOf } from './policy-text';

interface Parameters {
  /** Names of AWS' own policies, `*` for any text; the first that matches says what it allows, to follow "lets somebody". */
  readonly policies: readonly Described[];
  /** Names that match the above but are harmless. */
  readonly except?: readonly string[];
  /** The same for ready-made statements (`Grant.from`). */
  readonly templates?: readonly Described[];
  /** What a statement with every action on every resource allows; absent where such statements are not the rule's matter. */
  readonly everything?: string;
  readonly holders: 'functions' | 'all';
}

interface Described {
  readonly match: string;
  readonly allows: string;
}

export const managedPolicy: Checker = {
  name: 'managed-policy',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      yield* inDeployment(rule, rule.with as Parameters, deployment, facts);
      yield undefined;
    }
  },
};

/** True for a statement that allows every action on every resource, whatever the caller. */
export function grantsEverything(grant: Grant): boolean {
  return (grant.holder.kind === 'role' || grant.holder.kind === 'identity') && allows(grant) && !narrows(grant.conditions)
    && textsOf(grant.actions).some(({ text }) => isEveryAction(text)) && textsOf(grant.resources).some(({ text }) => isAnyResource(text));
}

function* inDeployment(rule: RuleData, parameters: Parameters, deployment: Deployment, facts: Facts): Generator<Draft> {
  const concerns = (holder: Holder): boolean => parameters.holders === 'all' || functionsOf(holder).length > 0;
  for (const attachment of deployment.attachments) if (concerns(attachment.holder)) yield* inAttachment(rule, parameters, attachment, deployment, facts);
  for (const grant of deployment.grants) {
    if (!concerns(grant.holder)) continue;
    const { from } = grant;
    const template = from === undefined ? undefined : parameters.templates?.find(({ match }) => matches(match, from));
    if (from !== undefined && template !== undefined) yield withBlindSpot(draft(rule, `\`${from}\``, template.allows, grant.holder, nameIn(grant.at, from, facts)), rule, grant.holder, deployment, facts);
    if (parameters.everything === undefined || !grantsEverything(grant)) continue;
    for (const { text, value } of textsOf(grant.actions)) if (isEveryAction(text)) yield { ...draft(rule, 'Every action on every resource', parameters.everything, grant.holder, value.at), ...wholeStatement(grant, value.at) };
  }
}

function* inAttachment(rule: RuleData, parameters: Parameters, attachment: PolicyAttachment, deployment: Deployment, facts: Facts): Generator<Draft> {
  for (const value of possibilities(attachment.policy)) {
    const name = awsPolicyName(value);
    if (name === undefined || parameters.except?.some((pattern) => matches(pattern, name)) === true) continue;
    const described = parameters.policies.find(({ match }) => matches(match, name));
    if (described === undefined) continue;
    const told = draft(rule, `\`${name}\``, described.allows, attachment.holder, attachment.at);
    // What code calls of another cloud, and what it needs for that, is not known.
    if (deployment.cloud !== undefined) {
      yield told;
      continue;
    }
    const found: Draft = { ...told, fixes: [...onlyWhatIsCalled(attachment, deployment, facts), ...grantOnlyFor(attachment, deployment, facts)] };
    yield withBlindSpot(found, rule, attachment.holder, deployment, facts);
  }
}

/** The policy's name within its place, which may be long. */
function nameIn(location: Draft['location'], name: string, facts: Facts): Draft['location'] {
  const { start, end } = location.span;
  const found = facts.snapshot.file(location.uri)?.text.slice(start, end).indexOf(name) ?? -1;
  return found < 0 ? location : at(location.uri, start + found, start + found + name.length);
}

function draft(rule: RuleData, policy: string, allowed: string, holder: Holder, location: Draft['location']): Draft {
  return { location, message: fill(rule.message, { policy, who: whoOf(holder), allowed }), functions: functionsOf(holder) };
}

/** The name of one of AWS' own policies, given alone or by its ARN; a customer's policy may be called anything. */
function awsPolicyName(value: Value): string | undefined {
  const text = textsOf([value])[0]?.text;
  if (text === undefined) return undefined;
  if (!text.includes(':')) return text.includes(unknownPart) ? undefined : text;
  const name = /^arn:[^:]*:iam::aws:policy\/(?:[\w-]+\/)*([\w-]+)$/.exec(text)?.[1];
  return name;
}
