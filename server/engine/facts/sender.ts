/** Tells who may send an entry point its event: the union of what starts it. Knows no rule. */
import type { EntryPoint, EventKind } from '../code/report';
import type { Exposure, Trigger, TriggerKind } from '../template/deployment';
import type { Handler, Sender } from './facts';

const order: readonly Exposure[] = ['schedule', 'account', 'unknown', 'external-data', 'authenticated', 'anonymous'];

const who: Readonly<Record<Exposure, string>> = {
  anonymous: 'anyone can send it',
  authenticated: 'any signed-in caller can send it',
  'external-data': 'it comes from outside',
  account: 'it is sent within the account',
  schedule: 'a schedule sends it',
  unknown: 'who can send it is not known',
};

export function senderOf(entry: EntryPoint, handlers: readonly Handler[]): Sender {
  const triggers = handlers.flatMap((handler) => handler.function.triggers.map((trigger) => ({ trigger, handler })));
  let decisive = triggers[0];
  for (const candidate of triggers) {
    if (decisive === undefined || order.indexOf(candidate.trigger.exposure) > order.indexOf(decisive.trigger.exposure)) decisive = candidate;
  }
  if (decisive === undefined) return assumed(entry, handlers);
  const { trigger } = decisive;
  return { level: trigger.exposure, trigger, phrase: `${who[trigger.exposure]}: ${reasonOf(trigger)}`, assumed: false };
}

/** "POST /orders has no authorizer"; a reason that speaks of something else follows after a comma. */
function reasonOf({ label, because }: Trigger): string {
  return because.startsWith('it ') ? `${label}${because.slice(2)}` : `${label}, ${because}`;
}

/** Deployed without a trigger, or not deployed as far as is seen: the handler's own shape decides. */
function assumed(entry: EntryPoint, handlers: readonly Handler[]): Sender {
  const level = shapeLevel(entry.events);
  const name = handlers[0]?.function.name;
  const reason = name === undefined ? 'no template names this handler' : `the template gives \`${name}\` no trigger`;
  return { level, trigger: undefined, phrase: `the trigger is assumed: ${reason}`, assumed: true };
}

function shapeLevel(events: readonly EventKind[]): Exposure {
  const levels = events.map((event): Exposure => {
    if (event === 'http' || event === 'websocket' || event === 'graphql' || event === 'load-balancer' || event === 'edge' || event === 'unknown') return 'authenticated';
    if (event === 'schedule') return 'schedule';
    if (event === 'event' || event === 'state-machine' || event === 'custom-resource' || event === 'invoke') return 'account';
    return 'external-data';
  });
  return levels.reduce<Exposure>((worst, level) => (order.indexOf(level) > order.indexOf(worst) ? level : worst), 'schedule');
}

const kinds: Readonly<Partial<Record<TriggerKind, EventKind>>> = { url: 'http', other: 'unknown' };

/** The event shape that a trigger delivers. */
export function eventKindOf(trigger: Trigger): EventKind {
  return kinds[trigger.kind] ?? (trigger.kind as EventKind);
}
