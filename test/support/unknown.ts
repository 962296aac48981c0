/**
 * Cases in which the deciding value cannot be known. Such a case says in `case.yaml` what the value might turn out to be (`known`): as
 * the files are, the rule is silent; with that in its place, it fires. So its silence is about the value and nothing else.
 */
import type { Report } from '../../server/engine';
import { stagesOf } from '../../server/engine/facts/lowering';
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
 * True where more is known after than before, by itself or in one of the stages. That a value is read from a store of secrets is all that some
 * rules want to know of it, and too little for others: it is counted once as known and once as unknown.
 */
export function isMoreKnown(after: Report, before: Report): boolean {
  return [true, false].some((isStoreOpen) => {
    const least = openEnds(before, isStoreOpen);
    return [...openEnds(after, isStoreOpen)].some(([view, count]) => count < (least.get(view) ?? least.get('') ?? 0));
  });
}

/** How many things are left open by what a report's files deploy, and by what each of their stages does: by name, '' for none. */
function openEnds({ facts }: Report, isStoreOpen: boolean): ReadonlyMap<string, number> {
  const counts = new Map([['', openIn(facts.deployments, isStoreOpen)]]);
  for (const deployment of facts.deployments) {
    for (const { stage, deployments } of stagesOf(deployment, facts.snapshot).stages) counts.set(stage.name, openIn([stage, deployments()], isStoreOpen));
  }
  return counts;
}

/** Unknown values, values and resources that hang on an unknown condition, maps that may hold more. */
function openIn(model: unknown, isStoreOpen: boolean): number {
  const seen = new Set<object>();
  let count = 0;
  const visit = (thing: unknown): void => {
    if (typeof thing !== 'object' || thing === null || seen.has(thing)) return;
    seen.add(thing);
    if (!isStoreOpen && 'source' in thing && thing.source === 'secret-store') return;
    for (const [key, value] of Object.entries(thing)) {
      if (value === 'unknown' || (key === 'kind' && value === 'choice') || (key === 'presence' && value === 'maybe') || ((key === 'open' || key === 'environmentOpen') && value === true)) count += 1;
      visit(value);
    }
  };
  visit(model);
  return count;
}
