/** The text that VS Code inserts for a snippet when nobody types over its placeholders. Knows the grammar, no particular snippet. */

/** Literal text, or a tab stop with the text that it starts with. */
type Part = string | { readonly stop: string; readonly initial: readonly Part[] | undefined };

/** Throws where the body is not what VS Code would read as its author meant it: an unclosed or unknown construct. */
export function expand(body: readonly string[]): string {
  const text = body.join('\n');
  const { parts, end } = read(text, 0, false);
  if (end !== text.length) throw new Error(`a closing brace too many at ${end}`);
  const initials = new Map<string, readonly Part[]>();
  collect(parts, initials);
  return write(parts, initials);
}

function read(text: string, start: number, inside: boolean): { parts: readonly Part[]; end: number } {
  const parts: Part[] = [];
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\\' && '$}\\'.includes(text.charAt(at + 1))) {
      parts.push(text.charAt(at + 1));
      at += 2;
    } else if (inside && char === '}') {
      return { parts, end: at };
    } else if (char === '$') {
      const stop = readStop(text, at);
      parts.push(stop.part);
      at = stop.end;
    } else {
      parts.push(char);
      at += 1;
    }
  }
  if (inside) throw new Error('a placeholder without its closing brace');
  return { parts, end: at };
}

/** `$1`, `${1}`, `${1:initial}` or `${1|first,second|}`. */
function readStop(text: string, at: number): { part: Part; end: number } {
  const opened = /^\$(?:(\d+)|\{(\d+)(\}|:|\|))/.exec(text.slice(at));
  if (opened === null) throw new Error(`a dollar sign that starts nothing: ${text.slice(at, at + 20)}`);
  const [whole, bare, braced, next] = opened;
  const stop = bare ?? braced ?? '';
  const from = at + whole.length;
  if (next === ':') {
    const initial = read(text, from, true);
    return { part: { stop, initial: initial.parts }, end: initial.end + 1 };
  }
  if (next === '|') {
    const close = text.indexOf('|}', from);
    if (close < 0) throw new Error('a choice without its end');
    return { part: { stop, initial: [text.slice(from, close).split(',')[0] ?? ''] }, end: close + 2 };
  }
  return { part: { stop, initial: undefined }, end: from };
}

function collect(parts: readonly Part[], initials: Map<string, readonly Part[]>): void {
  for (const part of parts) {
    if (typeof part === 'string' || part.initial === undefined) continue;
    if (!initials.has(part.stop)) initials.set(part.stop, part.initial);
    collect(part.initial, initials);
  }
}

function write(parts: readonly Part[], initials: ReadonlyMap<string, readonly Part[]>): string {
  return parts.map((part) => (typeof part === 'string' ? part : write(initials.get(part.stop) ?? [], initials))).join('');
}
