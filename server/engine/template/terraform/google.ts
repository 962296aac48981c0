/** Functions and services of Google Cloud in a Terraform configuration: environment, runtime, who may call. Knows no AWS. */
import type { DeployedFunction, Trigger } from '../deployment';
import { httpTrigger, plainFunction, variablesIn } from '../plain';
import { itemsOf, possibilities, referencesIn, stringOf, valueAt, type Value } from '../value';
import { place, type WrittenResource } from './scope';

/** By type: where the environment stands, and the runtime. Sources: the Google provider's documentation of each. */
const kinds: Readonly<Record<string, { readonly environment: readonly (readonly string[])[]; readonly runtime?: readonly string[] }>> = {
  google_cloudfunctions_function: { environment: [['environment_variables'], ['build_environment_variables']], runtime: ['runtime'] },
  google_cloudfunctions2_function: { environment: [['service_config', 'environment_variables'], ['build_config', 'environment_variables']], runtime: ['build_config', 'runtime'] },
  google_cloud_run_v2_service: { environment: [] },
  google_cloud_run_service: { environment: [] },
};

const members = /^google_(?:cloudfunctions2?_function|cloud_run(?:_v2)?_service)_iam_(?:member|binding)$/;
const invokers = ['roles/cloudfunctions.invoker', 'roles/run.invoker'];

export function googleFunctions(written: readonly WrittenResource[]): readonly DeployedFunction[] {
  return written.flatMap((one): readonly DeployedFunction[] => {
    const kind = kinds[one.type];
    if (kind === undefined) return [];
    const { block, file } = one.instance.declared;
    const at = place(file, block.labels.at(-1)?.span ?? block.typeSpan);
    const name = block.labels.at(-1)?.text ?? one.id;
    const runtime = kind.runtime === undefined ? undefined : valueAt(first(one.body, kind.runtime), ...kind.runtime.slice(-1));
    const environment = [...kind.environment.flatMap((path) => variablesIn(valueAt(first(one.body, path), ...path.slice(-1)))), ...containersOf(one.body).flatMap(variablesOf)];
    return [{ ...plainFunction({ name, at, environment, triggers: publicIn(one, written), ...(runtime === undefined ? {} : { runtime }) }), presence: one.presence }];
  });
}

/** The block that holds the last key of a path. */
function first(body: Value, path: readonly string[]): Value | undefined {
  let current: Value | undefined = body;
  for (const key of path.slice(0, -1)) current = itemsOf(valueAt(current, key))[0];
  return current;
}

function containersOf(body: Value): readonly Value[] {
  const templates = itemsOf(valueAt(body, 'template'));
  return [...templates, ...templates.flatMap((one) => itemsOf(valueAt(one, 'spec')))].flatMap((one) => itemsOf(valueAt(one, 'containers')));
}

function variablesOf(container: Value): readonly DeployedFunction['environment'][number][] {
  return itemsOf(valueAt(container, 'env')).flatMap((one) => {
    const name = valueAt(one, 'name');
    const value = valueAt(one, 'value');
    const text = stringOf(name);
    return name === undefined || value === undefined || text === undefined ? [] : [{ name: text, at: name.at, value }];
  });
}

/** Grants that let everybody call it. */
function publicIn(called: WrittenResource, written: readonly WrittenResource[]): readonly Trigger[] {
  return written.filter(({ type }) => members.test(type)).flatMap((grant) => {
    const role = stringOf(valueAt(grant.body, 'role'));
    const who = [valueAt(grant.body, 'member'), ...itemsOf(valueAt(grant.body, 'members'))].flatMap((one) => (one === undefined ? [] : possibilities(one))).find((one) => stringOf(one) === 'allUsers');
    const about = ['cloud_function', 'service', 'name'].map((key) => valueAt(grant.body, key)).find((one) => one !== undefined);
    const name = stringOf(valueAt(called.body, 'name'));
    const isIt = about !== undefined && (referencesIn(about).some(({ resource }) => resource === called.id) || (name !== undefined && stringOf(about) === name));
    if (role === undefined || !invokers.includes(role) || who === undefined || !isIt || grant.presence !== 'always') return [];
    const { block, file } = called.instance.declared;
    const at = place(file, block.labels.at(-1)?.span ?? block.typeSpan);
    return [httpTrigger(called.id, 'ANY', `the address of ${block.labels.at(-1)?.text ?? called.id}`, at, { authorizer: 'none', exposure: 'anonymous', because: 'allUsers may invoke it', at: who.at })];
  });
}
