/** Reports what an API lacks at its door: checks of what comes in, a limit of how much, a firewall, more than a key. Knows no dialect. */
import type { Facts, Handler } from '../../facts/facts';
import { entriesOf, handlersIn } from '../../facts/lookup';
import { apiOf, subjectsOf, type Subject } from '../../facts/subjects';
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import type { Api, Change, Deployment, Trigger } from '../../template/deployment';
import { referencesIn, stringOf, valueAt, type Value } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { jsonSchemaOf } from '../fixes/schema-from-use';
import { listed } from '../holder';
import { findAll, isAtFault } from './demand';
import { resourcesOfType } from '../../template/resources';

interface Door {
  readonly handler: Handler;
  readonly trigger: Trigger;
}

function doorsOf(api: Api, deployment: Deployment, facts: Facts): readonly Door[] {
  return handlersIn(deployment, facts).flatMap((handler) => handler.function.triggers.filter(({ route, kind }) => route?.api === api.id && kind !== 'url').map((trigger) => ({ handler, trigger })));
}

function* drafts(rule: RuleData, api: Api, doors: readonly Door[], more: Partial<Draft> = {}): Generator<Draft> {
  const [first, ...others] = doors;
  if (first === undefined) return;
  yield {
    location: first.trigger.at,
    message: fill(rule.message, { api: api.id, doors: listed([...new Set(doors.map(({ trigger }) => trigger.label))]) }),
    related: others.map(({ trigger }) => ({ location: trigger.at, message: trigger.label })),
    functions: [...new Set(doors.map(({ handler }) => handler.function.name))],
    ...more,
  };
}

/** REST routes that take a body and have no model; a handler that is known to check for itself needs none. */
export const requestValidation: Checker = {
  name: 'request-validation',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const api of deployment.apis) {
        if (api.kind !== 'rest') continue;
        const open = doorsOf(api, deployment, facts).filter(({ handler, trigger: { route } }) => route !== undefined && !route.requestModel && /^(?:POST|PUT|PATCH)$/.test(route.method) && !entriesOf(handler, facts).some(({ report }) => report.uncheckedReads.length === 0));
        yield* drafts(rule, api, open, { fixes: withModels(open, deployment, facts) });
      }
      yield undefined;
    }
  },
};

/** A schema of the fields that the handler reads; none where several routes share a handler, as it does not say which reads what. */
function withModels(doors: readonly Door[], deployment: Deployment, facts: Facts): readonly Fix[] {
  const wanted = doors.map(({ handler, trigger }): Change | undefined => {
    const shared = doors.filter((other) => other.handler === handler).length > 1;
    const reads = shared ? [] : entriesOf(handler, facts).flatMap(({ report }) => report.uncheckedReads.filter(({ part, path }) => part === 'body' && path.length > 0));
    const schema = jsonSchemaOf(reads, facts);
    return schema === undefined ? undefined : { kind: 'check-body', trigger, function: handler.function.name, schema };
  });
  return wanted.length === 0 || wanted.includes(undefined) ? [] : changes('Let the API check the fields that are read', deployment, wanted.flatMap((one) => one ?? []));
}

interface ThrottleParameters {
  /** By stage type: where a limit of the rate stands. */
  readonly limits: Readonly<Record<string, string>>;
  readonly usagePlanType: string;
  /** What a fix writes for stages that have a place for all routes. */
  readonly suggested: { readonly rate: number; readonly burst: number };
}

export const throttling: Checker = {
  name: 'throttling',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as ThrottleParameters;
    for (const deployment of facts.deployments) {
      const planned = resourcesOfType(parameters.usagePlanType, deployment).length > 0;
      for (const api of planned ? [] : deployment.apis) {
        const open = doorsOf(api, deployment, facts).filter(({ trigger }) => trigger.exposure === 'anonymous');
        if (open.length === 0 || findAll(api.properties, ['Auth', 'UsagePlan']).some(({ kind }) => kind !== 'absent')) continue;
        const stage = subjectsOf(deployment).find((subject) => Object.hasOwn(parameters.limits, subject.type) && (apiOf(subject.properties) ?? subject.id) === api.id);
        if (stage?.presence !== 'always' || isThrottled(stage, parameters)) continue;
        const path = (parameters.limits[stage.type] ?? '').split('.');
        const limits = { ThrottlingBurstLimit: parameters.suggested.burst, ThrottlingRateLimit: parameters.suggested.rate };
        const [key = '', ...inner] = path.slice(0, -1);
        // A list of settings starts with one for all methods.
        const to = inner.includes('*') ? [{ ResourcePath: '/*', HttpMethod: '*', ...limits }] : limits;
        const fixes = changes(`Take ${String(parameters.suggested.rate)} requests a second`, deployment, [{ kind: 'set', resource: stage.id, path: [...stage.prefix, key], to }]);
        yield* drafts(rule, api, open, { location: stage.block, ...(findAll(stage.properties, [key]).every(({ kind }) => kind === 'absent') ? { fixes } : {}) });
      }
      yield undefined;
    }
  },
};

