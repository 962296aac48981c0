/** Says of values which are unknown because evaluating them met a bound. Knows no dialect. */
import type { Problem } from '../finding';
import { oncePerFile, tooComplex } from '../syntax/limits';
import type { Deployment } from './deployment';
import type { UnknownValue, Value } from './value';

/** `overruns` are those that no value shows. */
export function boundsMet(values: readonly (Value | undefined)[], overruns: readonly Problem[]): readonly Problem[] {
  return oncePerFile([...overruns, ...unknownsIn(values).filter(({ source }) => source === 'limit').map(({ at, reason }) => tooComplex(at, reason))]);
}

/** Grants, triggers and APIs are made of these. */
export function valuesOf({ resources, functions, parameters }: Deployment): readonly (Value | undefined)[] {
  return [
    ...resources.map(({ properties }) => properties),
    ...functions.flatMap(({ properties, environment, runtime, code }) => [properties, runtime, code.handler, ...environment.map(({ value }) => value)]),
    ...parameters.map((parameter) => parameter.default),
  ];
}

/** Values hold others many times over without taking their memory: each is looked at once. */
function unknownsIn(values: readonly (Value | undefined)[]): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  const seen = new Set<Value>();
  const open: (Value | undefined)[] = [...values];
  while (open.length > 0) {
    const value = open.pop();
    if (value === undefined || seen.has(value)) continue;
    seen.add(value);
    if (value.kind === 'unknown') found.push(value);
    else if (value.kind === 'list') for (const item of value.items) open.push(item);
    else if (value.kind === 'map') for (const entry of value.entries) open.push(entry.value);
    else if (value.kind === 'choice') for (const option of value.options) open.push(option.value);
    else if (value.kind === 'text') for (const part of value.parts) if (typeof part !== 'string') open.push(part);
  }
  return found;
}
