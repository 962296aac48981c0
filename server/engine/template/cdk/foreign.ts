/** Constructs and functions of packages that are not CDK's: what they are given they may change. Knows no package by name. */
import type { Foreign } from '../deployment';
import type { Lowering } from './lowering';
import type { Made, Thing } from './thing';

export function foreignIn(made: readonly Made[], lowering: Lowering): readonly Foreign[] {
  return made.filter(({ module }) => !/^(?:aws-|core$|constructs$|custom-resources$|pipelines$|cx-api$|region-info$)/.test(module))
    .map((one) => ({ name: one.name, at: one.nameAt, given: givenTo(one, lowering) })).filter(({ given }) => given.length > 0);
}

function givenTo({ args, place }: Made, lowering: Lowering): readonly string[] {
  const found = new Set<string>();
  // The first argument is where the construct stands.
  const open: Thing[] = args.slice(place === undefined ? 0 : 1);
  // What one holds others hold too, and an object may hold itself.
  const seen = new Set<object>();
  const look = (held: object, inside: () => Iterable<Thing>): void => {
    if (seen.has(held)) return;
    seen.add(held);
    for (const inner of inside()) open.push(inner);
  };
  for (let thing = open.pop(); thing !== undefined; thing = open.pop()) {
    if (thing.kind === 'list') look(thing.items, () => thing.items);
    else if (thing.kind === 'object') look(thing.entries, () => [...thing.entries.values()].map((one) => one.thing));
    else if (thing.kind === 'choice') look(thing.options, () => thing.options.map((option) => option.thing));
    else if (thing.kind === 'made') {
      const id = lowering.idOf(thing.made);
      if (id !== undefined) found.add(id);
    }
  }
  return [...found];
}
