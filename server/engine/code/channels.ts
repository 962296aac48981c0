/** What Node gives a function to hand data to another that it does not call: event emitters and AsyncLocalStorage. */
import { ts } from '../syntax/script';
import { callEach } from './builtins';
import { withStatics } from './bindings';
import { placeOf, type Argument, type Frame, type Machine } from './machine';
import { assign, bare, homeOf, importedFrom, isReference, withField, type Home } from './members';
import { join, joinAll, nothing, onlyText, type External, type Value } from './values';

type Site = ts.CallExpression | ts.NewExpression;

/** No field that code can name. */
const stored = '(store)';
const listening = '(on) ';
const mostModules = 200;

/** What a call on such a value gives; undefined where it is none, or nothing special. */
export function channelCall(machine: Machine, { module, path }: External, self: Value | undefined, args: readonly Argument[], site: Site, frame: Frame, receiverNode: ts.Expression | undefined): Value | undefined {
  const name = path.at(-1) ?? '';
  if (self === undefined || receiverNode === undefined) return undefined;
  if (module === 'events') return emitterCall(machine, name, self, args, site, frame, receiverNode);
  return module === 'async_hooks' && path[0] === 'AsyncLocalStorage' ? storageCall(machine, name, self, args, site, frame, receiverNode) : undefined;
}

function storageCall(machine: Machine, name: string, self: Value, args: readonly Argument[], site: Site, frame: Frame, receiverNode: ts.Expression): Value | undefined {
  const first = args[0]?.value ?? nothing;
  switch (name) {
    case 'getStore': return self.fields?.get(stored) ?? nothing;
    case 'exit': return callEach(machine, first, valuesOf(args.slice(1)), site, frame);
    case 'enterWith': case 'run':
      put(machine, receiverNode, withField(self, stored, first), frame);
      return name === 'run' ? callEach(machine, args[1]?.value ?? nothing, valuesOf(args.slice(2)), site, frame) : nothing;
    default: return undefined;
  }
}

const adding = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']);

function emitterCall(machine: Machine, name: string, self: Value, args: readonly Argument[], site: Site, frame: Frame, receiverNode: ts.Expression): Value | undefined {
  const event = onlyText(args[0]?.value ?? nothing);
  if (adding.has(name)) {
    const [, listener] = args;
    if (listener === undefined) return undefined;
    const field = listening + (event ?? '');
    const known = self.fields?.get(field);
    const next = withField(self, field, known === undefined ? listener.value : join(known, listener.value));
    put(machine, receiverNode, next, frame);
    // It may be called by whoever emits out of sight; what it sees around it is there in any case.
    callEach(machine, listener.value, [], site, frame);
    return next;
  }
  if (name !== 'emit') return undefined;
  for (const listener of listenersOf(machine, self, event, receiverNode, frame)) callEach(machine, listener, valuesOf(args.slice(1)), site, frame);
  return nothing;
}

/** Listeners that are seen on the value itself, and those that modules which the emitting one loads have put on the same variable. */
function listenersOf(machine: Machine, self: Value, event: string | undefined, receiverNode: ts.Expression, frame: Frame): readonly Value[] {
  const all = [self, ...elsewhere(machine, self, receiverNode, frame)];
  const names = event === undefined ? [...new Set(all.flatMap((one) => [...(one.fields?.keys() ?? [])].filter((name) => name.startsWith(listening))))] : [listening + event, listening];
  return names.map((name) => joinAll(all.flatMap((one) => one.fields?.get(name) ?? [])));
}

function elsewhere(machine: Machine, self: Value, receiverNode: ts.Expression, frame: Frame): readonly Value[] {
  const node = bare(receiverNode);
  const home = ts.isIdentifier(node) ? homeOf(machine, node.text, frame) : undefined;
  if (home === undefined) return [];
  const found: Value[] = [];
  const seen = new Set([frame.uri]);
  for (const uri of seen) {
    const outline = machine.outline(uri);
    for (const specifier of outline?.specifiers ?? []) {
      const target = machine.modules.resolve(specifier, uri);
      if (target !== undefined) seen.add(target);
    }
    if (seen.size > mostModules) {
      machine.beyond(placeOf(receiverNode, frame), `listeners are looked for in ${String(mostModules)} modules, and this may have others; emit and listen in modules nearer to each other`);
      break;
    }
    if (uri === home.uri) continue;
    for (const name of outline?.assignments.keys() ?? []) if (outline?.imports.has(name) === true && sameHome(importedFrom(machine, uri, name), home)) found.push(withStatics(machine, self, uri, name));
  }
  return found;
}

function sameHome(one: Home | undefined, other: Home): boolean {
  return one?.uri === other.uri && one.name === other.name;
}

function put(machine: Machine, receiverNode: ts.Expression, next: Value, frame: Frame): void {
  if (isReference(receiverNode)) assign(machine, receiverNode, next, frame, false);
}

function valuesOf(args: readonly Argument[]): readonly Value[] {
  return args.map(({ value }) => value);
}
