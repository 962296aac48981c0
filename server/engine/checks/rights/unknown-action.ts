/** Reports actions of policies that do not exist: a typing error, so that the right is missing or nothing is forbidden. Knows no dialect. */
import type { Draft } from '../../finding';
import { actionsMatching, isEveryAction, matches, serviceOf } from '../../iam/actions';
import { unknownPart } from '../../iam/arn';
import type { RuleData } from '../../rules/rule';
import type { Deployment, Grant } from '../../template/deployment';
import { nearest } from '../../text/nearest';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { functionsOf } from '../holder';
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
        for (const one of textsOf([...grant.actions, ...grant.notActions])) if (isWritten(one.text)) yield* inAction(rule, one, grant, deployment);
      }
      yield undefined;
    }
  },
};

function isWritten(text: string): boolean {
  return !text.includes(unknownPart) && !isEveryAction(text) && /^[\w-]+:[\w*?]+$/.test(text);
}

function* inAction(rule: RuleData, { text, value }: PolicyText, grant: Grant, deployment: Deployment): Generator<Draft> {
  // A service that the table does not have may be newer than the table.
  const found = actionsMatching(text);
  if (found === undefined || found.length > 0 || (rule.with as Parameters).unlisted.some((pattern) => matches(pattern, text))) return;
  const service = serviceOf(text);
  const name = text.slice(service.length + 1);
  const meant = /[*?]/.test(name) ? undefined : nearest(name, (actionsMatching(`${service}:*`) ?? []).map((action) => action.name.slice(service.length + 1)));
  const wanted = meant === undefined ? undefined : `${service}:${meant}`;
  yield {
    location: value.at,
    message: fill(rule.message, { action: text, hint: wanted === undefined ? 'look it up in the Service Authorization Reference' : `did you mean \`${wanted}\`?` }),
    related: value.via,
    functions: functionsOf(grant.holder),
    fixes: wanted === undefined || value.via.length > 0 ? [] : changes(`Write ${wanted}`, deployment, [{ kind: 'replace', value, by: wanted }], 'safe'),
  };
}
