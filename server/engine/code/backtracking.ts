/**
 * Whether matching a regular expression may take exponential time: a group repeats without bound, and what it repeats once is
 * also several repetitions of it, so that text that fits nearly is tried in every way. Knows no value and no sink.
 *
 * Sound for what it names, not complete: quadratic expressions and those whose ambiguity is less plain are left alone.
 */

/** What one place of the expression may be. */
type Node =
  | { readonly kind: 'set'; readonly has: (character: string) => boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'end' }
  /** Something that cannot be told: a back reference, a look around. */
  | { readonly kind: 'other' }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly least: number; readonly most: number };

/** Characters that stand for all others where two sets are compared. */
const samples = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).concat('\t', '\n', '\r', 'é', '\u2028');
const longest = 2000;
const deepest = 40;

/** Undefined where the expression is too much to be judged. */
export function isExponential(source: string): boolean | undefined {
  if (source === '' || !/[*+}]\)?/.test(source)) return false;
  if (source.length > longest) return undefined;
  const reader = new Reader(source);
  const node = reader.choice(0);
  if (reader.isTooDeep) return undefined;
  return !reader.failed && reader.at === source.length && repeatsAmbiguously(node, []);
}

class Reader {
  at = 0;
  failed = false;
  isTooDeep = false;

  constructor(private readonly source: string) {}

  choice(depth: number): Node {
    if (depth > deepest) this.failed = this.isTooDeep = true;
    const nodes = [this.sequence(depth)];
    while (!this.failed && this.source[this.at] === '|') {
      this.at++;
      nodes.push(this.sequence(depth));
    }
    const [only] = nodes;
    return nodes.length === 1 && only !== undefined ? only : { kind: 'choice', nodes };
  }

