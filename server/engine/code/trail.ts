/** The way data has come, kept while it is followed and turned into steps when a flow is told. Knows no syntax. */
import type { FlowStep } from '../finding';
import { contains, type Location } from '../text/span';

/** One station, or a way through a function that was followed before (`inner`), after all that lies `before`. */
export interface Trail {
  readonly before: Trail | undefined;
  readonly step?: TrailStep;
  readonly inner?: Trail;
}

export interface TrailStep {
  readonly location: Location;
  readonly message: string;
  /** True where the data is first taken out of what holds it: the story starts there. */
  readonly origin: boolean;
}

/** Longer stories are cut in the middle: nobody reads them. */
const longestStory = 12;

export function hop(before: Trail | undefined, location: Location, message: string): Trail {
  // Text that is put together in several places of one expression is joined once.
  const last = before?.step;
  if (last !== undefined && !last.origin && last.message === message && sharesPlace(last.location, location)) return { before: before?.before, step: { location, message, origin: false } };
  return { before, step: { location, message, origin: false } };
}

export function start(location: Location, message: string): Trail {
  return { before: undefined, step: { location, message, origin: true } };
}

export function through(before: Trail | undefined, inner: Trail | undefined): Trail | undefined {
  if (inner === undefined) return before;
  return before === undefined ? inner : { before, inner };
}

function sharesPlace(a: Location, b: Location): boolean {
  return a.uri === b.uri && (contains(b.span, a.span) || contains(a.span, b.span));
}

/** The stations in order, from where the data is taken out of what held it. Empty where no station was kept. */
export function stationsOf(trail: Trail | undefined): readonly TrailStep[] {
  const stations: TrailStep[] = [];
  const open: (Trail | undefined)[] = [trail];
  while (open.length > 0) {
    const next = open.pop();
    if (next === undefined) continue;
    if (next.step !== undefined) stations.push(next.step);
    open.push(next.before);
    if (next.inner !== undefined) open.push(next.inner);
    if (next.step?.origin === true) break;
  }
  return stations.reverse();
}

/** The story from the origin to the sink: no station twice, none inside the sink's own expression. */
export function tell(origin: FlowStep, stations: readonly TrailStep[], sink: FlowStep): readonly FlowStep[] {
  const told: FlowStep[] = [origin];
  for (const { location, message, origin: first } of stations) {
    if (first || (location.uri === sink.location.uri && contains(sink.location.span, location.span) && message === joined)) continue;
    const last = told.at(-1);
    if (last?.message === message && last.location.uri === location.uri && last.location.span.start === location.span.start) continue;
    told.push({ location, message });
  }
  if (told.length > longestStory) told.splice(longestStory / 2, told.length - longestStory);
  return [...told, sink];
}

export const joined = 'joined into text';
