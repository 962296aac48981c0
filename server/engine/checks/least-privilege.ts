/** Fixes that cut a grant down to what the functions' code calls. None where the code does not tell for sure. */
import type { Facts, Handler } from '../facts/facts';
import { handlersIn } from '../facts/lookup';
import { sdkCallsFrom, type SdkCall } from '../facts/sdk-calls';
import type { Fix } from '../finding';
import { matches } from '../iam/actions';
import { unknownPart } from '../iam/arn';
import { arnAttributes } from '../iam/sdk';
import type { Change, Deployment, Grant, PolicyAttachment } from '../template/deployment';
import type { ReferenceValue } from '../template/value';
import { own } from '../text/own';
import { changes } from './change';
import { functionsOf, listed } from './holder';
import { textsOf } from './policy-text';

interface Calling {
  readonly handler: Handler;
  readonly calls: readonly SdkCall[];
}

/** In place of a pattern, the actions that the functions call and that it allows. */
export function onlyCalledActions(grant: Grant, pattern: string, deployment: Deployment, facts: Facts): readonly Fix[] {
  const callers = callersOf(grant, deployment, facts);
  const listedActions = textsOf(grant.actions).map(({ text }) => text);
  if (callers === undefined || listedActions.length !== grant.actions.length || listedActions.some((text) => text.includes(unknownPart))) return [];
  const called = [...new Set(callers.flatMap(({ calls }) => calls.flatMap((call) => call.actions)))].filter((action) => matches(pattern, action)).sort();
  if (called.length === 0) return [];
  const actions = [...new Set(listedActions.flatMap((text) => (text === pattern ? called : [text])))];
  return changes(`Allow only what the code calls: ${listed(called).replaceAll('`', '')}`, deployment, [{ kind: 'statement', grant, actions }]);
}

/** In place of every resource, those that the functions' calls of the statement's actions name by their environment. */
export function onlyNamedResources(grant: Grant, deployment: Deployment, facts: Facts): readonly Fix[] {
  const callers = grant.from === undefined && grant.resources.length === 1 ? callersOf(grant, deployment, facts) : undefined;
  if (callers === undefined) return [];
  const found = new Map<string, ReferenceValue>();
  for (const { text: action } of textsOf(grant.actions)) {
    const uses = callers.flatMap(({ handler, calls }) => calls.filter((call) => call.actions.some((one) => matches(action, one))).map((call) => ({ handler, call })));
    // An action that nobody is seen to call may be called out of sight, on whatever.
    if (uses.length === 0) return [];
    for (const { handler, call } of uses) {
      const resource = resourceOf(call, handler);
      if (resource === undefined) return [];
      found.set(resource.resource, resource);
    }
  }
  return changes(`Name the resource that the code uses: ${listed([...found.keys()]).replaceAll('`', '')}`, deployment, [{ kind: 'statement', grant, resources: [...found.values()] }]);
}

/** In place of a ready-made policy, a statement for each function with the actions that it calls and that nothing else allows. */
export function onlyWhatIsCalled(attachment: PolicyAttachment, deployment: Deployment, facts: Facts): readonly Fix[] {
  const { holder } = attachment;
  const role = deployment.resources.find((resource) => resource.id === holder.id);
  const callers = callersOf(attachment, deployment, facts);
  // A role of the user's own may have its right to write logs from this very policy.
  if (role?.implicit !== true || callers?.length !== 1) return [];
  const others = deployment.grants.filter((grant) => grant.holder.kind === 'role' && grant.holder.id === holder.id && grant.effect === 'Allow').flatMap((grant) => textsOf(grant.actions));
  const wanted: Change[] = [{ kind: 'remove', value: attachment.policy }];
  const missing = new Map<string, { readonly function: string; readonly resource: ReferenceValue; readonly actions: Set<string> }>();
  for (const { handler, calls } of callers) {
    for (const call of calls) {
      const actions = call.actions.filter((action) => !others.some(({ text }) => matches(text, action)));
      if (actions.length === 0) continue;
      const resource = resourceOf(call, handler);
      if (resource === undefined) return [];
      const known = missing.get(resource.resource) ?? { function: handler.function.name, resource, actions: new Set<string>() };
      for (const action of actions) known.actions.add(action);
      missing.set(resource.resource, known);
    }
  }
  if (missing.size === 0) return [];
  for (const one of missing.values()) wanted.push({ kind: 'grant', function: one.function, actions: [...one.actions].sort(), resources: [one.resource] });
  return changes('Allow only what the code calls', deployment, wanted);
}

/** Undefined unless what every function with the role calls is known. */
function callersOf({ holder }: Grant | PolicyAttachment, deployment: Deployment, facts: Facts): readonly Calling[] | undefined {
  const names = functionsOf(holder);
  const callers: Calling[] = [];
  for (const handler of handlersIn(deployment, facts)) {
    if (!names.includes(handler.function.name)) continue;
    const calls = handler.binding.kind === 'bound' ? sdkCallsFrom(handler.binding.uri, facts.snapshot) : undefined;
    if (calls === undefined) return undefined;
    callers.push({ handler, calls });
  }
  return callers.length === 0 ? undefined : callers;
}

/** The ARN of what the call's environment variable refers to. */
function resourceOf(call: SdkCall, handler: Handler): ReferenceValue | undefined {
  const value = handler.function.environment.find((variable) => variable.name === call.variable)?.value;
  if (value?.kind !== 'reference') return undefined;
  const type = handler.deployment.resources.find((resource) => resource.id === value.resource)?.type;
  const attribute = type === undefined ? undefined : own(arnAttributes, type);
  return attribute === undefined ? undefined : { ...value, attribute };
}
