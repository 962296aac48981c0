/** Keeps a secret that a parameter shows where it is encrypted: template, rights and the code that reads it change in one edit. Knows no dialect. */
import type { Facts, Handler } from '../../facts/facts';
import { importedFrom } from '../../facts/lookup';
import type { Fix } from '../../finding';
import type { Change, DeployedFunction, Deployment, EnvironmentVariable, Grant, Resource } from '../../template/deployment';
import { patternOf, referencesIn, stringOf, type Value } from '../../template/value';
import type { FileEdit } from '../../text/edit';
import { merged, written } from '../change';
import { decryptedReads, listing, type ParameterName } from '../fixes/decrypted-read';
import { secretReads } from '../fixes/secret-read';
import { fetchedFrom, secretStore } from '../secret-accessor';
import { referenceTo } from './function-place';

/** Encrypted where it is, if the template can ask for that; else in the store of secrets. */
export function kept(resource: Resource, name: string, value: Value, deployment: Deployment, facts: Facts): readonly Fix[] {
  const secure = { kind: 'secure', parameter: resource.id } as const;
  if (written(deployment, [secure]) === undefined) return [intoStore(resource, name, value, deployment, facts)];
  const edits = (): readonly FileEdit[] => {
    const template = written(deployment, [secure]);
    const code = decrypting(resource, name, deployment, facts);
    return template === undefined || code === undefined ? [] : merged([...template, ...code]);
  };
  return [{ title: 'Let the store encrypt it (SecureString)', kind: 'review', edits }];
}

/** Variables of the environment that hold a parameter's name. */
function variablesWith({ id }: Resource, name: string, { functions }: Deployment): readonly { readonly deployed: DeployedFunction; readonly variable: EnvironmentVariable }[] {
  const holds = (value: Value): boolean => referencesIn(value).some(({ resource }) => resource === id) || stringOf(value) === name;
  return functions.flatMap((deployed) => deployed.environment.filter(({ value }) => holds(value)).map((variable) => ({ deployed, variable })));
}

/** Scripts of functions that may name it. */
function readersOf({ name, variables }: ParameterName, facts: Facts): readonly string[] {
  const words = [name, ...variables, listing];
  return [...new Set(facts.handlers.flatMap((handler) => reached(handler, facts)).filter((uri) => words.some((word) => facts.snapshot.file(uri)?.text.includes(word) === true)))];
}

function reached({ binding }: Handler, facts: Facts): readonly string[] {
  return binding.kind === 'bound' ? importedFrom(binding.uri, facts) : [];
}

/** Who reads the parameter has to ask for it decrypted, else what arrives is the cipher; undefined where somebody names it and it is not sure what for. */
function decrypting(resource: Resource, name: string, deployment: Deployment, facts: Facts): readonly FileEdit[] | undefined {
  const parameter = { name, variables: new Set(variablesWith(resource, name, deployment).map(({ variable }) => variable.name)) };
  const edits: FileEdit[] = [];
  for (const uri of readersOf(parameter, facts)) {
    const script = facts.snapshot.script(uri);
    const own = script === undefined ? undefined : decryptedReads(parameter, script);
    if (own === undefined) return undefined;
    if (own.length > 0) edits.push({ uri, edits: own });
  }
  return edits;
}

/** What a template shows is given up, what it is given stays. Who reads the parameter asks the store of secrets from then on, and may. */
function intoStore(resource: Resource, name: string, value: Value, deployment: Deployment, facts: Facts): Fix {
  const isMade = stringOf(value) !== undefined;
  const title = isMade ? 'Let Secrets Manager make one and keep it' : 'Keep it in Secrets Manager';
  return { title, kind: 'review', edits: () => movedWithReaders(resource, name, isMade, deployment, facts) ?? [] };
}

function movedWithReaders(resource: Resource, name: string, isMade: boolean, deployment: Deployment, facts: Facts): readonly FileEdit[] | undefined {
  const holdings = variablesWith(resource, name, deployment);
  const parameter = { name, variables: new Set(holdings.map(({ variable }) => variable.name)) };
  const others = new Map<string, boolean>();
  const code = fetchedFrom(readersOf(parameter, facts), secretStore, (fetching, script) => {
    const reads = secretReads(parameter, fetching, script);
    if (reads !== undefined && reads.edits.length > 0) others.set(script.fileName, !reads.isAll);
    return reads?.edits;
  }, facts);
  const readers = facts.handlers.filter((handler) => reached(handler, facts).some((uri) => others.has(uri)));
  // Whose code is not seen, or is deployed elsewhere, would go on asking for the parameter.
  if (code === undefined || readers.some((handler) => handler.deployment !== deployment)) return undefined;
  const reading = new Set(readers.map((handler) => handler.function.name));
  if (holdings.some(({ deployed }) => !reading.has(deployed.name))) return undefined;
  const goesOn = new Set(readers.filter((handler) => reached(handler, facts).some((uri) => others.get(uri) !== false && readsParameters(uri, facts))).map((handler) => handler.function.name));
  const rights = deployment.grants.filter((grant) => grant.effect === 'Allow' && namesOnly(grant, resource.id, name, reading, goesOn));
  // What names the parameter beside other things would be left without it.
  if (deployment.grants.some((grant) => !rights.includes(grant) && grant.resources.some((one) => isThis(one, resource.id, name)))) return undefined;
  if (rights.some(({ holder }) => holder.kind !== 'role' || holder.functions.length === 0 || holder.functions.some((one) => !reading.has(one)))) return undefined;
  const allowed = new Set(rights.flatMap(({ holder }) => (holder.kind === 'role' ? holder.functions : [])));
  const missing = [...reading].filter((one) => !allowed.has(one)).map((one): Change => ({ kind: 'grant', function: one, actions: [secretStore.action], resources: [referenceTo(resource, 'Ref')] }));
  const template = written(deployment, [{ kind: 'keep-secret', parameter: resource.id, isMade, variables: holdings.map(({ variable }) => variable), rights }, ...missing]);
  return template === undefined ? undefined : merged([...template, ...code]);
}

/** A script that asks the parameter store for more than this. */
function readsParameters(uri: string, facts: Facts): boolean {
  return /[gG]etParameter/.test(facts.snapshot.file(uri)?.text ?? '');
}

/** A right to read this parameter, or parameters of which nobody with the right reads any other. */
function namesOnly({ actions, resources, holder }: Grant, id: string, name: string, reading: ReadonlySet<string>, goesOn: ReadonlySet<string>): boolean {
  if (!actions.every((action) => /^ssm:(?:GetParameters?|GetParametersByPath|GetParameterHistory|DescribeParameters)$/i.test(stringOf(action) ?? ''))) return false;
  if (resources.every((one) => isThis(one, id, name))) return resources.length > 0;
  const functions = holder.kind === 'role' ? holder.functions : [];
  return functions.length > 0 && functions.every((one) => reading.has(one) && !goesOn.has(one)) && resources.every((one) => isThis(one, id, name) || patternOf(one)?.includes('*') === true);
}

function isThis(target: Value, id: string, name: string): boolean {
  return referencesIn(target).some(({ resource }) => resource === id) || patternOf(target)?.endsWith(`parameter/${name.replace(/^\//, '')}`) === true;
}
