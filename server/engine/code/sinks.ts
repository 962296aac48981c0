/** Finds data that arrives where it must not: the arguments of calls that rules/models/sinks names. */
import { ts } from '../syntax/script';
import { known, placeOf, type Argument, type Frame, type Machine } from './machine';
import { bare, member, memberName } from './members';
import type { Condition, SinkKind, SinkPattern, Taken } from './models';
import { dependenciesOf, nearestPackage } from './modules';
import { referencePath } from './outline';
import { folderOf } from '../text/uri';
import { deepTaints, isFalsy, mapTaints, type External, type Taint, type Value } from './values';

export function checkSinks(machine: Machine, externals: readonly External[], args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame): void {
  for (const external of externals) {
    for (const pattern of machine.models.sinks.matching(external)) {
      if (pattern.unseen || !holds(pattern.when, args) || (pattern.unless !== undefined && mayHold(pattern.unless, args))) continue;
      if (pattern.below !== undefined && !olderThan(machine, external.module, pattern.below, frame.uri)) continue;
      for (const taken of pattern.takes) checkArgument(machine, pattern, taken, args, site, frame);
    }
  }
}

function checkArgument(machine: Machine, pattern: SinkPattern, taken: Taken, args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame): void {
  for (const [index, argument] of args.entries()) {
    if (taken.argument !== undefined && taken.argument !== index) continue;
    // Of an object of options only the fields that are listed count.
    if (taken.field === undefined && pattern.takes.some((other) => other.argument === taken.argument && other.field !== undefined && argument.value.fields?.has(other.field) === true)) continue;
    const everything = taken.field?.endsWith('*') === true || pattern.kind.deep;
    const field = taken.field === undefined ? undefined : taken.field.replace(/\.?\*$/, '');
    const value = field === undefined || field === '' ? argument.value : fieldAt(machine, argument, field, frame);
    if (value === undefined) continue;
    report(machine, pattern, everything ? deepTaints(value) : value.taints, nodeOf(argument.node, field), site, frame);
  }
}

function fieldAt(machine: Machine, argument: Argument, field: string, frame: Frame): Value | undefined {
  // Data of unknown shape is told of as a whole.
  if (argument.value.fields === undefined) return undefined;
  const value = member(machine, argument.value, field, argument.node, frame);
  // What a package answers may have such a field; nobody knows that it is the sender's.
  return argument.value.fields.has(field) ? value : { ...value, taints: value.taints.filter((taint) => !taint.answered) };
}

/** The field's own expression where the argument is written as an object. */
function nodeOf(argument: ts.Node, field: string | undefined): ts.Node {
  const inner = ts.isExpression(argument) ? bare(argument) : argument;
  if (field === undefined || field === '' || !ts.isObjectLiteralExpression(inner)) return argument;
  for (const property of inner.properties) {
    if (ts.isPropertyAssignment(property) && memberName(property.name) === field) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property) && property.name.text === field) return property;
  }
  return argument;
}

/** Notes each piece of data that can still do harm there. */
export function report(machine: Machine, { kind, effect, host }: Pick<SinkPattern, 'kind' | 'effect' | 'host'>, taints: readonly Taint[], node: ts.Node, site: ts.Node, frame: Frame): void {
  for (const one of taints) {
    const taint = known(one, frame);
    if ((taint.clean & kind.bit) !== 0 || (host && !choosesHost(taint.before) && !(taint.before !== undefined && kind.after.includes(taint.before)))) continue;
    machine.hit({ taint, kind: kind.name, effect, location: placeOf(node, frame), callee: calleeName(site), call: placeOf(site, frame) });
  }
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
  return argument?.value.constants?.some((one) => typeof one === 'string' && condition.oneOf?.includes(one) === true) === true;
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
  const seen = external !== undefined && (machine.models.opaque(external.module) || machine.models.sinks.matching(external).length > 0);
  for (const { value, node } of args) {
    if (!value.deep) continue;
    for (const one of deepTaints(value)) {
      const taint = known(one, frame);
      const { prepared } = taint;
      if (prepared !== undefined && !seen && (taint.clean & (machine.models.kinds.get(prepared.kind)?.bit ?? 0)) === 0) machine.hit({ taint, ...prepared });
      if (taint.shape !== undefined || taint.validated || taint.clean !== 0) continue;
      machine.hit({ taint, kind: '(use)', effect: '', location: placeOf(node, frame), callee: '', call: placeOf(site, frame) });
    }
  }
}
