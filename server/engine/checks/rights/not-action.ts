/** Reports allowing statements that say what they leave out instead of what they allow. Knows no dialect. */
import type { RuleData } from '../../rules/rule';
import type { Draft } from '../../finding';
import type { Grant } from '../../template/deployment';
import type { Value } from '../../template/value';
import { fill, type Checker } from '../checker';
import { wholeStatement } from '../excerpt';
import { functionsOf, listed, whoOf } from '../holder';
import { shown, textsOf } from '../policy-text';

export const notAction: Checker = {
  name: 'not-action',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const grant of deployment.grants) if (grant.effect === 'Allow' && grant.from === undefined) yield* inGrant(rule, grant);
      yield undefined;
    }
  },
};

function* inGrant(rule: RuleData, grant: Grant): Generator<Draft> {
  const who = whoOf(grant.holder);
  const draft = (value: Value, what: string): Draft => ({
    location: value.at, ...wholeStatement(grant, value.at), message: fill(rule.message, { what }), related: value.via, functions: functionsOf(grant.holder),
  });
  const names = (values: readonly Value[]): string => listed(textsOf(values).map(({ text }) => shown(text)));
  const [action] = grant.notActions;
  const [resource] = grant.notResources;
  if (action !== undefined) yield draft(action, `\`NotAction\` lets ${who} do everything but ${names(grant.notActions)}, also what AWS adds later: list the actions that are needed`);
  if (resource !== undefined) yield draft(resource, `\`NotResource\` lets ${who} reach everything but ${names(grant.notResources)}, also what is made later: list the resources that are meant`);
  if (grant.notPrincipal !== undefined) yield draft(grant.notPrincipal, '`NotPrincipal` lets everybody in but those that it names, also people without an account: list those who are meant');
}
