/**
 * Data on its way between functions: what calls put on queues, topics, buses, into tables and buckets, and what calls read back from there. Which
 * resource that is, and who else uses it, the code does not know.
 */
import type { ts } from '../syntax/script';
import { placeOf, known, type Argument, type Frame, type Machine } from './machine';
import { member } from './members';
import type { ChannelPattern, Taken } from './models';
import type { Destination } from './report';
import { calleeName, nodeOf } from './sinks';
import { deepTaints, environment, joinAll, joinTaints, nothing, object as makeObject, onlyText, tainted, taintOf, within, type External, type Packed, type Taint, type Value } from './values';

/** DynamoDB takes no longer one. */
const longestExpression = 4096;

/** Data, and where it stands in a value. */
interface Piece {
  readonly taint: Taint;
  readonly at: Packed;
  readonly node: ts.Node | undefined;
}

/** All untrusted data in a value with its place. */
function piecesOf(machine: Machine, value: Value, node: ts.Node | undefined, path: readonly string[] = []): readonly Piece[] {
  if (!value.deep || !machine.spend()) return deepTaints(value).map((taint) => ({ taint, at: placed(taint, path, []), node }));
  const but = value.fields === undefined ? [] : [...value.fields.keys()];
  return [
    ...value.taints.map((taint) => ({ taint, at: placed(taint, path, but), node })),
    ...[...value.fields ?? []].flatMap(([name, field]) => piecesOf(machine, field, node === undefined ? undefined : nodeOf(node, name), [...path, /^\d+$/.test(name) ? '[]' : name])),
    ...(value.element === undefined ? [] : piecesOf(machine, value.element, node, [...path, '[]'])),
  ];
}

function placed({ packed, clean, before }: Taint, path: readonly string[], but: readonly string[]): Packed {
  return within({ path, but, clean, before }, packed);
}

/** The data of what is written into one text. */
export function packed(machine: Machine, value: Value): readonly Taint[] {
  return piecesOf(machine, value, undefined).reduce<readonly Taint[]>((all, { taint, at }) => joinTaints(all, [{ ...taint, packed: at }]), []);
}

/** Notes what is put where other functions find it; a call that puts nothing of a sender's is noted too. */
export function notePuts(machine: Machine, externals: readonly External[], args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame): void {
  for (const external of externals) {
    for (const pattern of machine.models.puts.matching(external)) {
      const to = destinationOf(machine, pattern, args, site, frame);
      const location = placeOf(site, frame);
      const call = { kind: '(put)', effect: '', callee: calleeName(site), call: location };
      const source = { id: `put ${location.uri} ${String(location.span.start)}`, kind: 'put', label: '', shape: undefined, location };
      machine.hit({ ...call, taint: taintOf(source), location, put: { to, part: '', path: [], but: [] } });
      const parts = pattern.parts.map(([part, at]): readonly [string, readonly Argument[]] => [part, spotsAt(machine, at, args, frame)]);
      if (pattern.updates !== undefined) parts.push([pattern.updates, updated(machine, args, frame)]);
      for (const [part, spots] of parts) {
        for (const { taint: one, at: { path, but, clean, before }, node } of spots.flatMap(({ value, node: spot }) => piecesOf(machine, value, spot))) {
          if (one.from !== 'event' && one.from !== 'stored') continue;
          const { clean: now } = known(one, frame);
          machine.hit({ ...call, taint: { ...one, clean: clean | (one.packed === undefined ? now : 0), before }, location: node === undefined ? location : placeOf(node, frame), put: { to, part, path, but } });
        }
      }
    }
  }
}

/** The places that a path names: `[]` for elements, `*` for all fields. */
function spotsAt(machine: Machine, { argument, field }: Taken, args: readonly Argument[], frame: Frame): readonly Argument[] {
  const given = args.filter((_, index) => argument === undefined || argument === index);
  return (field?.split('.') ?? []).reduce<readonly Argument[]>((spots, name) => spots.flatMap((spot) => below(machine, spot, name, frame)), given);
}

