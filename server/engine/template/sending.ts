/** What sending to a queue or topic takes of a role. Knows no dialect. */
import type { Change, Deployment } from './deployment';
import { itemsOf, referencesIn, stringOf, type ReferenceValue } from './value';

/** How often a record is tried before it goes to the queue for failures. */
export const retries = 3;

/** The right that a function's role lacks to send there; undefined where it has it. */
export function sendingRight(name: string, to: ReferenceValue, { functions, grants, resources }: Pick<Deployment, 'functions' | 'grants' | 'resources'>): Change | undefined {
  const isTopic = resources.find(({ id }) => id === to.resource)?.type === 'AWS::SNS::Topic';
  const action = isTopic ? 'sns:Publish' : 'sqs:SendMessage';
  const service = action.slice(0, 4);
  const role = functions.find((deployed) => deployed.name === name)?.role;
  const has = grants.some((grant) => grant.effect === 'Allow' && grant.holder.kind === 'role' && grant.holder.id === role && grant.conditions === undefined
    && grant.actions.some((one) => ['*', `${service}*`, action].includes(stringOf(one) ?? ''))
    && grant.resources.flatMap(itemsOf).some((one) => stringOf(one) === '*' || referencesIn(one).some(({ resource }) => resource === to.resource)));
  return has ? undefined : { kind: 'grant', function: name, actions: [action], resources: [to] };
}
