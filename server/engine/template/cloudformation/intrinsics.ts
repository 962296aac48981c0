/** What each intrinsic function gives. Knows nothing of resources beyond references to them. */
import type { DataNode } from '../../syntax/data';
import { child } from '../../syntax/data';
import { at as locate, type Location } from '../../text/span';
import { addressBlock } from '../addresses';
import { numberOf, scalar, stringOf, unknown, type Hop, type Value } from '../value';
import { evaluateCondition } from './conditions';
import { locationOf, type Evaluator, type Scope } from './scope';
import { concatenated, splitParts, textOf, throughHops, usedAt } from './text';

export interface Call {
  readonly evaluation: Evaluator;
  /** The argument; for the short form the tagged node itself. */
  readonly argument: DataNode;
  readonly scope: Scope;
  readonly at: Location;
  readonly name: string;
  readonly tagged: boolean;
}

/** As CloudFormation allows. */
const maximumBlocks = 256;
/** Lists and maps in each other that are written as JSON. */
const deepestJson = 30;
/** Entries of a mapping of which any may be used. */
const maximumOptions = 12;

/** By name; undefined = the value is removed. */
export const intrinsics: Readonly<Record<string, (call: Call) => Value | undefined>> = {
  'Ref': (call) => {
    const name = stringOf(evaluated(call));
    return name === undefined ? malformed(call) : call.evaluation.reference(name, call.at, call.scope);
  },
  'Fn::GetAtt': (call) => {
    const value = evaluated(call);
    const parts = value?.kind === 'list' ? value.items.map((item) => stringOf(item)) : (stringOf(value)?.split('.') ?? []);
    const [resource, ...attribute] = parts;
    if (resource === undefined || attribute.length === 0 || attribute.includes(undefined)) return malformed(call);
    return call.evaluation.attribute(resource, attribute.join('.'), call.at);
  },
  'Fn::Sub': substitute,
  'Fn::Join': (call) => {
    const [delimiter, list] = operands(call);
    const separator = stringOf(delimiter);
    if (separator === undefined || list === undefined) return malformed(call);
    if (list.kind === 'list') return concatenated(list.items, call.at, separator);
    if (list.kind === 'choice') return { ...list, at: call.at, options: list.options.map((option) => ({ when: option.when, value: option.value.kind === 'list' ? concatenated(option.value.items, call.at, separator) : option.value })) };
    return usedAt(list, call.at);
  },
  'Fn::Select': (call) => {
    const [index, list] = operands(call);
    const position = numberOf(index);
    if (list?.kind === 'list' && position !== undefined) {
      const item = list.items[position];
      return item === undefined ? unknown('there is no such item in the list', 'unresolved', call.at) : usedAt(item, call.at);
    }
    if (list?.kind === 'unknown') return usedAt(list, call.at);
    return unknown('the item to select is not known', 'unresolved', call.at);
  },
  'Fn::Split': (call) => {
    const [delimiter, text] = operands(call);
    const separator = stringOf(delimiter);
    if (separator === undefined || text === undefined) return malformed(call);
    const parts = text.kind === 'text' ? text.parts : text.kind === 'scalar' ? [String(text.value)] : undefined;
    if (parts === undefined) return unknown('the text to split is not known', 'unresolved', call.at, text.via);
    return { kind: 'list', at: call.at, via: text.via, items: splitParts(parts, separator).map((piece) => textOf(piece, call.at, text.via)) };
  },
  'Fn::If': choose,
  'Fn::Equals': conditionValue,
  'Fn::And': conditionValue,
  'Fn::Or': conditionValue,
  'Fn::Not': conditionValue,
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': (call) => {
    const name = evaluated(call);
    const text = stringOf(name);
    const found = text === undefined ? undefined : call.evaluation.imported(text, call.at, call.scope.file);
    return found ?? unknown(text === undefined ? 'imported from another stack' : `imported from another stack as ${text}`, 'import', call.at, [], text);
  },
  // What matters to a reader is the text, not its encoding.
  'Fn::Base64': (call) => {
    const value = evaluated(call);
    return value === undefined ? undefined : usedAt(value, call.at, [{ location: call.at, message: 'encoded as Base64' }]);
  },
  'Fn::ToJsonString': (call) => {
    const value = evaluated(call);
    return value === undefined ? malformed(call) : concatenated(jsonPieces(value, call.at, 0), call.at);
  },
  'Fn::Length': (call) => {
    const value = evaluated(call);
    return value?.kind === 'list' ? scalar(value.items.length, call.at, value.via) : unknown('the list is not known', 'unresolved', call.at);
  },
  'Fn::GetAZs': (call) => unknown('the availability zones are known only at deployment', 'unresolved', call.at),
  'Fn::Cidr': (call) => {
    const [block, count, bits] = operands(call);
    const [text, number, host] = [stringOf(block), numberOf(count), numberOf(bits) ?? 8];
    const prefix = Number(/\/(\d+)$/.exec(text ?? '')?.[1]);
    const blocks = text === undefined || number === undefined || number > maximumBlocks ? [] : Array.from({ length: number }, (_, index) => addressBlock(text, 32 - host - prefix, index));
    if (blocks.length === 0 || blocks.includes(undefined)) return unknown('address blocks are computed at deployment', 'unresolved', call.at, block?.via);
    return { kind: 'list', at: call.at, via: block?.via ?? [], items: blocks.map((one) => scalar(one ?? null, call.at)) };
  },
  'Fn::GetStackOutput': (call) => unknown('read from another stack at deployment', 'import', call.at),
  'Fn::Transform': include,
};

