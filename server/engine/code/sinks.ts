/** Finds data that arrives where it must not: the arguments of calls that rules/models/sinks names. */
import { ts } from '../syntax/script';
import { memberName, referencePath } from '../syntax/names';
import { known, placeOf, type Argument, type Frame, type Machine } from './machine';
import { bare, member } from './members';
import { content, form, isSigned, kindsIn, type Condition, type SinkKind, type SinkPattern, type Taken } from './models';
import { noteNamed } from './named-secrets';
import { dependenciesOf, nearestPackage } from './modules';
import { folderOf } from '../text/uri';
import { hop, start } from './trail';
import { deepTaints, isFalsy, mapTaints, nothing, onlyText, separator, taintOf, value, type External, type Taint, type Value } from './values';

export function checkSinks(machine: Machine, externals: readonly External[], args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame): void {
  for (const external of externals) {
    for (const pattern of machine.models.sinks.matching(external)) {
      if (pattern.unseen || !holds(pattern.when, args) || (pattern.unless !== undefined && mayHold(pattern.unless, args))) continue;
      if (pattern.below !== undefined && !olderThan(machine, external.module, pattern.below, frame.uri)) continue;
      if (pattern.kind.name === 'log') noteNamed(machine, pattern.kind, args, site, frame);
      for (const taken of pattern.takes) for (const spot of spotsOf(machine, pattern, taken, args, frame)) checkSpot(machine, pattern, taken, spot, site, frame);
    }
  }
}

/**
 * Sinks among calls of what is not seen, which only the call itself tells of: its words, and what it is given. A name that begins as classes do is a `Model`.
 * What a package gives is no such thing: one that nothing is known of is no sink.
 */
export function checkUnseen(machine: Machine, externals: readonly External[], args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame): void {
  if (externals.some(({ module }) => module !== 'global')) return;
  const words = calleeName(site).split('.');
  if (/^[A-Z][a-z]/.test(words.at(-2) ?? '')) words.splice(-1, 0, 'Model');
  checkSinks(machine, [{ module: unseen, path: words }], args, site, frame);
}

/** The module of what is not seen. */
export const unseen = '(unseen)';

/** A value and where it is written. */
interface Spot {
  readonly value: Value;
  readonly node: ts.Node;
}

/** What the pattern takes of the arguments. */
function spotsOf(machine: Machine, pattern: SinkPattern, { argument, field }: Taken, args: readonly Argument[], frame: Frame): readonly Spot[] {
  const path = field === undefined ? [] : field.split('.').filter((name) => name !== '*');
  const spots: Spot[] = [];
  for (const [index, one] of args.entries()) {
    if (argument !== undefined && argument !== index) continue;
    // Of an object of options only the fields that are listed count.
    if (field === undefined && pattern.takes.some((other) => other.argument === argument && other.field !== undefined && one.value.fields?.has(other.field) === true)) continue;
    const held = path.reduce<readonly Spot[]>((all, name) => all.flatMap((spot) => below(machine, spot, name, frame)), [one]);
    if (pattern.named !== undefined) spots.push(...placesNamed(pattern.named, args).flatMap((name) => held.flatMap((spot) => below(machine, spot, name, frame))));
    else spots.push(...held);
  }
  return spots;
}

/** `$2:raw` and `${column^}` name the second of the values, and one by its name. */
function placesNamed(pattern: RegExp, [first]: readonly Argument[]): readonly string[] {
  const text = first === undefined ? undefined : onlyText(first.value) ?? onlyText(first.value.fields?.get('text') ?? nothing);
  return text === undefined ? [] : [...text.matchAll(pattern)].flatMap(([, name = '']) => (/^\d+$/.test(name) ? String(Number(name) - 1) : name));
}

