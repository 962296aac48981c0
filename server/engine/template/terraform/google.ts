/** Functions and services of Google Cloud in a Terraform configuration: environment, runtime, code, who may call. Knows no AWS. */
import type { DeployedFunction, PolicyAttachment, Trigger } from '../deployment';
import type { Reading } from '../dialect';
import { eventTriggerOf } from '../google/events';
import { sourcesIn } from '../google/sources';
import { httpTrigger, plainFunction, variablesIn, type CodePlace } from '../plain';
import { itemsOf, possibilities, referencesIn, stringOf, valueAt, type Value } from '../value';
import { foldersOfObject } from './code';
import type { Evaluation } from './evaluation';
import { place, type WrittenResource } from './scope';
import { own } from '../../text/own';

interface Kind {
  readonly environment: readonly (readonly string[])[];
  readonly runtime?: readonly string[];
  /** The packed sources as an object of a bucket, and what is called of them. */
  readonly object?: readonly string[];
  readonly entry?: readonly string[];
}

/** By type: where the environment, the runtime and the code stand. Sources: the Google provider's documentation of each. */
const kinds: Readonly<Record<string, Kind>> = {
  google_cloudfunctions_function: { environment: [['environment_variables'], ['build_environment_variables']], runtime: ['runtime'], object: ['source_archive_object'], entry: ['entry_point'] },
  google_cloudfunctions2_function: { environment: [['service_config', 'environment_variables'], ['build_config', 'environment_variables']], runtime: ['build_config', 'runtime'], object: ['build_config', 'source', 'storage_source', 'object'], entry: ['build_config', 'entry_point'] },
  google_cloud_run_v2_service: { environment: [] },
  google_cloud_run_service: { environment: [] },
};

const members = /^google_(?:cloudfunctions2?_function|cloud_run(?:_v2)?_service)_iam_(?:member|binding)$/;
const invokers = ['roles/cloudfunctions.invoker', 'roles/run.invoker'];

export function googleFunctions(written: readonly WrittenResource[], archives: readonly Value[], evaluation: Evaluation, reading: Reading): readonly DeployedFunction[] {
  return written.flatMap((one): readonly DeployedFunction[] => {
    const kind = own(kinds, one.type);
    if (kind === undefined) return [];
    const { block, file } = one.instance.declared;
    const at = place(file, block.labels.at(-1)?.span ?? block.typeSpan);
    const name = block.labels.at(-1)?.text ?? one.id;
    const runtime = lastOf(one.body, kind.runtime);
    const code = codeOf(one, kind, written, archives, evaluation, reading);
    const environment = [...kind.environment.flatMap((path) => variablesIn(lastOf(one.body, path))), ...containersOf(one.body).flatMap(variablesOf)];
    return [{ ...plainFunction({ name, at, environment, triggers: [...publicIn(one, written), ...startedBy(one.body)], code, ...(runtime === undefined ? {} : { runtime }) }), presence: one.presence }];
  });
}

const assignments = /^google_(?:project|folder|organization)_iam_(?:member|binding)$/;
/** Where a function or service says what it runs as. */
const accounts: readonly (readonly string[])[] = [['service_account_email'], ['service_config', 'service_account_email'], ['template', 'service_account'], ['template', 'spec', 'service_account_name']];

/** Roles over a whole project, folder or organization that service accounts have which functions run as. */
export function googleAttachments(written: readonly WrittenResource[]): readonly PolicyAttachment[] {
  const users = written.filter(({ type }) => own(kinds, type) !== undefined).flatMap((one) => accounts.flatMap((path) => {
    const account = lastOf(one.body, path);
    return (account === undefined ? [] : referencesIn(account)).map(({ resource }) => ({ account: resource, name: one.instance.declared.block.labels.at(-1)?.text ?? one.id }));
  }));
  return written.filter(({ type, presence }) => assignments.test(type) && presence === 'always').flatMap(({ body }): readonly PolicyAttachment[] => {
    const role = valueAt(body, 'role');
    const named = [valueAt(body, 'member'), ...itemsOf(valueAt(body, 'members'))].flatMap((one) => (one === undefined ? [] : referencesIn(one)));
    const found = users.filter(({ account }) => named.some(({ resource }) => resource === account));
    const [first] = found;
    return role === undefined || first === undefined ? [] : [{ policy: role, at: role.at, holder: { kind: 'role', id: first.account, functions: [...new Set(found.map(({ name }) => name))] } }];
  });
}

/** What stands at a path; of several blocks of a kind the first counts. */
function lastOf(body: Value, path: readonly string[] = []): Value | undefined {
  let current: Value | undefined = body;
  for (const key of path.slice(0, -1)) current = itemsOf(valueAt(current, key))[0];
  return path.length === 0 ? undefined : valueAt(current, ...path.slice(-1));
}

/** Where the configuration itself packs the sources and puts them there. What is called is named like the function where it is not said. */
function codeOf(one: WrittenResource, kind: Kind, written: readonly WrittenResource[], archives: readonly Value[], evaluation: Evaluation, reading: Reading): CodePlace | undefined {
  const [folder] = foldersOfObject(lastOf(one.body, kind.object), one, written, archives, evaluation);
  const entry = lastOf(one.body, kind.entry) ?? valueAt(one.body, 'name');
  const text = stringOf(entry);
  return folder === undefined || text === undefined ? undefined : sourcesIn(folder, text, reading);
}

/** Source: the Google provider's documentation, `event_trigger`. */
function startedBy(body: Value): readonly Trigger[] {
  return itemsOf(valueAt(body, 'event_trigger')).flatMap((trigger) => {
    const type = valueAt(trigger, 'event_type');
    const topic = valueAt(trigger, 'pubsub_topic');
    const filters = itemsOf(valueAt(trigger, 'event_filters'));
    const source = topic ?? valueAt(trigger, 'resource') ?? valueAt(filters.find((one) => stringOf(valueAt(one, 'attribute')) === 'bucket'), 'value');
    const text = topic === undefined ? stringOf(type) : 'pubsub';
    return text === undefined ? [] : [eventTriggerOf(text, nameOfSource(source), (topic ?? type ?? trigger).at)];
  });
}

function nameOfSource(source: Value | undefined): string | undefined {
  return source?.kind === 'reference' ? source.resource.split('.').at(-1) : stringOf(source)?.split('/').at(-1);
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
