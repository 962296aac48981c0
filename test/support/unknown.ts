/**
 * Cases in which the deciding value cannot be known. Such a case says in `case.yaml` what the value might turn out to be (`known`): as
 * the files are, the rule is silent; with that in its place, it fires. So its silence is about the value and nothing else.
 */
import type { Report } from '../../server/engine';
import type { Case } from './cases';

/** The case's files with each text replaced, everywhere, by what it might turn out to be. Throws where a text does not stand in them. */
export function withKnown(one: Case): Readonly<Record<string, string>> {
  let files = Object.entries(one.files);
  for (const [text, known] of Object.entries(one.known)) {
    if (!files.some(([, content]) => content.includes(text))) throw new Error(`${one.name}: no file holds ${text}`);
    files = files.map(([path, content]) => [path, content.replaceAll(text, () => known)]);
  }
  return Object.fromEntries(files);
}

/**
 * How many things the deployments of a report leave open: unknown values, values and resources that hang on an unknown condition, maps that
 * may hold more. That a value is read from a store of secrets is all that rules want to know of it.
 */
export function openEnds(report: Report): number {
  const seen = new Set<object>();
  let count = 0;
  const visit = (thing: unknown): void => {
    if (typeof thing !== 'object' || thing === null || seen.has(thing)) return;
    seen.add(thing);
    if ('source' in thing && thing.source === 'secret-store') return;
    for (const [key, value] of Object.entries(thing)) {
      if (value === 'unknown' || (key === 'kind' && value === 'choice') || (key === 'presence' && value === 'maybe') || ((key === 'open' || key === 'environmentOpen') && value === true)) count += 1;
      visit(value);
    }
  };
  report.facts.deployments.forEach(visit);
  return count;
}