  private sequence(depth: number): Node {
    const nodes: Node[] = [];
    while (!this.failed && this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') nodes.push(this.repeated(this.atom(depth)));
    return { kind: 'sequence', nodes };
  }

  private repeated(node: Node): Node {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.source.slice(this.at, this.at + 24));
    if (found === null) return node;
    this.at += found[0].length;
    const [, sign, least = '0', comma, most = ''] = found;
    if (sign !== undefined) return { kind: 'repeat', node, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    return { kind: 'repeat', node, least: Number(least), most: comma === '' ? Number(least) : most === '' ? Infinity : Number(most) };
  }

  private atom(depth: number): Node {
    const character = this.source[this.at] ?? '';
    if (character === '(') return this.group(depth);
    if (character === '[') return this.set();
    this.at++;
    if (character === '\\') return this.escape();
    if (character === '^') return { kind: 'empty' };
    if (character === '$') return { kind: 'end' };
    if (character === '.') return { kind: 'set', has: (one) => one !== '\n' && one !== '\r' && one !== '\u2028' };
    return { kind: 'set', has: (one) => one === character };
  }

  private group(depth: number): Node {
    const opening = /^\((?:\?(?::|<?[=!]|<\w+>))?/.exec(this.source.slice(this.at, this.at + 60))?.[0] ?? '(';
    this.at += opening.length;
    const inner = this.choice(depth + 1);
    if (this.source[this.at] !== ')') this.failed = true;
    this.at++;
    return /[=!]$/.test(opening) ? { kind: 'other' } : inner;
  }

  private escape(): Node {
    const character = this.source[this.at++] ?? '';
    if (/[bB]/.test(character)) return { kind: 'empty' };
    if (/[1-9k]/.test(character)) return { kind: 'other' };
    const has = this.named(character);
    return has === undefined ? { kind: 'other' } : { kind: 'set', has };
  }

  /** What a letter behind a backslash stands for; undefined where it cannot be told. */
  private named(character: string): ((one: string) => boolean) | undefined {
    switch (character) {
      case 'd': return (one) => /\d/.test(one);
      case 'D': return (one) => /\D/.test(one);
      case 'w': return (one) => /\w/.test(one);
      case 'W': return (one) => /\W/.test(one);
      case 's': return (one) => /\s/.test(one);
      case 'S': return (one) => /\S/.test(one);
      case 'n': return (one) => one === '\n';
      case 'r': return (one) => one === '\r';
      case 't': return (one) => one === '\t';
      default: return /[a-zA-Z0-9]/.test(character) ? undefined : (one) => one === character;
    }
  }

  private set(): Node {
    const start = this.at;
    this.at++;
    while (this.at < this.source.length && this.source[this.at] !== ']') this.at += this.source[this.at] === '\\' ? 2 : 1;
    this.at++;
    const text = this.source.slice(start, this.at);
    // Escapes of code points and properties make it another language; they are not read.
    if (!text.endsWith(']') || /\\[upxcPk0-9]/.test(text)) return { kind: 'other' };
    const set = classOf(text.slice(1, -1), (character) => this.named(character));
    return set === undefined ? { kind: 'other' } : { kind: 'set', has: set };
  }
}

function classOf(text: string, named: (character: string) => ((one: string) => boolean) | undefined): ((one: string) => boolean) | undefined {
  const negated = text.startsWith('^');
  const tests: ((one: string) => boolean)[] = [];
  const inner = negated ? text.slice(1) : text;
  for (let i = 0; i < inner.length; i++) {
    let from = inner[i] ?? '';
    if (from === '\\') {
      i++;
      const test = named(inner[i] ?? '');
      if (test === undefined) return undefined;
      if (/[a-zA-Z]/.test(inner[i] ?? '')) {
        tests.push(test);
        continue;
      }
      from = inner[i] ?? '';
    }
    const to = inner[i + 1] === '-' && i + 2 < inner.length ? inner[i + 2] : undefined;
    if (to === undefined || to === '\\') tests.push((one) => one === from);
    else {
      tests.push((one) => one >= from && one <= to);
      i += 2;
    }
  }
  return (one) => tests.some((test) => test(one)) !== negated;
}

/** `after` is what must fit behind the node. */
function repeatsAmbiguously(node: Node, after: readonly Node[]): boolean {
  if (node.kind === 'sequence') return node.nodes.some((one, index) => repeatsAmbiguously(one, [...node.nodes.slice(index + 1), ...after]));
  if (node.kind === 'choice') return node.nodes.some((one) => repeatsAmbiguously(one, after));
  if (node.kind !== 'repeat') return false;
  return (node.most === Infinity && samples.some((character) => isAmbiguous(node.node, character) && canFail(node, after, character))) || repeatsAmbiguously(node.node, after);
}

/**
 * Whether text of this character alone can be parted into rounds in more than one way: rounds of two lengths can change places,
 * and two alternatives can stand for each other.
 */
function isAmbiguous(node: Node, character: string): boolean {
  return [...lengthsOf(node, character)].filter((length) => length > 0).length > 1
    || alternatives(node).filter((one) => lengthsOf(one, character).has(1)).length > 1;
}

/** Whether text of this character, or with one other behind it, does not fit in the end, so that every way is tried. */
function canFail(node: Node, after: readonly Node[], character: string): boolean {
  if (after.some((one) => one.kind !== 'end' && one.kind !== 'other' && !isSkippable(one) && lengthsOf(one, character).size === 0 && !holdsOther(one))) return true;
  const end = after.findIndex((one) => one.kind === 'end');
  return end >= 0 && samples.some((one) => [node, ...after.slice(0, end)].every((part) => rejects(part, one)));
}

function isSkippable(node: Node): boolean {
  switch (node.kind) {
    case 'set': case 'other': return false;
    case 'empty': case 'end': return true;
    case 'sequence': return node.nodes.every(isSkippable);
    case 'choice': return node.nodes.some(isSkippable);
    case 'repeat': return node.least === 0 || isSkippable(node.node);
  }
}

function holdsOther(node: Node): boolean {
  if (node.kind === 'sequence' || node.kind === 'choice') return node.nodes.some(holdsOther);
  return node.kind === 'repeat' ? holdsOther(node.node) : node.kind === 'other';
}

/** Whether the character fits nowhere in the node. */
function rejects(node: Node, character: string): boolean {
  switch (node.kind) {
    case 'set': return !node.has(character);
    case 'other': return false;
    case 'empty': case 'end': return true;
    case 'sequence': case 'choice': return node.nodes.every((one) => rejects(one, character));
    case 'repeat': return rejects(node.node, character);
  }
}

const mostLength = 8;

/** The lengths, up to a bound, of text of this character alone that fits the node. */
function lengthsOf(node: Node, character: string): ReadonlySet<number> {
  switch (node.kind) {
    case 'set': return new Set(node.has(character) ? [1] : []);
    case 'empty': return new Set([0]);
    case 'end': case 'other': return new Set();
    case 'choice': return new Set(node.nodes.flatMap((one) => [...lengthsOf(one, character)]));
    case 'sequence': return node.nodes.reduce<ReadonlySet<number>>((all, one) => sums(all, lengthsOf(one, character)), new Set([0]));
    case 'repeat': {
      const once = lengthsOf(node.node, character);
      const all = new Set<number>();
      let rounds: ReadonlySet<number> = new Set([0]);
      for (let round = 0; round <= Math.min(node.most, mostLength) && rounds.size > 0; round++) {
        if (round >= node.least) for (const length of rounds) all.add(length);
        rounds = sums(rounds, once);
      }
      return all;
    }
  }
}

function sums(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...a].flatMap((one) => [...b].map((other) => one + other)).filter((length) => length <= mostLength));
}

function alternatives(node: Node): readonly Node[] {
  if (node.kind === 'choice') return node.nodes;
  return node.kind === 'sequence' && node.nodes.length === 1 && node.nodes[0] !== undefined ? alternatives(node.nodes[0]) : [];
}