function isThrottled(stage: Subject, { limits }: ThrottleParameters): boolean {
  const path = (limits[stage.type] ?? '').split('.');
  if (findAll(stage.properties, path).some(({ kind }) => kind !== 'absent')) return true;
  return findAll(stage.properties, ['RouteSettings']).some(({ kind }) => kind !== 'absent');
}

interface KeyParameters {
  readonly graphqlType: string;
}

/** API keys tell applications apart for billing; they come from the caller's page or app, where anybody reads them. */
export const keyOnly: Checker = {
  name: 'key-only',
  over: ['deployments'],
  *run(rule, facts) {
    const { graphqlType } = rule.with as KeyParameters;
    for (const deployment of facts.deployments) {
      for (const api of deployment.apis) {
        yield* drafts(rule, api, doorsOf(api, deployment, facts).filter(({ trigger: { route } }) => route?.apiKey === true && route.authorizer === 'none'));
      }
      for (const { id, type, properties, presence } of deployment.resources) {
        if (type !== graphqlType || presence !== 'always' || findAll(properties, ['AdditionalAuthenticationProviders']).some(({ kind }) => kind !== 'absent')) continue;
        const found = [...findAll(properties, ['AuthenticationType']), ...findAll(properties, ['Auth', 'Type'])].find((one) => isAtFault(one, { is: ['API_KEY'] }) === true);
        if (found?.kind === 'value' && findAll(properties, ['Auth', 'Additional']).every(({ kind }) => kind === 'absent')) yield { location: found.value.at, message: fill(rule.message, { doors: `GraphQL API \`${id}\`` }) };
      }
      yield undefined;
    }
  },
};

/** True where what is guarded is this stage or may be: it is referred to, or named in a way that fits. */
function mayName(guarded: Value | undefined, stage: Subject, api: string): boolean {
  if (guarded === undefined) return true;
  const references = referencesIn(guarded);
  if (references.length > 0) return references.some(({ resource }) => resource === stage.id || resource === api);
  if (guarded.kind === 'unknown') return guarded.source !== 'undeclared';
  const named = /\/stages\/([^/]+)$/.exec(stringOf(guarded) ?? '')?.[1];
  const own = stringOf(valueAt(stage.properties, 'StageName'));
  return named === undefined || own === undefined || named === own;
}

function mayBe(guarded: Value | undefined, id: string): boolean {
  const references = guarded === undefined ? [] : referencesIn(guarded);
  return references.length > 0 ? references.some(({ resource }) => resource === id) : guarded?.kind !== 'unknown' || guarded.source !== 'undeclared';
}

interface FirewallParameters {
  readonly associationTypes: readonly string[];
  readonly stageType: string;
  readonly apiType: string;
  /** What else is a door: where it names its own list, and what makes it one of the house. */
  readonly others: readonly { readonly type: string; readonly called: string; readonly acl?: string; readonly private?: { readonly path: string; readonly is: readonly string[] } }[];
}

export const firewall: Checker = {
  name: 'firewall',
  over: ['deployments'],
  *run(rule, facts) {
    const { associationTypes, stageType, apiType, others } = rule.with as FirewallParameters;
    for (const deployment of facts.deployments) {
      const associations = deployment.resources.filter(({ type }) => associationTypes.includes(type)).map(({ properties }) => valueAt(properties, 'ResourceArn'));
      for (const stage of subjectsOf(deployment)) {
        const api = apiOf(stage.properties) ?? stage.id;
        if (stage.type !== stageType || stage.presence !== 'always' || associations.some((guarded) => mayName(guarded, stage, api))) continue;
        const resource = deployment.resources.find(({ id, type }) => id === api && type === apiType);
        const endpoint = resource === undefined ? [] : [...findAll(resource.properties, ['EndpointConfiguration', 'Types', '*']), ...findAll(resource.properties, ['EndpointConfiguration', 'Type'])];
        if (endpoint.some((found) => found.kind === 'unknown' || isAtFault(found, { is: ['PRIVATE'] }) !== false)) continue;
        yield { location: stage.block, message: fill(rule.message, { what: `API stage \`${stage.name}\`` }) };
      }
      for (const { id, type, at, block = at, properties, presence } of deployment.resources) {
        const door = others.find((one) => one.type === type);
        if (door === undefined || presence !== 'always' || associations.some((guarded) => mayBe(guarded, id))) continue;
        if (door.acl !== undefined && findAll(properties, door.acl.split('.')).some((found) => isAtFault(found, { absent: true, is: [''] }) !== true)) continue;
        if (door.private !== undefined && findAll(properties, door.private.path.split('.')).some((found) => found.kind === 'unknown' || isAtFault(found, door.private ?? {}) !== false)) continue;
        yield { location: block, message: fill(rule.message, { what: `${door.called} \`${id}\`` }) };
      }
      yield undefined;
    }
  },
};
