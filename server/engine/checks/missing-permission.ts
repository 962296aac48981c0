/** Reports calls of AWS that the function's role does not allow: they fail at run time. Silent where the role is not wholly seen. Knows no dialect. */
import { missingFor, type Missing } from '../facts/rights/diff';
import { textOf, type Aim } from '../facts/needs/aims';
import type { Draft, Fix } from '../finding';
import { serviceOf } from '../iam/actions';
import { isEveryResource } from '../iam/arn';
import { thingOf } from '../iam/services';
import type { RuleData } from '../rules/rule';
import type { Deployment } from '../template/deployment';
import { changes } from './change';
import { lessSure } from './blind-spot';
import { beginning } from '../text/span';
import { fill, gathering, grouped } from './checker';
import { listed } from './holder';
import { writable } from './least-privilege';
import { surroundingsIn } from './platform';

export const missingPermission = gathering<Missing>({
  name: 'missing-permission',
  over: ['handlers'],
  *find(_, facts) {
    const { platform } = surroundingsIn(facts);
    for (const handler of facts.handlers) {
      yield* missingFor(handler, platform, facts);
      yield undefined;
    }
  },
  groups: (_, found) => grouped(found, ({ need }) => `${beginning(need.call)} ${need.action}`),
  tell: draft,
});

function* draft(rule: RuleData, all: readonly Missing[]): Generator<Draft> {
  const [first] = all;
  if (first === undefined) return;
  const { need, aims, denied, bounded } = first;
  const functions = [...new Set(all.map(({ handler }) => handler.function.name))];
  const on = aims[0];
  const message = fill(rule.message, {
    operation: need.operation, action: need.action, on: on === undefined ? '' : shownOn(on, need.action),
    who: listed(functions), why: bounded ? 'is kept from it by its permissions boundary' : denied === undefined ? 'does not allow it' : 'forbids it',
  });
  const related = all.map(({ handler }) => ({ location: handler.function.at, message: `\`${handler.function.name}\` is declared here` }));
  const found: Draft = { location: need.call, message, functions, related: denied === undefined ? related : [{ location: denied.at, message: 'this statement forbids it' }, ...related], fixes: denied === undefined && !bounded ? fixesFor(all) : [] };
  // That it is forbidden or not allowed at all is as sure as ever; on what, is not.
  yield on?.open === undefined ? found : lessSure({ ...found, message: `${message} Which ${thingOf([serviceOf(need.action)])} is not known: ${on.open}.` }, rule);
}

function shownOn({ arn, open }: Aim, action: string): string {
  const text = textOf(arn);
  if (text === '*') return '';
  const references = arn.flatMap((part) => (typeof part === 'string' ? [] : [part.resource]));
  if (references.length > 0) return ` on ${listed(references)}`;
  return open === undefined ? ` on \`${text}\`` : ` on its ${thingOf([serviceOf(action)])}`;
}

/** For each function that lacks it, in its own template. */
function fixesFor(all: readonly Missing[]): readonly Fix[] {
  const byDeployment = new Map<Deployment, Missing[]>();
  for (const one of all) byDeployment.set(one.handler.deployment, [...(byDeployment.get(one.handler.deployment) ?? []), one]);
  return [...byDeployment].flatMap(([deployment, list]) => {
    // A right on everything would be the next finding.
    if (list.some(({ aims }) => aims.some(({ arn, open }) => open !== undefined && isEveryResource(textOf(arn))))) return [];
    const names = [...new Set(list.map(({ handler }) => handler.function.name))];
    const wanted = list.map(({ handler, need, aims }) => ({ kind: 'grant' as const, function: handler.function.name, actions: [need.action], resources: aims.map(writable) }));
    return changes(`Allow ${list[0]?.need.action ?? ''} to ${listed(names).replaceAll('`', '')}`, deployment, wanted);
  });
}
