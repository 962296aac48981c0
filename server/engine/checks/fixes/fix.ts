/** What the fixes of code findings are made of, and what they have in common. Says nothing of single rules. */
import type { Flow, Sink } from '../../code/report';
import type { Entry, Facts } from '../../facts/facts';
import type { Fix } from '../../finding';
import { ts, type Script } from '../../syntax/script';
import type { FileEdit, TextEdit } from '../../text/edit';
import { span, type Span } from '../../text/span';

/** What a fix is made from. */
export interface Place {
  readonly facts: Facts;
  readonly entry: Entry;
  /** Where the sink stands. */
  readonly script: Script;
  readonly sink: Sink;
  /** All data that arrives there. Never empty. */
  readonly flows: readonly Flow[];
}

export interface Proposal {
  readonly title: string;
  readonly kind: 'safe' | 'review';
  /** Of the sink's file. */
  readonly edits: readonly TextEdit[];
}

/** Undefined where the change cannot be made surely. */
export type Proposer = (place: Place) => Proposal | undefined;

/** The same over several files. */
export interface Offer {
  readonly title: string;
  readonly kind: 'safe' | 'review';
  readonly preview?: boolean;
  readonly edits: readonly FileEdit[];
}

/** A fix that is worked out when somebody asks for it: an analysis while typing has no time for that. What `work` reads of facts may be other files later. */
export function offered(facts: Facts, work: () => Offer | undefined): Fix {
  let done: { readonly moment: object; readonly offer: Offer | undefined } | undefined;
  const offer = (): Offer | undefined => {
    const { moment } = facts;
    if (done?.moment !== moment) {
      // What throws once is not asked again: whoever asked names the fix in his report.
      done = { moment, offer: undefined };
      done = { moment, offer: work() };
    }
    return done.offer;
  };
  return {
    get title() { return offer()?.title ?? 'No fix'; },
    get kind() { return offer()?.kind ?? 'review'; },
    get preview() { return offer()?.preview === true; },
    edits: () => offer()?.edits ?? [],
  };
}

/** Of one file. */
export function inFile(uri: string, proposal: Proposal | undefined): Offer | undefined {
  return proposal === undefined ? undefined : { ...proposal, edits: [{ uri, edits: proposal.edits }] };
}

/** The innermost node that holds the span, and what holds that, outwards to the script. */
export function nodesAround(script: Script, { start, end }: Span): readonly ts.Node[] {
  const nodes: ts.Node[] = [script];
  for (let current: ts.Node | undefined = script; current !== undefined;) {
    const inner: ts.Node | undefined = ts.forEachChild(current, (child) => (child.pos <= start && end <= child.end && child.getStart(script) <= start ? child : undefined));
    if (inner !== undefined) nodes.unshift(inner);
    current = inner;
  }
  return nodes;
}

/** The expression at a span, without parentheses and casts around it, and the nodes around that. */
export function expressionAt(script: Script, place: Span): { readonly node: ts.Expression; readonly around: readonly ts.Node[] } | undefined {
  const nodes = nodesAround(script, place);
  // Of nodes that cover the same text the innermost expression is meant, unless it only begins there.
  const index = nodes.findIndex((node) => ts.isExpression(node) && node.getStart(script) === place.start && node.end === place.end);
  const node = nodes[index];
  return node === undefined || !ts.isExpression(node) ? undefined : { node, around: nodes.slice(index + 1) };
}

export function textOf(node: ts.Node, script: Script): string {
  return script.text.slice(node.getStart(script), node.end);
}

export function replaced(node: ts.Node, newText: string, script: Script): TextEdit {
  return { span: span(node.getStart(script), node.end), newText };
}

export function inserted(offset: number, newText: string): TextEdit {
  return { span: span(offset, offset), newText };
}

/** The white space that the line of an offset begins with. */
export function indentAt(script: Script, offset: number): string {
  const line = script.text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(script.text.slice(line))?.[0] ?? '';
}

/** One step of indentation as the file has it. */
export function indentStep(script: Script): string {
  return /^(\t|[ ]{2,8})\S/m.exec(script.text)?.[1] ?? '  ';
}

export function isTyped(script: Script): boolean {
  return /\.[cm]?tsx?$/.test(script.fileName);
}

/** A single-quoted literal. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
}
