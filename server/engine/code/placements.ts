/**
 * Finds exports that a platform calls because of where their file stands or what lies beside it: routes of Next.js, Workers, functions
 * of Azure's model v3. The places are data (rules/models/platforms.yaml).
 */
import type { ts } from '../syntax/script';
import { folderOf, join, relativeTo } from '../text/uri';
import { exported } from './bindings';
import { newFrame, type Machine } from './machine';
import { member } from './members';
import type { ExportPattern } from './models';
import { jsonObject } from './modules';
import type { Outline } from './outline';
import type { EventKind } from './report';
import { nothing, value as makeValue, type FunctionCallable, type Value } from './values';

/** An export that is started by its place. */
export interface Placed {
  /** As in the pattern: `GET`, `default.fetch`. */
  readonly name: string;
  readonly at: ts.Node;
  readonly functions: readonly FunctionCallable[];
  readonly style: string;
  readonly event: EventKind;
  readonly receives: readonly string[];
  /** It has no address of its own. */
  readonly inner: boolean;
}

export function placements(machine: Machine, outline: Outline, uri: string): readonly Placed[] {
  const path = relativeTo(machine.snapshot.rootOf(uri) ?? '', uri);
  const found: Placed[] = [];
  for (const pattern of machine.models.placed) {
    if (!pattern.path.test(path) || !pattern.names.some((name) => mayExport(outline, name))) continue;
    if (pattern.imports.length > 0 && !pattern.imports.some((one) => outline.specifiers.includes(one))) continue;
    if (pattern.config.length > 0 && !configured(machine, uri, pattern.config)) continue;
    const onSchedule = isScheduled(machine, outline, uri, pattern.scheduled);
    for (const name of pattern.names) {
      for (const one of named(machine, outline, uri, name)) {
        if (!found.some((known) => known.name === one.name) && one.functions.some((callable) => fits(machine, callable, pattern))) found.push({ ...one, style: pattern.style, event: onSchedule ? 'schedule' : pattern.event, receives: onSchedule ? [] : pattern.receives, inner: pattern.inner && !one.name.startsWith('default.') });
      }
    }
  }
  return [...found, ...bound(machine, outline, uri)];
}

function isScheduled(machine: Machine, outline: Outline, uri: string, path: string | undefined): boolean {
  const [name = '', field = ''] = path?.split('.') ?? [];
  const at = outline.exports.get(name)?.at;
  return at !== undefined && member(machine, exported(machine, uri, name), field, at, newFrame(uri, outline.script, undefined)).constants?.some((one) => typeof one === 'string') === true;
}

/** A cheap look before anything is worked out. */
function mayExport(outline: Outline, name: string): boolean {
  const root = name.split('.')[0] ?? '';
  return root === '*' || outline.exports.has(root) || (root === 'default' && outline.exports.has('module.exports'));
}

function named(machine: Machine, outline: Outline, uri: string, pattern: string): readonly Pick<Placed, 'name' | 'at' | 'functions'>[] {
  const [root = '', field] = pattern.split('.');
  const names = root === '*' ? [...outline.exports.keys()] : [outline.exports.has(root) ? root : 'module.exports'];
  return names.flatMap((name) => {
    const at = outline.exports.get(name)?.at;
    if (at === undefined) return [];
    const whole = exported(machine, uri, name);
    const functions = (field === undefined ? whole : fieldOf(machine, outline, uri, whole, field, at)).callables.filter((one) => one.kind === 'function');
    // What wraps an object of handlers holds all of them.
    const own = field === undefined ? functions : functions.filter((one) => one.name === '' || one.name === field || one.name.endsWith(`.${field}`));
    return own.length === 0 ? [] : [{ name: field === undefined ? root : `${name}.${field}`, at, functions: own }];
  });
}

/** A field of an exported object, or a method of an exported class. */
function fieldOf(machine: Machine, outline: Outline, uri: string, whole: Value, field: string, at: ts.Node): Value {
  const frame = newFrame(uri, outline.script, undefined);
  const owner = whole.callables.find((one) => one.kind === 'class');
  if (owner === undefined) return member(machine, whole, field, at, frame);
  if (owner.node.heritageClauses === undefined) return nothing;
  return member(machine, makeValue({ instance: owner }), field, at, frame);
}

function fits(machine: Machine, { node, uri }: FunctionCallable, { first, second }: ExportPattern): boolean {
  const script = machine.snapshot.script(uri);
  if (script === undefined) return false;
  const is = (index: number, expected: RegExp | undefined): boolean => {
    if (expected === undefined) return true;
    const parameter = node.parameters[index];
    if (parameter === undefined) return false;
    return expected.test(parameter.name.getText(script)) || (parameter.type !== undefined && expected.test(parameter.type.getText(script).replace(/<.*$/s, '').replace(/^.*\./, '')));
  };
  return is(0, first) && is(1, second);
}

/** One of the files lies in the script's folder or above it. */
function configured(machine: Machine, uri: string, names: readonly string[]): boolean {
  for (let folder = folderOf(uri); machine.snapshot.rootOf(folder) !== undefined; folder = folderOf(folder)) if (names.some((name) => machine.snapshot.file(join(folder, name)) !== undefined)) return true;
  return false;
}

/** `function.json` beside the file says what starts its only export. Source: Azure Functions developer reference, model v3 of Node. */
function bound(machine: Machine, outline: Outline, uri: string): readonly Placed[] {
  const { style, names, types } = machine.models.bindings;
  const file = machine.file(join(folderOf(uri), 'function.json'));
  if (file === undefined) return [];
  const json = machine.snapshot.memo.of('function.json', file, jsonObject);
  const bindings = Array.isArray(json['bindings']) ? json['bindings'] as readonly unknown[] : [];
  const started = bindings.flatMap((one) => {
    const type = typeof one === 'object' && one !== null && 'type' in one ? one.type : undefined;
    const known = typeof type === 'string' ? types.get(type) : undefined;
    return known === undefined ? [] : [known];
  })[0];
  const entry = json['entryPoint'];
  const name = (typeof entry === 'string' ? [entry] : names).find((one) => outline.exports.has(one));
  const at = name === undefined ? undefined : outline.exports.get(name)?.at;
  if (started === undefined || name === undefined || at === undefined) return [];
  const functions = exported(machine, uri, name).callables.filter((one) => one.kind === 'function');
  return functions.length === 0 ? [] : [{ name, at, functions, style, event: started.event, receives: started.receives, inner: false }];
}
