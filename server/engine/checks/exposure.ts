/** Reports doors that anybody may open: routes and function addresses without a check of the caller. Knows no dialect. */
import type { Facts, Handler } from '../facts/facts';
import { handlersIn } from '../facts/lookup';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Change, Cloud, Deployment, Route, Trigger } from '../template/deployment';
import type { Location } from '../text/span';
import { bareApis, type ApiKinds } from './bare-apis';
import { changes } from './change';
import { fill, type Checker } from './checker';
import { upTo } from './excerpt';
import { listed } from './holder';
import { looseRoutes, type LooseRoute, type MethodKind } from './loose-routes';
import { checksItsCaller } from './own-check';
import { textsOf } from './policy-text';
import { anyoneIn } from './public-policy';

interface Parameters {
  readonly about: 'route' | 'url';
  /** Paths that are public by nature; regular expressions, case aside. */
  readonly publicPaths?: readonly string[];
  /** Paths of webhooks: their senders sign, and whether the signature is checked cannot be told where the code is not read. */
  readonly webhookPaths?: string;
  /** Resources that are routes by themselves. */
  readonly methods?: readonly MethodKind[];
  /** APIs to which somebody may give a route that asks nobody, and what is said of one, with `{api}`. */
  readonly bare?: ApiKinds & { readonly message: string };
  /** Names of calls by which code checks its caller itself; a regular expression, case aside. */
  readonly ownCheck: string;
  /** By cloud: what a fix is called that lets in fewer, with `{doors}`. */
  readonly closed?: Readonly<Partial<Record<Cloud, string>>>;
}

interface Door {
  readonly handler: Handler;
  readonly trigger: Trigger;
  readonly at: Location;
}

export const openDoor: Checker = {
  name: 'open-door',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const doors = parameters.about === 'route' ? openRoutes(deployment, facts, parameters) : openUrls(deployment, facts, parameters);
      for (const group of gathered(byPlace(doors), deployment)) yield draft(rule, group, deployment);
      const publicPaths = (parameters.publicPaths ?? []).map((pattern) => new RegExp(pattern, 'i'));
      for (const route of looseRoutes(deployment, parameters.methods ?? [])) if (!publicPaths.some((pattern) => pattern.test(route.label))) yield looseDraft(rule, route, deployment);
      const { bare } = parameters;
      if (bare !== undefined) for (const { id, at } of bareApis(deployment, bare)) yield { location: at, message: fill(bare.message, { api: id }), severity: 'information', only: 'strict' };
      yield undefined;
    }
  },
};

function looseDraft(rule: RuleData, { resource, authorization, label, at, empty }: LooseRoute, deployment: Deployment): Draft {
  return {
    location: at,
    ...upTo(resource.at, at),
    message: fill(rule.message, { doors: `\`${resource.id}\``, functions: label, because: 'it asks nobody who they are' }),
    ...(empty ? { severity: 'information' as const, only: 'strict' as const } : {}),
    ...((rule.with as Parameters).about === 'url' && !letsAnyoneCall(deployment) ? { severity: 'hint' as const } : {}),
    fixes: changes(`Require signed requests (AWS IAM) for ${resource.id}`, deployment, [{ kind: 'set', resource: resource.id, path: [authorization], to: 'AWS_IAM' }]),
  };
}

/** Besides asking nobody, an address needs a permission for everybody. */
function letsAnyoneCall({ grants }: Deployment): boolean {
  return grants.some((grant) => anyoneIn(grant.principal) !== undefined && textsOf(grant.actions).some(({ text }) => /^lambda:InvokeFunctionUrl$/i.test(text)));
}

function openRoutes(deployment: Deployment, facts: Facts, parameters: Parameters): readonly Door[] {
  const publicPaths = (parameters.publicPaths ?? []).map((pattern) => new RegExp(pattern, 'i'));
  const triggers = deployment.functions.flatMap((deployed) => deployed.triggers);
  const isOpen = (trigger: Trigger, route: Route): boolean =>
    (trigger.kind === 'http' || (trigger.kind === 'websocket' && isWayIn(trigger, triggers))) && trigger.exposure === 'anonymous' && route.authorizer === 'none' && route.apiKey === false
    && route.method !== 'OPTIONS' && !publicPaths.some((pattern) => pattern.test(route.path));
  return doorsOf(deployment, facts, parameters, (trigger) => trigger.route !== undefined && isOpen(trigger, trigger.route));
}

