/** What a regular expression says of the text that it matches or removes: which characters are left. Knows no value and no sink. */

/** Characters that text may still hold: listed, or all but those listed. Undefined where it cannot be told. */
export interface Characters {
  readonly except: boolean;
  readonly list: ReadonlySet<string>;
}

const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const escapes: Readonly<Record<string, string>> = { d: digits, w: `${letters}${digits}_`, s: ' \t\n\r', n: '\n', t: '\t', r: '\r' };

/** The characters of all text that an anchored expression (`^…$`) matches. */
export function matched(source: string, flags: string): Characters | undefined {
  if (!source.startsWith('^') || !source.endsWith('$') || source.endsWith('\\$') || flags.includes('m') || alternativesOutside(source)) return undefined;
  return union(source.slice(1, -1));
}

/** What is left when every match is taken out; only for a single class with the `g` flag. */
export function removed(source: string, flags: string): Characters | undefined {
  if (!flags.includes('g')) return undefined;
  const one = /^\(?(\[(?:[^\]\\]|\\.)+\]|\\?.)\)?[+*]?$/s.exec(source)?.[1];
  if (one === undefined || one === '.') return undefined;
  const set = one.startsWith('[') ? classOf(one) : escapeOf(one);
  return set === undefined ? undefined : { except: !set.except, list: set.list };
}

/** Whether none of the characters may be in the text. */
export function free(characters: Characters, of: string): boolean {
  return Array.from(of).every((one) => characters.list.has(one) === characters.except);
}

function alternativesOutside(source: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const one = source[i];
    if (one === '\\') i++;
    else if (inClass) inClass = one !== ']';
    else if (one === '[') inClass = true;
    else if (one === '(') depth++;
    else if (one === ')') depth--;
    else if (one === '|' && depth === 0) return true;
  }
  return false;
}

function union(source: string): Characters | undefined {
  const list = new Set<string>();
  let i = 0;
  while (i < source.length) {
    const one = source[i] ?? '';
    if (one === '[') {
      const end = endOfClass(source, i);
      const set = classOf(source.slice(i, end + 1));
      if (set === undefined || set.except) return undefined;
      for (const character of set.list) list.add(character);
      i = end + 1;
    } else if (one === '\\') {
      const set = escapeOf(source.slice(i, i + 2));
      if (set === undefined || set.except) return undefined;
      for (const character of set.list) list.add(character);
      i += 2;
    } else if (one === '{') i = Math.max(i + 1, source.indexOf('}', i) + 1);
    else if (one === '(') i += /^\((\?(:|<\w+>|=|!|<=|<!)?)?/.exec(source.slice(i))?.[0].length ?? 1;
    else if ('*+?|)^$'.includes(one)) i++;
    else if (one === '.') return undefined;
    else {
      list.add(one);
      i++;
    }
  }
  return { except: false, list };
}

function endOfClass(source: string, start: number): number {
  let i = start + 1;
  while (i < source.length && source[i] !== ']') i += source[i] === '\\' ? 2 : 1;
  return i;
}

/** `[a-z_]` or `[^…]`. */
function classOf(text: string): Characters | undefined {
  const except = text.startsWith('[^');
  const inner = text.slice(except ? 2 : 1, -1);
  const list = new Set<string>();
  let i = 0;
  while (i < inner.length) {
    const length = inner[i] === '\\' ? 2 : 1;
    const item = inner.slice(i, i + length);
    const set = length === 2 ? escapeOf(item) : { except: false, list: new Set([item]) };
    if (set === undefined || set.except) return undefined;
    const from = item.slice(-1);
    if (inner[i + length] === '-' && i + length + 1 < inner.length) {
      const to = inner[i + length + 1] ?? '';
      // Of more characters than these something harmful is always one.
      if (to.charCodeAt(0) - from.charCodeAt(0) > 400) return undefined;
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) list.add(String.fromCharCode(code));
      i += length + 2;
    } else {
      for (const character of set.list) list.add(character);
      i += length;
    }
  }
  return { except, list };
}

function escapeOf(text: string): Characters | undefined {
  if (text.length < 2) return { except: false, list: new Set([text]) };
  const name = text.slice(1);
  const known = escapes[name];
  if (known !== undefined) return { except: false, list: new Set(known) };
  const inverse = escapes[name.toLowerCase()];
  if (inverse !== undefined && name !== name.toLowerCase()) return { except: true, list: new Set(inverse) };
  return /[a-zA-Z0-9]/.test(name) ? undefined : { except: false, list: new Set([name]) };
}
