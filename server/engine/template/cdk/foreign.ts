/** Constructs and functions of packages that are not CDK's: what they are given they may change. Knows no package by name. */
import type { Foreign } from '../deployment';
import type { Lowering } from './lowering';
import type { Made, Thing } from './thing';

const most = 2000;

export function foreignIn(made: readonly Made[], lowering: Lowering): readonly Foreign[] {
  return made.filter(({ module }) => !/^(?:aws-|core$|constructs$|custom-resources$|pipelines$|cx-api$|region-info$)/.test(module))
    .map((one) => ({ name: one.name, at: one.nameAt, given: givenTo(one, lowering) })).filter(({ given }) => given.length > 0);
}

function givenTo({ args, place }: Made, lowering: Lowering): readonly string[] {
  const found = new Set<string>();
  // The first argument is where the construct stands.
  const open: Thing[] = args.slice(place === undefined ? 0 : 1);
  let steps = most;
  for (let thing = open.pop(); thing !== undefined && --steps > 0; thing = open.pop()) {
    if (thing.kind === 'list') open.push(...thing.items);
    else if (thing.kind === 'object') open.push(...[...thing.entries.values()].map((one) => one.thing));
    else if (thing.kind === 'choice') open.push(...thing.options.map((option) => option.thing));
    else if (thing.kind === 'made') {
      const id = lowering.idOf(thing.made);
      if (id !== undefined) found.add(id);
    }
  }
  return [...found];
}