function evaluated(call: Call): Value | undefined {
  return call.evaluation.evaluate(call.argument, call.scope, call.tagged);
}

/** The items of a list argument, removed ones as undefined. */
function operands(call: Call): readonly (Value | undefined)[] {
  if (call.argument.kind !== 'list') {
    const value = evaluated(call);
    return value?.kind === 'list' ? value.items : [];
  }
  return call.argument.items.map((item) => call.evaluation.evaluate(item, call.scope));
}

function malformed(call: Call): Value {
  return unknown(`this ${call.name.replace('Fn::', '')} cannot be read`, 'unresolved', call.at);
}

function conditionValue(call: Call): Value {
  const node: DataNode = call.tagged ? call.argument : { kind: 'map', span: call.argument.span, entries: [{ key: call.name, keySpan: call.argument.span, value: call.argument }] };
  const truth = evaluateCondition(call.evaluation, node, call.scope);
  return truth.value === undefined ? unknown('the condition is not known', 'condition', call.at) : scalar(truth.value, call.at, truth.via);
}

function choose(call: Call): Value | undefined {
  if (call.argument.kind !== 'list') return malformed(call);
  const [condition, positive, negative] = call.argument.items;
  if (condition === undefined || positive === undefined) return malformed(call);
  const { evaluation, scope } = call;
  const name = condition.kind === 'scalar' && condition.tag === undefined && typeof condition.value === 'string' ? condition.value : undefined;
  const truth = name === undefined ? evaluateCondition(evaluation, condition, scope) : evaluation.condition(name);
  const label = name ?? 'the condition';
  const branch = (node: DataNode | undefined): Value | undefined => (node === undefined ? undefined : evaluation.evaluate(node, scope));
  const taken = truth.value === undefined ? undefined : branch(truth.value ? positive : negative);
  const isLeftOutOfRights = taken === undefined && truth.via.length > 0 && scope.rights === true;
  if (truth.value !== undefined && !isLeftOutOfRights) {
    if (taken === undefined || truth.via.length === 0) return taken;
    const hop: Hop = { location: locationOf(condition, scope.file), message: `condition ${label} is ${String(truth.value)} by default` };
    return throughHops(taken, [hop, ...truth.via]);
  }
  const absent = scalar(null, call.at);
  return {
    kind: 'choice', at: call.at, via: [],
    options: [{ when: label, value: branch(positive) ?? absent }, { when: `not ${label}`, value: branch(negative) ?? absent }],
  };
}

function findInMap(call: Call): Value | undefined {
  const [mapName, first, second, fallback] = operands(call);
  const name = stringOf(mapName);
  const mapping = name === undefined ? undefined : call.evaluation.sections.mappings.get(name);
  const otherwise = (): Value => {
    const preset = fallback?.kind === 'map' ? fallback.entries.find((entry) => entry.key === 'DefaultValue')?.value : undefined;
    return preset === undefined ? unknown('the mapping has no such entry', 'unresolved', call.at) : usedAt(preset, call.at);
  };
  if (name === undefined || mapping === undefined || mapping.entry.value.kind !== 'map') return otherwise();
  const key = textKey(first);
  const inner = textKey(second);
  if (inner === undefined) return unknown('which entry of the mapping is used is not known', 'unresolved', call.at);
  const scope: Scope = { file: mapping.file, depth: call.scope.depth };
  const looked = (node: DataNode): Value => {
    const value = call.evaluation.value(node, scope);
    return usedAt(value, call.at, [{ location: value.at, message: `mapping ${name}` }]);
  };
  if (key !== undefined) {
    const found = child(mapping.entry.value, key, inner);
    return found === undefined ? otherwise() : throughHops(looked(found), [...(first?.via ?? []), ...(second?.via ?? [])]);
  }
  const options = mapping.entry.value.entries.flatMap((entry) => {
    const found = child(entry.value, inner);
    return found === undefined ? [] : [{ when: entry.key, value: looked(found) }];
  });
  if (options.length > maximumOptions) return unknown(`any of more than ${String(maximumOptions)} entries of the mapping may be used`, 'limit', call.at);
  if (options.length === 0) return unknown('which entry of the mapping is used is not known', 'unresolved', call.at);
  return { kind: 'choice', options, at: call.at, via: [] };
}

