/** Which sinks text cannot harm any more, once its characters are known. */
import { free, matched, removed, type Characters } from './charset';
import type { SinkKind } from './models';
import type { External } from './values';

type Kinds = ReadonlyMap<string, SinkKind>;

/** Bits of the kinds for which text of these characters is harmless. */
function harmless(characters: Characters, kinds: Kinds): number {
  let mask = 0;
  for (const { dangerous, bit } of kinds.values()) if (dangerous !== undefined && free(characters, dangerous)) mask |= bit;
  return mask;
}

/** The text of a regular expression's value. */
export function patternOf(external: External): { readonly source: string; readonly flags: string } | undefined {
  return external.module === '(pattern)' ? { source: external.path[0] ?? '', flags: external.path[1] ?? '' } : undefined;
}

/** Text that matches the expression as a whole. */
export function provedByMatch(source: string, flags: string, kinds: Kinds): number {
  const characters = matched(source, flags);
  // `^https:…` begins with what it says.
  return (characters === undefined ? 0 : harmless(characters, kinds)) | (/^\^[A-Za-z\d/][^|]*$/.test(source) ? beginningKnown(kinds) : 0);
}

/** Bits of the kinds in which only what a text begins with does harm. */
export function beginningKnown(kinds: Kinds): number {
  let mask = 0;
  for (const { position, bit } of kinds.values()) if (position === 'start') mask |= bit;
  return mask;
}

/** Text in which all matches were replaced by other text. */
export function provedByReplacing(source: string, flags: string, kinds: Kinds): number {
  let mask = 0;
  const left = removed(source, flags);
  if (left !== undefined) mask |= harmless(left, kinds);
  for (const { escaped, bit } of kinds.values()) {
    if (escaped === undefined) continue;
    if (escaped.length === 1 ? left?.list.has(escaped) === left?.except && left !== undefined : source.includes('\\.\\.')) mask |= bit;
  }
  return mask;
}

/** Text in which the expression finds nothing. */
export function provedByMissing(source: string, kinds: Kinds): number {
  let mask = /^\^\\?-$/.test(source) ? beginningKnown(kinds) : 0;
  const left = removed(source, 'g');
  if (left !== undefined) mask |= harmless(left, kinds);
  for (const { escaped, bit } of kinds.values()) if (escaped === '..' && alternatives(source).some((one) => waysUp.test(one))) mask |= bit;
  return mask;
}

/** Finds every `..` that leads to a folder above. */
const waysUp = /^(?:\(\?:\^\|\[[\\/]+\]\))?(?:\\\.|\[\.\])(?:\\\.|\[\.\]|\{2\})?(?:\\?\/|\[[\\/]+\]|\((?:\?:)?\[[\\/]+\]\|\$\))?$/;

function alternatives(source: string): readonly string[] {
  return waysUp.test(source) ? [source] : (/^\((?:\?:)?([^()]*)\)$/.exec(source)?.[1] ?? source).split('|');
}

/** Replacing constant text, e.g. `replaceAll("'", "''")`. */
export function provedByReplacingText(text: string, kinds: Kinds): number {
  let mask = 0;
  for (const { escaped, bit } of kinds.values()) if (escaped !== undefined && text === escaped) mask |= bit;
  return mask;
}