function below(machine: Machine, { value, node }: Argument, name: string, frame: Frame): readonly Argument[] {
  if (name !== '[]' && name !== '*') return [{ value: member(machine, value, name, node, frame), node: nodeOf(node, name) }];
  const fields = [...value.fields ?? []].filter(([key]) => name === '*' || /^\d+$/.test(key)).map(([key, one]) => ({ value: one, node: nodeOf(node, key) }));
  const others = value.element ?? (value.taints.length > 0 ? member(machine, value, '[]', node, frame) : undefined);
  return others === undefined ? fields : [...fields, { value: others, node }];
}

/** `SET #name = :name`: the values under the names that the expression gives them. */
function updated(machine: Machine, args: readonly Argument[], frame: Frame): readonly Argument[] {
  const [first] = args;
  if (first === undefined) return [];
  const read = (name: string): Value => member(machine, first.value, name, first.node, frame);
  const expression = onlyText(read('UpdateExpression'));
  const names = read('ExpressionAttributeNames');
  const values = read('ExpressionAttributeValues');
  const node = nodeOf(first.node, 'ExpressionAttributeValues');
  return [...values.fields ?? []].map(([key, value]) => {
    const target = expression === undefined || expression.length > longestExpression ? undefined : new RegExp(`([#\\w.]+)\\s*=[^,=]*?${key.replace(/[^\w:]/g, '\\$&')}\\b`).exec(expression)?.[1]?.split('.')[0];
    const name = target?.startsWith('#') === true ? onlyText(names.fields?.get(target) ?? nothing) : target;
    return { value: makeObject(new Map([[name ?? '*', value]])), node: nodeOf(node, key) };
  });
}

function destinationOf(machine: Machine, pattern: ChannelPattern, args: readonly Argument[], site: ts.Node, frame: Frame): Destination {
  const named = joinAll(pattern.on.flatMap((at) => spotsAt(machine, at, args, frame)).map(({ value }) => value));
  const marks = pattern.marks.flatMap(([name, at]) => {
    const texts = spotsAt(machine, at, args, frame).map(({ value }) => value.constants?.filter((one) => typeof one === 'string'));
    return texts.length === 0 || texts.some((one) => one === undefined || one.length === 0) ? [] : [[name, texts.flatMap((one) => one ?? [])] as const];
  });
  const written = (named.constants ?? []).filter((one) => typeof one === 'string');
  return {
    channel: pattern.channel,
    names: pattern.otherwise !== undefined && pattern.on.every((at) => isAbsent(machine, at, args, frame)) ? [pattern.otherwise] : written,
    variables: named.externals.filter(({ module }) => module === environment).flatMap(({ path }) => path.slice(0, 1)),
    marks: Object.fromEntries(marks),
    call: placeOf(site, frame),
  };
}

/** Whether what is given is written out and has no such field. */
function isAbsent(machine: Machine, { argument, field }: Taken, args: readonly Argument[], frame: Frame): boolean {
  const names = field?.split('.') ?? [];
  const holders = spotsAt(machine, { argument, field: names.slice(0, -1).join('.') || undefined }, args, frame);
  return holders.length > 0 && holders.every(({ value }) => value.fields !== undefined && value.element === undefined && value.taints.length === 0 && !value.fields.has(names.at(-1) ?? ''));
}

/** What a call answers that reads from a table, a bucket …; undefined for other calls. */
export function storedAnswer(machine: Machine, external: External, args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame): Value | undefined {
  const pattern = machine.models.readBack.matching(external)[0];
  if (pattern === undefined) return undefined;
  const stored = destinationOf(machine, pattern, args, site, frame);
  const { call: location } = stored;
  const { shape } = pattern;
  return tainted([taintOf({ id: `stored ${location.uri} ${String(location.span.start)} ${JSON.stringify([stored.names, stored.variables])}`, kind: 'stored', label: shape.label, shape, location, stored })]);
}

/** Whether it is a command that reads back. */
export function isReading({ taints }: Value): boolean {
  return taints.some(isAnswer);
}

/** What the command is answered. */
export function answerOf({ taints }: Value): Value {
  return tainted(taints.filter(isAnswer));
}

function isAnswer({ from, shape }: Taint): boolean {
  return from === 'stored' && shape !== undefined;
}