/** Of a WebSocket only the way in is asked for an authorizer: the route that takes connections, else the first that takes messages. */
function isWayIn(trigger: Trigger, triggers: readonly Trigger[]): boolean {
  const own = triggers.filter(({ kind, route }) => kind === 'websocket' && route?.api === trigger.route?.api);
  const known = own.every(({ route }) => route?.path !== unknownPath);
  return trigger === (own.find(({ route }) => route?.path === connection) ?? (known ? own[0] : undefined));
}

const connection = '$connect';
/** Stands for a path that is not known. */
const unknownPath = '*';

function openUrls(deployment: Deployment, facts: Facts, parameters: Parameters): readonly Door[] {
  return doorsOf(deployment, facts, parameters, (trigger) => trigger.kind === 'url' && (trigger.exposure === 'anonymous' || trigger.route?.authorizer === 'none'));
}

function doorsOf(deployment: Deployment, facts: Facts, parameters: Parameters, isOpen: (trigger: Trigger) => boolean): readonly Door[] {
  const ownCheck = new RegExp(parameters.ownCheck, 'i');
  const webhook = parameters.webhookPaths === undefined ? undefined : new RegExp(parameters.webhookPaths, 'i');
  return handlersIn(deployment, facts).flatMap((handler) => {
    const unread = handler.binding.kind === 'unbound' && webhook !== undefined;
    const open = handler.function.triggers.filter((trigger) => isOpen(trigger) && !(unread && webhook.test(trigger.route?.path ?? '')));
    if (open.length === 0 || checksItsCaller(handler, facts, ownCheck)) return [];
    return open.map((trigger) => ({ handler, trigger, at: trigger.route?.decidedAt ?? trigger.at }));
  });
}

/** Doors that one place in the template decides about are one finding. */
function byPlace(doors: readonly Door[]): readonly (readonly Door[])[] {
  const groups = new Map<string, Door[]>();
  for (const door of doors) {
    const place = `${door.at.uri} ${door.at.span.start} ${door.at.span.end}`;
    groups.set(place, [...(groups.get(place) ?? []), door]);
  }
  return [...groups.values()];
}

/** An API of which no route is guarded lacks one thing, not many: its routes are one finding where they are more than a few. */
function gathered(groups: readonly (readonly Door[])[], deployment: Deployment): readonly (readonly Door[])[] {
  const apis = new Set(groups.flatMap((group) => group.map(({ trigger }) => trigger.route?.api)));
  const guarded = new Set(deployment.functions.flatMap((deployed) => deployed.triggers).filter(({ route }) => route !== undefined && (route.authorizer !== 'none' || route.apiKey !== false)).map(({ route }) => route?.api));
  return [...apis].flatMap((api) => {
    const own = groups.filter((group) => group[0]?.trigger.route?.api === api);
    return api === undefined || guarded.has(api) || own.length <= 3 ? own : [own.flat()];
  });
}

function draft(rule: RuleData, doors: readonly Door[], deployment: Deployment): Draft {
  const [first] = doors;
  if (first === undefined) throw new Error('a group of doors is never empty');
  const functions = [...new Set(doors.map(({ handler }) => handler.function.name))];
  const labels = first.trigger.kind === 'url' ? `the URL of ${listed(functions)}` : listed([...new Set(doors.map(({ trigger }) => trigger.label))]);
  const wanted = doors.map(({ handler, trigger }): Change => authorizing(trigger, handler.function.name, deployment));
  const others = doors.filter(({ at }) => at !== first.at);
  const open = doors.some(({ trigger }) => trigger.exposure === 'anonymous');
  return {
    location: first.at,
    message: fill(rule.message, { doors: labels, functions: listed(functions), because: others.length > 0 ? 'none of the API’s routes has an authorizer' : first.trigger.because }),
    related: others.map(({ at, trigger }) => ({ location: at, message: `${trigger.label} ${trigger.because}` })),
    ...(open ? {} : { severity: 'hint' as const }),
    functions,
    fixes: changes(deployment.cloud === undefined ? `Require signed requests (AWS IAM) for ${labels}` : fill((rule.with as Parameters).closed?.[deployment.cloud] ?? '', { doors: labels }), deployment, wanted),
  };
}

/** The route of a WebSocket is a resource of its own. */
function authorizing(trigger: Trigger, name: string, { resources }: Deployment): Change {
  const route = trigger.kind === 'websocket' ? resources.find(({ at }) => at === trigger.at) : undefined;
  return route === undefined ? { kind: 'authorize', trigger, function: name, by: 'iam' } : { kind: 'set', resource: route.id, path: ['AuthorizationType'], to: 'AWS_IAM' };
}
