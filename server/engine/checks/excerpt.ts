/** What of a template shows a policy statement to those who read a report without an editor. Knows no rule. */
import type { Facts } from '../facts/facts';
import type { Draft } from '../finding';
import type { Grant } from '../template/deployment';
import { at, contains, type Location } from '../text/span';

type Excerpt = Pick<Draft, 'excerpt'>;

/** For what a statement says as a whole: the statement up to the place, with the policy's key where it is the first. */
export function wholeStatement({ at: statement, around = statement }: Grant, place: Location): Excerpt {
  if (around.uri !== place.uri || !contains(around.span, place.span)) return {};
  return { excerpt: at(place.uri, around.span.start, place.span.end) };
}

/** From where a setting begins to the place in it. */
export function upTo(start: Location, place: Location | undefined): Excerpt {
  return place?.uri === start.uri && start.span.start < place.span.start ? { excerpt: at(start.uri, start.span.start, place.span.end) } : {};
}

/** From what a setting belongs to down to it, where that is a few lines. */
export function fewLines(start: Location, place: Location, facts: Facts): Excerpt {
  const { excerpt } = upTo(start, place);
  if (excerpt === undefined) return {};
  const lines = facts.snapshot.lines(place.uri);
  return lines.positionAt(place.span.start).line - lines.positionAt(start.span.start).line <= 6 ? { excerpt } : {};
}

/** Of a place that spans several lines its first. */
export function firstLine(place: Location, facts: Facts): Location {
  const lines = facts.snapshot.lines(place.uri);
  const { line, column } = lines.positionAt(place.span.start);
  const text = lines.lineText(line).slice(column).trimEnd();
  return at(place.uri, place.span.start, Math.min(place.span.end, place.span.start + text.length));
}

/** For one value of a statement: the same where that is a few lines. */
export function nearStatement(grant: Grant, place: Location, facts: Facts): Excerpt {
  const { excerpt } = wholeStatement(grant, place);
  if (excerpt === undefined) return {};
  const lines = facts.snapshot.lines(place.uri);
  return lines.positionAt(place.span.start).line - lines.positionAt(excerpt.span.start).line <= few ? { excerpt } : {};
}

const few = 12;
