/** Tells who may send an entry point its event: the union of what starts it. Knows no rule. */
import type { EntryPoint, EventKind, Flow } from '../code/report';
import type { Exposure, Trigger, TriggerKind } from '../template/deployment';
import type { Entry, Handler, Sender } from './facts';

/** From whom data is worst comes last. A schedule's event is nobody's. */
export const exposures: readonly Exposure[] = ['schedule', 'account', 'unknown', 'external-data', 'authenticated', 'anonymous'];

const who: Readonly<Record<Exposure, string>> = {
  anonymous: 'anyone can send it',
  authenticated: 'any signed-in caller can send it',
  'external-data': 'it comes from outside',
  account: 'it is sent within the account',
  schedule: 'a schedule sends it',
  unknown: 'who can send it is not known',
};

/** What passes on a request has taken it from somewhere. */
const handedOn: Sender = { level: 'account', phrase: 'the code that it is bound to hands it on', assumed: false };

const signedIn = `${who.authenticated}: the code asks who has signed in`;

/** What is known of styles of entry points besides their code: `rules/models/platforms.yaml`. */
export interface Platforms {
  /** Their functions run inside of a handler that a template names. */
  readonly hosted: ReadonlySet<string>;
  /** Whoever knows the address may send a request: the platform asks for no key by itself. */
  readonly open: ReadonlySet<string>;
  /** By cloud: the styles of what it starts. */
  readonly styles: ReadonlyMap<string, ReadonlySet<string>>;
  /** By cloud: the style of an export that its configuration names. */
  readonly called: ReadonlyMap<string, string>;
}

export function platformsOf(models: Readonly<Record<string, unknown>>): Platforms {
  const plain = (models['platforms'] ?? {}) as { readonly hosted?: unknown; readonly open?: unknown; readonly clouds?: unknown };
  const names = (list: unknown): ReadonlySet<string> => new Set(Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []);
  const clouds = Object.entries((plain.clouds ?? {}) as Readonly<Record<string, { readonly styles?: unknown; readonly named?: unknown }>>);
  return {
    hosted: names(plain.hosted), open: names(plain.open),
    styles: new Map(clouds.map(([cloud, { styles }]) => [cloud, names(styles)])),
    called: new Map(clouds.flatMap(([cloud, { named }]) => (typeof named === 'string' ? [[cloud, named]] : []))),
  };
}

/** Whether a bound function of another cloud is this entry point: `*` is whatever the platform finds in the file. */
export function isStartedBy({ name, style }: EntryPoint, { binding, deployment }: Handler, { styles }: Platforms): boolean {
  if (binding.kind !== 'bound' || deployment.cloud === undefined || styles.get(deployment.cloud)?.has(style) !== true) return false;
  const { exportName } = binding;
  return exportName === '*' || name === exportName || name.startsWith(`${exportName}.`) || name.endsWith(` ${exportName}`);
}

/** `asked`: other code, which runs first, asks who has signed in. */
export function senderOf(entry: EntryPoint, handlers: readonly Handler[], platforms: Platforms, asked = false): Sender {
  if (entry.callers === 'own') return handedOn;
  const triggers = triggersOf(entry, handlers);
  let decisive = triggers[0];
  for (const candidate of triggers) {
    if (decisive === undefined || exposures.indexOf(candidate.exposure) > exposures.indexOf(decisive.exposure)) decisive = candidate;
  }
  if (asked && entry.callers === undefined && (decisive === undefined || decisive.exposure === 'anonymous')) return { level: 'authenticated', phrase: signedIn, assumed: decisive === undefined, asked: true };
  if (decisive === undefined) return assumed(entry, handlers, platforms);
  if (decisive.exposure === 'anonymous' && entry.callers === 'signed-in') return { level: 'authenticated', phrase: signedIn, assumed: false };
  return { level: decisive.exposure, phrase: `${who[decisive.exposure]}: ${reasonOf(decisive)}`, assumed: false };
}