function below(machine: Machine, { value, node }: Spot, name: string, frame: Frame): readonly Spot[] {
  // Data of unknown shape is told of as a whole.
  if (value.fields === undefined && value.element === undefined) return [];
  if (name === '[free]') return freeElements(value, node);
  if (name.startsWith('[')) return elements(value, node).filter((one) => fits(one.value, name.slice(1, -1)));
  // The length of a list is that of what was sent already.
  if (name === 'length' && value.fields?.has(name) !== true) return [];
  // An operator is written out; under names that are not known nobody puts one.
  if (name.startsWith('$') && value.fields?.has(name) !== true) return [];
  // A URL has no fields but its own.
  const found = member(machine, value.fields?.has(name) === true ? value : { ...value, taints: value.taints.filter(({ clean }) => (clean & form.textFields) === 0) }, name, node, frame);
  // What a package answers may have such a field; nobody knows that it is the sender's.
  const own = value.fields?.has(name) === true ? found : { ...found, taints: found.taints.filter((taint) => !taint.answered) };
  return [{ value: own, node: nodeOf(node, name) }];
}

function elements({ fields, element }: Value, node: ts.Node): readonly Spot[] {
  const listed = [...(fields ?? [])].filter(([name]) => /^\d+$/.test(name)).map(([name, value]): Spot => ({ value, node: nodeOf(node, name) }));
  return element === undefined ? listed : [...listed, { value: element, node }];
}

/** Arguments of a program that may be taken for options: not those behind `--`, nor one behind an option, which may be its value. */
function freeElements({ fields }: Value, node: ts.Node): readonly Spot[] {
  const listed = [...(fields ?? [])].filter(([name]) => /^\d+$/.test(name)).sort(([a], [b]) => Number(a) - Number(b));
  const texts = listed.map(([, one]) => onlyText(one));
  const end = texts.indexOf('--');
  return listed.flatMap(([name, one], place) => ((end >= 0 && place > end) || texts[place - 1]?.startsWith('-') === true ? [] : [{ value: one, node: nodeOf(node, name) }]));
}

/** `role=system,developer`: whether the field is one of these. */
function fits(value: Value, condition: string): boolean {
  const [field = '', wanted] = condition.split('=');
  if (wanted === undefined) return true;
  const names = wanted.split(',');
  return value.fields?.get(field)?.constants?.some((one) => typeof one === 'string' && names.includes(one)) === true;
}

/** `new Uint8Array(bytes)`: such a list is made of what is there already, unless it is a number that is given, or something named like one. */
function isBytes({ node }: Spot, taint: Taint, { kinds }: Machine['models'], site: ts.Node): boolean {
  if (!ts.isNewExpression(site) || !ts.isIdentifier(site.expression) || !/^(?:(?:Bigu?|[UI])[iu]nt\d+|Float\d+)(?:Clamped)?Array$/i.test(site.expression.text)) return false;
  const isNumber = [...kinds.values()].every(({ name, bit }) => name === 'amount' || (taint.clean & bit) !== 0);
  const named = ts.isExpression(node) ? referencePath(bare(node))?.at(-1) ?? '' : '';
  return !isNumber && !/(?:size|length|count|number|amount|total|width|height|limit|num|max|len)$/i.test(named);
}

function checkSpot(machine: Machine, pattern: SinkPattern, taken: Taken, spot: Spot, site: ts.CallExpression | ts.NewExpression, frame: Frame): void {
  if (pattern.most !== undefined) {
    checkSetting(machine, pattern, spot, site, frame);
    return;
  }
  const everything = taken.field?.endsWith('*') === true || pattern.kind.deep;
  for (const { value, node } of everything && pattern.kind.each ? written(asked(spot, pattern.kind), 0) : [spot]) report(machine, pattern, (everything ? deepTaints(value) : value.taints).filter((taint) => (taint.clean & pattern.needs) === pattern.needs && !(pattern.kind.name === 'amount' && isBytes(spot, known(taint, frame), machine.models, site))), node, site, frame);
}

/** Without what is only compared, such as `ids` of `{ id: { $in: ids } }`: no word in it is the database's. */
function asked({ value: one, node }: Spot, { compared }: SinkKind): Spot {
  const without = (within: Value, depth: number): Value => (depth > 4 || !within.deep || within.fields === undefined ? within
    : value({ ...within, fields: new Map([...within.fields].flatMap(([name, field]) => (compared.has(name) ? [] : [[name, without(field, depth + 1)] as const]))) }));
  return { value: compared.size === 0 ? one : without(one, 0), node };
}

