/** Puts parameters in the place of a caller's data, and names kinds of arguments, so that a function is followed once for all alike. */
import type { ts } from '../syntax/script';
import type { Argument } from './machine';
import { nameOfShape } from './models';
import { deepTaints, nothing, tainted, value as makeValue, type Source, type Taint, type Value } from './values';
import { addTo } from '../text/groups';

/** The caller's data behind a parameter. */
export interface Binding {
  /** Several where the function cannot tell them apart. */
  readonly taints: readonly Taint[];
  /** Undefined for data of `this`. */
  readonly argument: number | undefined;
}

export interface Abstracted {
  readonly values: readonly Value[];
  readonly self: Value | undefined;
  readonly bindings: ReadonlyMap<string, Binding>;
  /** Equal for arguments that a function cannot tell apart. */
  readonly signature: string;
  /** Files of the functions and classes among them: what the function makes of these rests on them. */
  readonly uris: ReadonlySet<string>;
}

interface Work {
  readonly bindings: Map<string, Binding>;
  readonly argument: number | undefined;
  readonly text: string[];
  readonly uris: Set<string>;
  /** Constants matter in what is handed over, not in what an object keeps. */
  readonly constants: boolean;
  /** False once something was met that cannot be named, such as a function with variables around it. */
  nameable: boolean;
  size: number;
}

const largest = 120;
const deepest = 4;
const longestConstant = 200;

/** Undefined where the arguments cannot be named: the function is then followed for this call alone. */
export function argumentsAbstracted(args: readonly Argument[], self: Value | undefined): Abstracted | undefined {
  const bindings = new Map<string, Binding>();
  const signature: string[] = [];
  const uris = new Set<string>();
  const one = (value: Value, slot: string, argument: number | undefined): Value | undefined => {
    const work: Work = { bindings, argument, text: [], uris, constants: argument !== undefined, nameable: true, size: 0 };
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
  return { values, self: own, bindings, signature: signature.join('|'), uris };
}

function abstracted(value: Value, slot: string, work: Work, depth: number): Value {
  if (value === nothing) return value;
  const { text } = work;
  if (depth > deepest || ++work.size > largest) {
    // Too much to tell apart: only the data in it is kept.
    text.push('~');
    return tainted(parametersFor(deepTaints(value), `${slot}~`, work));
  }
  const start = text.length;
  text.push('{');
  const constants = work.constants && depth <= 2 && smallConstants(value) ? value.constants : undefined;
  if (constants !== undefined) text.push('=', JSON.stringify(constants.map((one) => (one === undefined ? 'undefined' : one))));
  const taints = parametersFor(value.taints, `${slot}#`, work);
  nameOthers(value, work);
  let fields: Map<string, Value> | undefined;
  if (value.fields !== undefined) {
    fields = new Map();
    text.push('(');
    for (const [name, field] of value.fields) {
      const before = text.length;
      text.push(name, ':');
      const one = abstracted(field, `${slot}.${name}`, work, depth + 1);
      // A field of which nothing is known says something only where the rest of the object is data.
      if (one === nothing && taints.length === 0 && value.element?.deep !== true) text.length = before;
      else fields.set(name, one);
    }
    text.push(')');
  }
  let element: Value | undefined;
  if (value.element !== undefined) {
    text.push('[');
    element = abstracted(value.element, `${slot}[]`, work, depth + 1);
    text.push(']');
    if (element === nothing) {
      text.length -= 2;
      element = undefined;
    }
  }
  text.push('}');
  const result = makeValue({ ...value, taints, constants, fields: fields?.size === 0 ? undefined : fields, element, proof: undefined, schema: undefined });
  if (saysSomething(result)) return result;
  text.length = start;
  return nothing;
}

/** Packages, modules, functions and classes. */
function nameOthers(value: Value, work: Work): void {
  const { text, uris } = work;
  const name = (sign: string, { uri, node }: { readonly uri: string; readonly node: ts.Node }): void => {
    text.push(sign, uri, ':', String(node.pos));
    uris.add(uri);
  };
  for (const one of value.externals) text.push('@', one.module, '.', one.path.join('.'));
  for (const module of value.modules) text.push('%', module);
  for (const one of value.callables) {
    if (one.kind === 'native' || one.frame !== undefined || (one.kind === 'function' && one.self !== undefined)) work.nameable = false;
    else name('&', one);
  }
  if (value.schema !== undefined) work.nameable = false;
  if (value.instance === undefined) return;
  if (value.instance.frame !== undefined) work.nameable = false;
  name('^', value.instance);
}

function smallConstants(value: Value): boolean {
  // Numbers make many kinds of arguments and tell little.
  return value.constants !== undefined && value.constants.every((one) => typeof one !== 'number' && (typeof one !== 'string' || one.length < longestConstant));
}

function saysSomething(value: Value): boolean {
  return value.deep || value.constants !== undefined || value.fields !== undefined || value.element !== undefined || value.externals.length > 0 || value.modules.length > 0 || value.callables.length > 0 || value.instance !== undefined;
}

/** One parameter for all data that a function cannot tell apart. */
function parametersFor(taints: readonly Taint[], slot: string, work: Work): readonly Taint[] {
  if (taints.length === 0) return taints;
  const alike = new Map<string, Taint[]>();
  for (const taint of taints) {
    const kind = kindOf(taint);
    addTo(alike, kind, taint);
  }
  const parameters: Taint[] = [];
  for (const kind of [...alike.keys()].sort()) {
    const [first, ...others] = alike.get(kind) ?? [];
    if (first === undefined) continue;
    const id = slot + String(parameters.length);
    work.text.push('#', kind);
    work.bindings.set(id, { taints: [first, ...others], argument: work.argument });
    const { from, shape, part, clean, validated, before, prepared } = first;
    const source: Source = { id, kind: 'parameter', label: '', shape, location: first.source.location };
    parameters.push({ source, from, path: [], key: id, shape, part, clean, validated, answered: false, found: false, before, prepared, packed: undefined, trail: undefined });
  }
  return parameters;
}

function kindOf({ from, clean, validated, before, part, prepared, shape }: Taint): string {
  const place = prepared === undefined ? '' : `${prepared.location.uri}:${String(prepared.location.span.start)}`;
  return `${from}${String(clean)}${validated ? 'v' : ''}${before ?? '?'};${part};${place}${shape === undefined ? '' : `/${nameOfShape(shape)}`}`;
}
