/** Puts texts together from values that may be unknown, and takes them apart again. Knows no functions and no resources. */
import type { Location } from '../../text/span';
import { scalar, unknown, valueAt, type Hop, type ReferenceValue, type TextValue, type UnknownSource, type UnknownValue, type Value } from '../value';
import { look, pseudoParameters } from './vocabulary';

export type Part = string | ReferenceValue | UnknownValue;

/** Ways in which one text may come out. */
const maximumChoices = 12;
const maximumLength = 500_000;
/** A longer story of where a value comes from nobody reads; the value itself loses nothing. */
const maximumHops = 12;

/** The value as used at another place: `hops` come before its own. */
export function usedAt(value: Value, at: Location, hops: readonly Hop[] = []): Value {
  return { ...value, at, via: joinedHops(hops, value.via) };
}

export function throughHops(value: Value, hops: readonly Hop[]): Value {
  return hops.length === 0 ? value : { ...value, via: joinedHops(hops, value.via) };
}

function joinedHops(first: readonly Hop[], second: readonly Hop[]): readonly Hop[] {
  if (first.length === 0) return second;
  const joined = [...first];
  for (const hop of second) if (!joined.some((known) => known.location === hop.location && known.message === hop.message)) joined.push(hop);
  return joined.slice(0, maximumHops);
}

/** The text of all parts in order. A choice among the parts makes the result a choice of texts. */
export function concatenated(values: readonly Value[], at: Location, separator = ''): Value {
  const options = values.find((value) => value.kind === 'choice');
  if (options?.kind === 'choice') {
    const count = values.reduce((product, value) => product * (value.kind === 'choice' ? value.options.length : 1), 1);
    if (count > maximumChoices) return concatenated(values.map((value) => (value.kind === 'choice' ? unknown(`the text around it may come out in more than ${String(maximumChoices)} ways`, 'limit', value.at, value.via) : value)), at, separator);
    const index = values.indexOf(options);
    return {
      kind: 'choice', at, via: options.via,
      options: options.options.map((option) => ({ when: option.when, value: concatenated(values.with(index, option.value), at, separator) })),
    };
  }
  const parts: Part[] = [];
  let via: readonly Hop[] = [];
  for (const [index, value] of values.entries()) {
    if (index > 0 && separator !== '') parts.push(separator);
    if (value.kind === 'scalar') parts.push(value.value === null ? '' : String(value.value));
    // One by one: a long text has more parts than a call takes arguments.
    else if (value.kind === 'text') for (const part of value.parts) parts.push(part);
    else if (value.kind === 'reference' || value.kind === 'unknown') parts.push(value);
    else parts.push(unknown('a list or map cannot be part of a text', 'unresolved', value.at, value.via));
    if (value.kind === 'scalar' || value.kind === 'text') via = joinedHops(via, value.via);
  }
  return textOf(parts, at, via);
}

/** A scalar where every part is known, the part itself where it is the only one, else a text; dynamic references are resolved. */
export function textOf(parts: readonly Part[], at: Location, via: readonly Hop[] = []): Value {
  if (parts.reduce((length, part) => length + (typeof part === 'string' ? part.length : 1), 0) > maximumLength) return unknown('the text is too long to be put together', 'limit', at, via);
  const merged = mergeParts(withDynamicReferences(mergeParts(parts), at));
  const [first] = merged;
  if (merged.length === 0) return { kind: 'scalar', value: '', at, via };
  if (merged.length === 1 && first !== undefined) {
    if (typeof first !== 'string') return usedAt(first, at, via);
    return { kind: 'scalar', value: first, at, via };
  }
  const text: TextValue = { kind: 'text', parts: merged, at, via };
  return text;
}

function mergeParts(parts: readonly Part[]): readonly Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

const placeholder = '\u0000';
const dynamicReference = /\{\{resolve:(ssm-secure|ssm|secretsmanager):([^{}]*)\}\}/g;

const dynamicSources: Readonly<Record<string, { readonly source: UnknownSource; readonly reason: string }>> = {
  'ssm': { source: 'parameter-store', reason: 'read from Parameter Store at deployment' },
  'ssm-secure': { source: 'secret-store', reason: 'read from a SecureString in Parameter Store at deployment' },
  'secretsmanager': { source: 'secret-store', reason: 'read from Secrets Manager at deployment' },
};

/** `{{resolve:service:…}}`, also where references stand inside it, becomes one unknown part. */
function withDynamicReferences(parts: readonly Part[], at: Location): readonly Part[] {
  if (!parts.some((part) => typeof part === 'string' && part.includes('{{resolve:'))) return parts;
  const insets = parts.filter((part) => typeof part !== 'string');
  const text = parts.map((part) => (typeof part === 'string' ? part : placeholder)).join('');
  const result: Part[] = [];
  let inset = 0;
  const spread = (piece: string): void => {
    piece.split(placeholder).forEach((string, index) => {
      const before = index > 0 ? insets[inset++] : undefined;
      if (before !== undefined) result.push(before);
      result.push(string);
    });
  };
  let position = 0;
  for (const match of text.matchAll(dynamicReference)) {
    spread(text.slice(position, match.index));
    position = match.index + match[0].length;
    const expression = match[0].replaceAll(placeholder, () => shown(insets[inset++]));
    const known = dynamicSources[match[1] ?? ''];
    if (known !== undefined) result.push(unknown(known.reason, known.source, at, [], expression));
  }
  spread(text.slice(position));
  return result;
}

/** A text for comparing names: equal where two values are put together from the same parts; undefined where it is no text. */
export function signatureOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'scalar') return value.value === null ? undefined : String(value.value);
  if (value?.kind === 'text') return value.parts.map((part) => (typeof part === 'string' ? part : shown(part))).join('');
  return value?.kind === 'unknown' ? value.expression : undefined;
}

/** A part as `Fn::Sub` writes it. */
export function shown(part: Part | undefined): string {
  if (part === undefined || typeof part === 'string') return part ?? '';
  if (part.kind === 'reference') return `\${${part.attribute === 'Ref' ? part.resource : `${part.resource}.${part.attribute}`}}`;
  return part.expression ?? '*';
}

/** A text value taken apart at every delimiter in its known parts. */
export function splitParts(parts: readonly Part[], delimiter: string): readonly (readonly Part[])[] {
  const pieces: Part[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string' || delimiter === '') {
      pieces.at(-1)?.push(part);
      continue;
    }
    part.split(delimiter).forEach((piece, index) => {
      if (index > 0) pieces.push([]);
      pieces.at(-1)?.push(piece);
    });
  }
  return pieces;
}

/** A pattern such as `arn:${AWS::Partition}:s3:::${BucketName}` with its parameters put in; it stands where the first parameter does. */
export function filled(pattern: string, parameters: Value, at: Location): Value {
  const pieces: Value[] = [];
  let position = 0;
  let given: Value | undefined;
  for (const match of pattern.matchAll(/\$\{([^}]{1,500})\}/g)) {
    const name = match[1] ?? '';
    pieces.push(scalar(pattern.slice(position, match.index), at));
    position = match.index + match[0].length;
    const pseudo = look(pseudoParameters, name);
    given ??= valueAt(parameters, name);
    pieces.push(pseudo === undefined ? (valueAt(parameters, name) ?? unknown(`${name} is not given`, 'unresolved', at)) : unknown(`${pseudo} is known only at deployment`, 'unresolved', at, [], match[0]));
  }
  pieces.push(scalar(pattern.slice(position), at));
  return concatenated(pieces, given?.at ?? at);
}