function textKey(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

function include(call: Call): Value {
  const { evaluation, argument, scope } = call;
  const place = child(argument, 'Parameters', 'Location');
  const path = place === undefined ? undefined : stringOf(evaluation.evaluate(place, scope));
  const included = path === undefined ? undefined : evaluation.include(path, scope.file);
  if (included === undefined) return unknown('made by a transform at deployment', 'unresolved', call.at);
  return evaluation.value(included.node, { ...scope, file: included.file, depth: scope.depth + 10 });
}

/** `Fn::Sub` in both forms. */
function substitute(call: Call): Value | undefined {
  const { argument, evaluation, scope } = call;
  const textNode = argument.kind === 'list' ? argument.items[0] : argument;
  const variablesNode = argument.kind === 'list' ? argument.items[1] : undefined;
  if (textNode?.kind !== 'scalar' || textNode.value === null) return malformed(call);
  const variables = new Map<string, Value>(scope.variables);
  if (variablesNode?.kind === 'map') {
    for (const entry of variablesNode.entries) variables.set(entry.key, evaluation.value(entry.value, scope));
  }
  const text = String(textNode.value);
  const outer = evaluation.resolved(text, locationOf(textNode, scope.file), textNode);
  const inner: Scope = { ...scope, variables };
  if (outer === undefined) return concatenated(substituted(text, textNode.textStart, call, inner), call.at);
  if (outer.kind === 'scalar' && typeof outer.value === 'string') return concatenated(substituted(outer.value, undefined, call, inner).map((piece) => throughHops(piece, outer.via)), call.at);
  if (outer.kind === 'text') return concatenated(outer.parts.flatMap((part) => (typeof part === 'string' ? substituted(part, undefined, call, inner) : [part])), call.at);
  return usedAt(outer, call.at);
}

/** The pieces of a Sub's text; a list parameter joins with commas. */
function substituted(text: string, textStart: number | undefined, call: Call, scope: Scope): readonly Value[] {
  const pieces: Value[] = [];
  let position = 0;
  for (const match of text.matchAll(/\$\{([^${}]*)\}/g)) {
    const name = (match[1] ?? '').trim();
    if (match.index > position) pieces.push(scalar(text.slice(position, match.index), call.at));
    position = match.index + match[0].length;
    const place = textStart === undefined ? call.at : locate(call.at.uri, textStart + match.index, textStart + position);
    pieces.push(name.startsWith('!') ? scalar(`\${${name.slice(1)}}`, call.at) : named(name, place, call, scope));
  }
  if (position < text.length) pieces.push(scalar(text.slice(position), call.at));
  return pieces;
}

function named(name: string, place: Location, call: Call, scope: Scope): Value {
  const variable = scope.variables?.get(name);
  if (variable !== undefined) return variable;
  const dot = name.indexOf('.');
  const value = dot < 0 ? call.evaluation.reference(name, place, scope) : call.evaluation.attribute(name.slice(0, dot), name.slice(dot + 1), place);
  if (value === undefined) return scalar('', place);
  return value.kind === 'list' ? concatenated(value.items, place, ',') : value;
}

/** The pieces of a value's JSON text. */
function jsonPieces(value: Value, at: Location, depth: number): readonly Value[] {
  const literal = (text: string): Value => scalar(text, at);
  if (depth > deepestJson) return [unknown('too much to be evaluated', 'limit', at)];
  if (value.kind === 'scalar') return [throughHops(literal(JSON.stringify(value.value)), value.via)];
  if (value.kind === 'list') return [literal('['), ...value.items.flatMap((item, index) => [...(index > 0 ? [literal(',')] : []), ...jsonPieces(item, at, depth + 1)]), literal(']')];
  if (value.kind === 'map') return [literal('{'), ...value.entries.flatMap((entry, index) => [literal(`${index > 0 ? ',' : ''}${JSON.stringify(entry.key)}:`), ...jsonPieces(entry.value, at, depth + 1)]), literal('}')];
  return [literal('"'), value, literal('"')];
}
