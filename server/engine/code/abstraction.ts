/** Puts parameters in the place of a caller's data, and names kinds of arguments, so that a function is followed once for all alike. */
import type { Argument } from './machine';
import { deepTaints, nothing, tainted, value as makeValue, type Source, type Taint, type Value } from './values';

/** The caller's data behind a parameter. */
export interface Binding {
  readonly taint: Taint;
  /** Undefined for data of `this`. */
  readonly argument: number | undefined;
}

export interface Abstracted {
  readonly values: readonly Value[];
  readonly self: Value | undefined;
  readonly bindings: ReadonlyMap<string, Binding>;
  /** Equal for arguments that a function cannot tell apart. */
  readonly signature: string;
}

interface Work {
  readonly bindings: Map<string, Binding>;
  readonly argument: number | undefined;
  readonly text: string[];
  /** False once something was met that cannot be named, such as a function with variables around it. */
  nameable: boolean;
  size: number;
}

const largest = 160;
const deepest = 5;

/** Undefined where the arguments cannot be named: the function is then followed for this call alone. */
export function argumentsAbstracted(args: readonly Argument[], self: Value | undefined): Abstracted | undefined {
  const bindings = new Map<string, Binding>();
  const signature: string[] = [];
  const one = (value: Value, slot: string, argument: number | undefined): Value | undefined => {
    const work: Work = { bindings, argument, text: [], nameable: true, size: 0 };
    const result = abstracted(value, slot, work, 0);
    signature.push(work.text.join(''));
    return work.nameable ? result : undefined;
  };
  const values: Value[] = [];
  for (const [index, argument] of args.entries()) {
    const value = one(argument.value, String(index), index);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const own = self === undefined ? undefined : one(self, 'this', undefined);
  if (self !== undefined && own === undefined) return undefined;
  return { values, self: own, bindings, signature: signature.join('|') };
}

function abstracted(value: Value, slot: string, work: Work, depth: number): Value {
  if (value === nothing) return value;
  if (depth > deepest || ++work.size > largest) {
    // Too much to tell apart: only the data in it is kept.
    work.text.push('~');
    return tainted(deepTaints(value).map((taint, index) => parameterFor(taint, `${slot}~${String(index)}`, work)));
  }
  const { text } = work;
  text.push('{');
  if (value.constants !== undefined) text.push(`=${JSON.stringify(value.constants.map((one) => (one === undefined ? 'undefined' : one)))}`);
  const taints = value.taints.map((taint, index) => parameterFor(taint, `${slot}#${String(index)}`, work));
  for (const one of value.externals) text.push(`@${one.module}.${one.path.join('.')}`);
  for (const module of value.modules) text.push(`%${module}`);
  for (const one of value.callables) {
    if (one.kind === 'native' || one.frame !== undefined || (one.kind === 'function' && one.self !== undefined)) work.nameable = false;
    else text.push(`&${one.uri}:${String(one.node.pos)}`);
  }
  if (value.schema !== undefined || value.proof !== undefined) work.nameable = work.nameable && value.schema === undefined;
  if (value.instance !== undefined) {
    if (value.instance.frame !== undefined) work.nameable = false;
    text.push(`^${value.instance.uri}:${String(value.instance.node.pos)}`);
  }
  let fields: Map<string, Value> | undefined;
  if (value.fields !== undefined) {
    fields = new Map();
    text.push('(');
    for (const [name, field] of value.fields) {
      text.push(name, ':');
      fields.set(name, abstracted(field, `${slot}.${name}`, work, depth + 1));
    }
    text.push(')');
  }
  let element: Value | undefined;
  if (value.element !== undefined) {
    text.push('[');
    element = abstracted(value.element, `${slot}[]`, work, depth + 1);
    text.push(']');
  }
  text.push('}');
  return value.deep || value.proof !== undefined ? makeValue({ ...value, taints, fields, element, proof: undefined }) : value;
}

function parameterFor(taint: Taint, id: string, work: Work): Taint {
  work.bindings.set(id, { taint, argument: work.argument });
  work.text.push(`#${String(taint.clean)}${taint.validated ? 'v' : ''}${taint.before ?? '?'};${taint.prepared === undefined ? '' : `${taint.prepared.location.uri}:${String(taint.prepared.location.span.start)}`};${taint.part}${taint.shape === undefined ? '' : `/${taint.shape.label}:${taint.shape.part}:${String(taint.shape.fields.size)}`}`);
  const source: Source = { id, kind: 'parameter', label: '', shape: taint.shape, location: taint.source.location };
  return { source, path: [], key: id, shape: taint.shape, part: taint.part, clean: taint.clean, validated: taint.validated, before: taint.before, prepared: taint.prepared, trail: undefined };
}