/** The fields of an object that is written here, each for itself. */
function written(spot: Spot, depth: number): readonly Spot[] {
  const node = ts.isExpression(spot.node) ? bare(spot.node) : spot.node;
  const { fields } = spot.value;
  if (depth > 4 || fields === undefined || !spot.value.deep || !(ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node))) return [spot];
  const rest = value({ ...spot.value, fields: undefined });
  return [...[...fields].flatMap(([name, field]) => written({ value: field, node: nodeOf(node, name) }, depth + 1)), ...(rest.deep ? [{ value: rest, node }] : [])];
}

/** A constant that is larger than it should be: it is its own origin. */
function checkSetting(machine: Machine, { kind, effect, most = 0 }: SinkPattern, spot: Spot, site: ts.Node, frame: Frame): void {
  const [only, ...others] = spot.value.constants ?? [];
  if (others.length > 0 || typeof only !== 'number' || only <= most) return;
  const location = placeOf(spot.node, frame);
  const source = { id: `setting ${location.uri} ${String(location.span.start)}`, kind: 'setting', label: String(only), shape: undefined, location };
  machine.hit({ taint: taintOf(source, start(location, 'is set here')), kind: kind.name, effect, location, callee: calleeName(site), call: placeOf(site, frame) });
}

/** The node of a field or element, where the value is written out. */
export function nodeOf(node: ts.Node, name: string): ts.Node {
  const inner = ts.isExpression(node) ? bare(node) : node;
  if (ts.isArrayLiteralExpression(inner)) {
    const before = inner.elements.slice(0, Number(name) + 1);
    return before.some(ts.isSpreadElement) ? node : before[Number(name)] ?? node;
  }
  // `new Command({ … })`, handed on, is known by what it was made of.
  if (ts.isNewExpression(inner) && name === 'input') return inner.arguments?.[0] ?? node;
  if (!ts.isObjectLiteralExpression(inner)) return node;
  for (const property of inner.properties) {
    if (ts.isPropertyAssignment(property) && memberName(property.name) === name) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return property;
  }
  return node;
}

/** Notes each piece of data that can still do harm there. */
export function report(machine: Machine, { kind, effect, host }: Pick<SinkPattern, 'kind' | 'effect' | 'host'>, taints: readonly Taint[], node: ts.Node, site: ts.Node, frame: Frame): void {
  for (const one of taints) {
    const taint = known(one, frame);
    if (doesHarm(taint, kind, host)) machine.hit({ taint, kind: kind.name, effect, location: placeOf(node, frame), callee: calleeName(site), call: placeOf(site, frame) });
  }
}

function doesHarm(taint: Taint, kind: SinkKind, host: boolean): boolean {
  if ((taint.clean & (kind.bit | kind.harmless)) !== 0 || (taint.clean & kind.needs) !== kind.needs) return false;
  if ((kind.own && taint.answered) || (taint.part !== '' && kind.parts?.includes(taint.part) === false)) return false;
  if (kind.position === 'known' && taint.before === undefined) return false;
  if (kind.position === 'start' && taint.before !== '') return false;
  return !host || choosesHost(taint.before) || (taint.before !== undefined && kind.after.includes(taint.before));
}

/** What a host answers is the sender's where he has chosen the host. */
export function answeredFrom(machine: Machine, external: External, args: readonly Argument[], site: ts.Node, frame: Frame): readonly Taint[] {
  const chosen = machine.models.sinks.matching(external).filter((pattern) => pattern.host)
    .flatMap((pattern) => pattern.takes.flatMap((taken) => spotsOf(machine, pattern, taken, args, frame)).flatMap(({ value }) => value.taints.map((one) => known(one, frame)).filter((taint) => taint.from === 'event' && doesHarm(taint, pattern.kind, true))));
  const at = placeOf(site, frame);
  return [...new Set(chosen)].map((taint) => ({ ...taint, path: [...taint.path, content], key: taint.key + separator + content, clean: 0, validated: false, answered: true, before: '', prepared: undefined, trail: hop(taint.trail, at, 'chooses the host that answers here') }));
}

/** The kinds of sinks that data can do no harm in, wherever it goes from here: what it may yet become, such as text, does not count. */
export function harmlessIn({ clean, before, answered }: Taint, kinds: Iterable<SinkKind>): readonly string[] {
  return [...kinds].filter((kind) => (clean & (kind.bit | kind.harmless)) !== 0 || (kind.own && answered) || (kind.position === 'host' && !choosesHost(before) && (before === undefined || !kind.after.includes(before)))).map(({ name }) => name);
}