/** What starts an entry point: all that starts a handler; for a route that a handler serves, the triggers that bring requests, or the one of its own path. */
export function triggersOf({ style, name, events }: EntryPoint, handlers: readonly Handler[]): readonly Trigger[] {
  const all = handlers.flatMap((handler) => handler.function.triggers);
  if (style === 'lambda') return all;
  const isElsewhere = handlers.every(({ deployment }) => deployment.cloud !== undefined);
  const fits = (event: EventKind, trigger: Trigger): boolean => event === eventKindOf(trigger) || (event === 'http' && trigger.kind === 'load-balancer')
    // Other clouds wrap whatever happens in an event of one form.
    || (event === 'event' && isElsewhere && trigger.route === undefined && trigger.kind !== 'schedule');
  const fitting = all.filter((trigger) => events.includes('unknown') || events.some((event) => fits(event, trigger)));
  // What a schedule starts has no address.
  if (fitting.length === 0 && isElsewhere && all.every(({ kind }) => kind === 'schedule')) return all;
  const own = fitting.filter(({ route }) => route !== undefined && isRouteOf(name, route.method, route.path));
  return own.length > 0 ? own : fitting;
}

/** `GET /orders/:id` is `GET /orders/{id}`. A path without a word of its own may belong to a router that is mounted somewhere. */
function isRouteOf(label: string, method: string, path: string): boolean {
  const [verb = '', written = ''] = label.split(' ');
  if (!/^\/.*[A-Za-z0-9]/.test(written.replace(/:\w+/g, ''))) return false;
  const plain = (text: string): string => text.replace(/:\w+\??|\{[^}]*\}/g, '*').replace(/\/$/, '');
  return plain(written) === plain(path) && (method === 'ANY' || verb === 'ALL' || verb === method);
}

/** "POST /orders has no authorizer"; a reason that speaks of something else follows after a comma. */
function reasonOf({ label, because }: Trigger): string {
  return because.startsWith('it ') ? `${label}${because.slice(2)}` : `${label}, ${because}`;
}

/** Deployed without a trigger, or not deployed as far as is seen: the handler's own shape decides. */
function assumed({ style, events, callers }: EntryPoint, handlers: readonly Handler[], { open, hosted }: Platforms): Sender {
  const level = shapeLevel(events);
  const isRequest = events.every((event) => event === 'http');
  if (isRequest && callers !== undefined && callers !== 'anyone') return { level: 'authenticated', phrase: callers === 'invokers' ? 'whoever may invoke it can send it' : signedIn, assumed: true };
  if (isRequest && (callers === 'anyone' || open.has(style))) return { level: 'anonymous', phrase: 'anyone who knows the address can send it: the platform asks for no key by itself', assumed: true };
  const [first] = handlers;
  if (first !== undefined) {
    const { function: { name, triggers }, deployment: { cloud } } = first;
    // Firebase's own file, for one, names folders of code: what starts the functions is said where they are registered.
    const isSaidInCode = cloud !== undefined && triggers.length === 0;
    const missing = triggers.length === 0 ? 'no trigger' : 'no trigger that brings it';
    const phrase = !isSaidInCode ? `the trigger is assumed: the template gives \`${name}\` ${missing}` : level === 'external-data' ? who[level] : 'the sender is assumed: only the code says what starts it';
    return { level, phrase, assumed: true };
  }
  if (style === 'lambda') return { level, phrase: 'the trigger is assumed: no template names this handler', assumed: true };
  if (hosted.has(style)) return { level, phrase: 'the sender is assumed: no template names the function that serves it', assumed: true };
  return { level, phrase: isRequest ? 'the sender is assumed: nothing here says who may call it' : events.includes('unknown') ? 'the trigger is assumed: nothing here says what starts it' : who[level], assumed: true };
}

function shapeLevel(events: readonly EventKind[]): Exposure {
  const levels = events.map((event): Exposure => {
    if (event === 'http' || event === 'websocket' || event === 'graphql' || event === 'load-balancer' || event === 'edge' || event === 'unknown') return 'authenticated';
    if (event === 'schedule') return 'schedule';
    if (event === 'event' || event === 'state-machine' || event === 'custom-resource' || event === 'invoke') return 'account';
    return 'external-data';
  });
  return levels.reduce<Exposure>((worst, level) => (exposures.indexOf(level) > exposures.indexOf(worst) ? level : worst), 'schedule');
}

const kinds: Readonly<Partial<Record<TriggerKind, EventKind>>> = { url: 'http', other: 'unknown' };

/** Who sends a flow's data: whoever sends the entry point its event, unless other functions bring the data there. */
export function senderOfFlow(flow: Flow, { sender, senders }: Entry): Sender {
  return senders?.get(flow) ?? sender;
}

/** The event shape that a trigger delivers. */
export function eventKindOf(trigger: Trigger): EventKind {
  return kinds[trigger.kind] ?? (trigger.kind as EventKind);
}
