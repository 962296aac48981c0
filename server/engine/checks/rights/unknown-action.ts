/** Reports actions of policies that do not exist: a typing error, so that the right is missing or nothing is forbidden. Knows no dialect. */
import type { Facts } from '../../facts/facts';
import { sdkOf } from '../../facts/needs';
import type { Draft } from '../../finding';
import { actionsMatching, isEveryAction, matches, serviceOf } from '../../iam/actions';
import { unknownPart } from '../../iam/arn';
import type { RuleData } from '../../rules/rule';
import type { Deployment, Grant } from '../../template/deployment';
import { nearest } from '../../text/nearest';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { functionsOf, listed } from '../holder';
import { textsOf, type PolicyText } from '../policy-text';

interface Parameters {
  /** Patterns of actions that AWS asks for and that its reference leaves out. */
  readonly unlisted: readonly string[];
}

export const unknownAction: Checker = {
  name: 'unknown-action',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const grant of deployment.grants) {
        if (grant.from !== undefined) continue;
        for (const one of textsOf([...grant.actions, ...grant.notActions])) if (isWritten(one.text)) yield* inAction(rule, one, grant, deployment, facts);
      }
      yield undefined;
    }
  },
};

function isWritten(text: string): boolean {
  return !text.includes(unknownPart) && !isEveryAction(text) && /^[\w-]+:[\w*?]+$/.test(text);
}

function* inAction(rule: RuleData, { text, value }: PolicyText, grant: Grant, deployment: Deployment, facts: Facts): Generator<Draft> {
  // A service that the table does not have may be newer than the table.
  const found = actionsMatching(text);
  if (found === undefined || found.length > 0 || (rule.with as Parameters).unlisted.some((pattern) => matches(pattern, text))) return;
  const service = serviceOf(text);
  const name = text.slice(service.length + 1);
  const allowing = sdkOf(facts.snapshot, facts.models).actionsOf({ client: service, prefix: service, name }) ?? [];
  const [only, ...others] = allowing;
  const wanted = only ?? meantBy(name, service);
  const isThere = only !== undefined && textsOf(grant.actions).some((one) => matches(one.text, only));
  yield {
    location: value.at,
    message: fill(rule.message, { action: text, hint: only !== undefined ? `the call of that name is allowed by ${listed(allowing)}` : wanted === undefined ? 'look it up in the Service Authorization Reference' : `did you mean \`${wanted}\`?` }),
    related: value.via,
    functions: functionsOf(grant.holder),
    fixes: wanted === undefined || value.via.length > 0 || others.length > 0 ? []
      : isThere ? changes(`Take away ${text}: ${wanted} is there`, deployment, [{ kind: 'remove', value }], 'safe')
      : changes(`Write ${wanted}`, deployment, [{ kind: 'replace', value, by: wanted }], only === undefined ? 'safe' : 'review'),
  };
}

/** With a verb that is nearly the same: nobody who means to create something writes the name of what ends it. */
function meantBy(name: string, service: string): string | undefined {
  if (/[*?]/.test(name)) return undefined;
  const names = (actionsMatching(`${service}:*`) ?? []).map((action) => action.name.slice(service.length + 1));
  const meant = nearest(name, names.filter((one) => nearest(verbOf(name), [verbOf(one)]) !== undefined));
  return meant === undefined ? undefined : `${service}:${meant}`;
}

function verbOf(name: string): string {
  return /^[A-Z]?[a-z]+/.exec(name)?.[0] ?? name;
}
