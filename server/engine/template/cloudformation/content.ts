/** Plain data and values as YAML and JSON say them: references, substitutions. Knows no document. */
import { Tagged, type Content } from '../../syntax/data-text';
import type { Plain } from '../deployment';
import type { ReferenceValue, Value } from '../value';
import { shown } from './text';

export function listOrOne(items: readonly (string | ReferenceValue)[], json: boolean): Content {
  return single(items.map((item) => contentOf(item, json)));
}

export function single(items: readonly Content[]): Content {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : items;
}

export function isReference(plain: Plain): plain is ReferenceValue {
  return plain !== null && typeof plain === 'object' && 'kind' in plain && plain['kind'] === 'reference' && 'resource' in plain && 'via' in plain;
}

/** Plain data as content; a text with `${Name}` in it is a Sub, as a resource such as `${Bucket.Arn}/*` needs. */
export function contentOf(plain: Plain, json: boolean): Content {
  if (isReference(plain)) return referenceContent(plain, json);
  if (typeof plain === 'string') return /\$\{[A-Za-z][\w.:]*\}/.test(plain) ? substitution(plain.replace(/\$\{(\w+)\.Ref\}/g, '${$1}'), json) : plain;
  if (plain === null || typeof plain !== 'object') return plain;
  if (isArray(plain)) return plain.map((item) => contentOf(item, json));
  return Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, contentOf(value, json)]));
}

export function isArray(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

export function isMap(plain: Plain): plain is { readonly [key: string]: Plain } {
  return plain !== null && typeof plain === 'object' && !isArray(plain) && !isReference(plain);
}

function referenceContent({ resource, attribute }: ReferenceValue, json: boolean): Content {
  if (attribute === 'Ref') return json ? { Ref: resource } : new Tagged('!Ref', resource);
  return json ? { 'Fn::GetAtt': [resource, attribute] } : new Tagged('!GetAtt', `${resource}.${attribute}`);
}

function substitution(text: string, json: boolean): Content {
  return json ? { 'Fn::Sub': text } : new Tagged('!Sub', text);
}

/** An evaluated value as the template would write it; undefined where a part of it has no name. */
export function expressionOf(value: Value, json: boolean): Content | undefined {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'reference') return referenceContent(value, json);
  const parts = value.kind === 'text' ? value.parts : value.kind === 'unknown' ? [value] : undefined;
  if (parts === undefined) return undefined;
  const texts = parts.map((part) => (typeof part === 'string' ? part : nameOf(part)));
  return texts.includes(undefined) ? undefined : substitution(texts.join(''), json);
}

function nameOf(part: Value): string | undefined {
  if (part.kind === 'reference') return shown(part);
  if (part.kind !== 'unknown' || part.expression === undefined) return undefined;
  if (part.source === 'parameter' || part.source === 'parameter-store') return /^\w+$/.test(part.expression) ? `\${${part.expression}}` : undefined;
  return part.expression.startsWith('${') ? part.expression : undefined;
}
