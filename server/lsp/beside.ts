/** What a report about a file alone leaves to the whole, so that it stays shown while somebody types. Knows nothing of when which report is there. */
import type { Diagnostic, Range } from 'vscode-languageserver';
import { commonEnd, commonStart, LineIndex } from '../engine';
import { clientUri, rangeOf } from './border';

/** What only the whole said when both were of the same text; goes along with the text from then on. */
export class Beside {
  private more: readonly Diagnostic[];

  /** `alone` and `whole` are the file's diagnostics of either report. */
  constructor(private readonly uri: string, private text: string, alone: readonly Diagnostic[], whole: readonly Diagnostic[]) {
    const said = new Set(alone.map(nameOf));
    this.more = whole.filter((one) => !said.has(nameOf(one)));
  }

  /** What is shown until the whole is there, in its order: what is said of the file alone, and what only the whole knew, where that stands by now. */
  shown(alone: readonly Diagnostic[], text: string): Diagnostic[] {
    if (this.more.length === 0) return [...alone];
    const edit = editBetween(this.text, text);
    if (edit !== undefined) this.more = this.more.flatMap((one) => this.carried(one, edit) ?? []);
    this.text = text;
    const said = new Set(alone.map(nameOf));
    return [...alone, ...this.more.filter((one) => !said.has(nameOf(one)))].sort(inOrder);
  }

  /** Undefined where its text is gone. */
  private carried(one: Diagnostic, edit: Edit): Diagnostic | undefined {
    const range = moved(one.range, edit);
    if (range === undefined) return undefined;
    const own = clientUri(this.uri);
    const related = one.relatedInformation?.map((place) => (place.location.uri === own ? { ...place, location: { uri: own, range: moved(place.location.range, edit) ?? range } } : place));
    return { ...one, range, ...(related === undefined ? {} : { relatedInformation: related }) };
  }
}

type Place = Range['start'];

/** How a text became another, as if by one edit. */
interface Edit {
  readonly start: Place;
  /** Where the part ends that was replaced. */
  readonly before: Place;
  /** Where it ends now. */
  readonly after: Place;
}

/** Undefined where it is the same. */
function editBetween(old: string, text: string): Edit | undefined {
  if (old === text) return undefined;
  const start = commonStart(old, text);
  const end = commonEnd(old, text, start);
  const before = rangeOf({ start, end: old.length - end }, new LineIndex(old));
  return { start: before.start, before: before.end, after: rangeOf({ start, end: text.length - end }, new LineIndex(text)).end };
}

/** Undefined for a range that was replaced as a whole. */
function moved({ start, end }: Range, edit: Edit): Range | undefined {
  const isReplaced = byPlace(edit.start, edit.before) < 0 && byPlace(edit.start, start) <= 0 && byPlace(end, edit.before) <= 0;
  return isReplaced ? undefined : { start: byPlace(start, edit.start) < 0 ? start : after(start, edit), end: byPlace(end, edit.start) <= 0 ? end : after(end, edit) };
}

function after({ line, character }: Place, { before, after: now }: Edit): Place {
  if (byPlace({ line, character }, before) < 0) return now;
  return line === before.line ? { line: now.line, character: character - before.character + now.character } : { line: line - before.line + now.line, character };
}

/** Findings by their identity. */
function nameOf({ data, code, message }: Diagnostic): string {
  return (data as { readonly fingerprint?: string } | undefined)?.fingerprint ?? JSON.stringify([code, message]);
}

/** As a report has them: findings by place and rule, then problems as they come. */
function inOrder(a: Diagnostic, b: Diagnostic): number {
  if (a.data === undefined || b.data === undefined) return Number(a.data === undefined) - Number(b.data === undefined);
  return byPlace(a.range.start, b.range.start) || byPlace(a.range.end, b.range.end) || (String(a.code) < String(b.code) ? -1 : 1);
}

function byPlace(a: Place, b: Place): number {
  return a.line - b.line || a.character - b.character;
}
