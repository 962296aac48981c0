/** Texts whose parts are chosen or repeated by `%{ if … }` and `%{ for … }`. Knows no names and no functions. */
import { parseHclExpression } from '../../syntax/hcl';
import type { HclExpression, HclPart } from '../../syntax/hcl-tree';
import type { Location } from '../../text/span';
import { concatenated, usedAt } from '../cloudformation/text';
import { scalar, unknown, type Value } from '../value';
import type { Evaluator, Scope } from './scope';
import { choiceOf, eachOption, pairsOf } from './values';

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: HclExpression }
  | { readonly kind: 'if'; readonly condition: HclExpression; readonly then: readonly Piece[]; readonly otherwise: readonly Piece[] }
  | { readonly kind: 'for'; readonly names: readonly string[]; readonly of: HclExpression; readonly body: readonly Piece[] };

const maximumLoop = 400;
/** Directives inside of each other. */
const maximumDepth = 30;

/** The text of a template with directives. */
export function directed(parts: readonly HclPart[], scope: Scope, evaluator: Evaluator, at: Location): Value {
  const reader = new Pieces(parts, scope.file.text);
  const pieces = reader.until([]);
  if (reader.isTooDeep) return unknown('its directives are nested too deep', 'limit', at);
  return pieces === undefined ? unknown('the directives of the template do not fit together', 'unresolved', at) : textOf(pieces, scope, evaluator, at);
}

function textOf(pieces: readonly Piece[], scope: Scope, evaluator: Evaluator, at: Location): Value {
  return concatenated(pieces.map((piece) => valueOf(piece, scope, evaluator, at)), at);
}

function valueOf(piece: Piece, scope: Scope, evaluator: Evaluator, at: Location): Value {
  switch (piece.kind) {
    case 'text': return scalar(piece.text, at);
    case 'expression': return usedAt(evaluator.value(piece.expression, scope), at);
    case 'if': {
      const condition = evaluator.value(piece.condition, scope);
      const decided = condition.kind === 'scalar' ? String(condition.value) : undefined;
      const branch = (taken: boolean): Value => textOf(taken ? piece.then : piece.otherwise, scope, evaluator, at);
      if (decided === 'true' || decided === 'false') return branch(decided === 'true');
      const { start, end } = piece.condition.span;
      const words = scope.file.text.slice(start, end).replace(/\s+/g, ' ');
      return choiceOf([{ when: words, value: branch(true) }, { when: `not (${words})`, value: branch(false) }], at, condition.via);
    }
    case 'for':
      return eachOption(evaluator.value(piece.of, scope), (collection) => {
        const pairs = pairsOf(collection);
        if (pairs === undefined || pairs.length > maximumLoop) return unknown(pairs === undefined ? 'what it goes through is not known' : 'it goes through too much', pairs === undefined ? 'unresolved' : 'limit', at, collection.via);
        return concatenated(pairs.map(([key, item, keyAt]) => {
          const [first = '', second] = piece.names;
          const names = new Map(scope.names);
          if (second === undefined) names.set(first, item);
          else names.set(first, scalar(key, keyAt)).set(second, item);
          return textOf(piece.body, { ...scope, names }, evaluator, at);
        }), at);
      });
  }
}

/** Puts the parts of a template into each other. */
class Pieces {
  private position = 0;
  private depth = 0;
  isTooDeep = false;

  constructor(private readonly parts: readonly HclPart[], private readonly source: string) {}

  /** What stands before one of the words, which is passed; all that is left where there are none. Undefined where it does not come. */
  until(words: readonly string[]): readonly Piece[] | undefined {
    const pieces: Piece[] = [];
    for (let part = this.parts[this.position]; part !== undefined; part = this.parts[this.position]) {
      if (part.kind === 'text') pieces.push({ kind: 'text', text: this.trimmed(part.text) });
      else if (part.kind === 'expression') pieces.push({ kind: 'expression', expression: part.expression });
      else {
        const word = /^\w*/.exec(part.text)?.[0] ?? '';
        if (words.includes(word)) return pieces;
        const piece = this.directive(word, part);
        if (piece === undefined) return undefined;
        pieces.push(piece);
      }
      this.position++;
    }
    return words.length === 0 ? pieces : undefined;
  }

  private directive(word: string, part: HclPart & { kind: 'directive' }): Piece | undefined {
    const head = this.source.slice(part.span.start, part.span.end);
    const choice = word === 'if' ? /^%\{~?\s*if\b/.exec(head) : null;
    if (choice !== null) {
      const condition = parseHclExpression(this.source, part.span.start + choice[0].length);
      const then = this.inside(['else', 'endif']);
      if (then === undefined) return undefined;
      if (!this.stoppedAt('else')) return { kind: 'if', condition, then, otherwise: [] };
      const otherwise = this.inside(['endif']);
      return otherwise === undefined ? undefined : { kind: 'if', condition, then, otherwise };
    }
    const loop = word === 'for' ? /^%\{~?\s*for\s+(\w+)\s*(?:,\s*(\w+)\s*)?in\s/.exec(head) : null;
    if (loop === null) return undefined;
    const of = parseHclExpression(this.source, part.span.start + loop[0].length);
    const body = this.inside(['endfor']);
    return body === undefined ? undefined : { kind: 'for', names: [loop[1], loop[2]].filter((name) => name !== undefined), of, body };
  }

  /** What stands between the directive here and one of the words. */
  private inside(words: readonly string[]): readonly Piece[] | undefined {
    if (++this.depth > maximumDepth) {
      this.isTooDeep = true;
      return undefined;
    }
    this.position++;
    const pieces = this.until(words);
    this.depth--;
    return pieces;
  }

  private stoppedAt(word: string): boolean {
    const part = this.parts[this.position];
    return part?.kind === 'directive' && part.text.startsWith(word);
  }

  /** `~` at the edge of a neighbour takes the white space on its side away. */
  private trimmed(text: string): string {
    const before = this.parts[this.position - 1];
    const after = this.parts[this.position + 1];
    const fromStart = before !== undefined && this.source[before.span.end - 2] === '~' ? text.trimStart() : text;
    return after !== undefined && this.source[after.span.start + 2] === '~' ? fromStart.trimEnd() : fromStart;
  }
}