/** Whether text that follows `before` still decides about the host of a URL. */
function choosesHost(before: string | undefined): boolean {
  return before !== undefined && /^([a-zA-Z][\w+.-]*:)?(\/\/[^/?#]*)?$/.test(before);
}

export function calleeName(site: ts.Node): string {
  if (!ts.isCallExpression(site) && !ts.isNewExpression(site)) return '';
  const path = referencePath(site.expression);
  if (path !== undefined) return path.filter((name) => name !== 'this').join('.');
  return ts.isPropertyAccessExpression(site.expression) ? site.expression.name.text : '';
}

export function holds(condition: Condition | undefined, args: readonly Argument[]): boolean {
  if (condition === undefined) return true;
  if (condition.option !== undefined) return args.some(({ value }) => optionSet(value, condition));
  const argument = args[condition.argument ?? 0];
  return argument?.value.constants?.some((one) => one !== undefined && condition.oneOf?.includes(String(one)) === true) === true;
}

function optionSet(value: Value, { option = '', names }: Condition): boolean {
  const set = value.fields?.get(option);
  if (set === undefined) return false;
  if (names === undefined) return !isFalsy(set);
  return set.externals.some((one) => names.includes(one.path.at(-1) ?? '') || names.includes(one.module));
}

/** As `holds`, but an argument that is not seen into may have the option. */
function mayHold(condition: Condition, args: readonly Argument[]): boolean {
  return holds(condition, args) || (condition.option !== undefined && args.slice(1).some(({ value }) => value.fields === undefined && value.constants === undefined && value.callables.length === 0));
}

/** What a kind says of its sinks. */
export function ofKind(kind: SinkKind): Pick<SinkPattern, 'kind' | 'effect' | 'host'> {
  return { kind, effect: kind.effect, host: kind.position === 'host' };
}

/** Marks the data that a preparing call gives back. */
export function prepare(machine: Machine, external: External, result: Value, site: ts.CallExpression | ts.NewExpression, frame: Frame): Value {
  const pattern = result.deep ? machine.models.sinks.matching(external).find((one) => one.unseen) : undefined;
  if (pattern === undefined) return result;
  const place = placeOf(site, frame);
  return mapTaints(result, (taint) => ({ ...taint, prepared: { kind: pattern.kind.name, effect: pattern.effect, location: place, callee: calleeName(site), call: place } }));
}

/** Whether the project depends on a version below; false where that is not known. */
function olderThan(machine: Machine, module: string, major: number, uri: string): boolean {
  const file = nearestPackage(machine.snapshot, folderOf(uri));
  if (file === undefined) return false;
  machine.file(file.uri);
  const range = dependenciesOf(machine.snapshot, file).get(module);
  const first = range === undefined ? undefined : /^[\^~=v\s]*(\d+)/.exec(range)?.[1];
  return first !== undefined && Number(first) < major;
}

/** Data is used: handed to something that is not seen. */
export function noteUse(machine: Machine, args: readonly Argument[], site: ts.Node, frame: Frame, external?: External): void {
  // Writing to the log, a metric or a trace is no use.
  if (external !== undefined && (machine.models.observers.has(external.module) || machine.models.sinks.matching(external).some((pattern) => pattern.kind.name === 'log'))) return;
  // Who asks where a path leads looks at it.
  const seen = external !== undefined && ((external.module === 'path' && /^(?:relative|isAbsolute)$/.test(external.path.at(-1) ?? '')) || machine.models.opaque(external.module) || machine.models.sinks.matching(external).length > 0);
  for (const { value, node } of args) {
    if (!value.deep) continue;
    for (const one of deepTaints(value)) {
      const taint = known(one, frame);
      const { prepared } = taint;
      if (prepared !== undefined && !seen && (taint.clean & (machine.models.kinds.get(prepared.kind)?.bit ?? 0)) === 0) machine.hit({ taint, ...prepared });
      if (taint.shape !== undefined || taint.validated || isSigned(taint.clean) || kindsIn(taint.clean) !== 0) continue;
      machine.hit({ taint, kind: '(use)', effect: '', location: placeOf(node, frame), callee: '', call: placeOf(site, frame) });
    }
  }
}
