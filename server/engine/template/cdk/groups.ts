/** Which stacks of a program belong together because constructs of one use those of another. Knows no construct by name. */
import type { Program } from './program';
import type { Made, Stack, Thing } from './thing';

/** The stacks in groups, each in the order of the program. */
export function connected(stacks: readonly Stack[], program: Program): readonly (readonly Stack[])[] {
  const group = new Map<Stack, Stack>();
  const rootOf = (stack: Stack): Stack => {
    let root = stack;
    for (let next = group.get(root); next !== undefined; next = group.get(root)) root = next;
    return root;
  };
  for (const stack of stacks) {
    for (const other of usedBy(stack, program)) {
      const [a, b] = [rootOf(stack), rootOf(other)];
      if (a !== b) group.set(stacks.indexOf(a) < stacks.indexOf(b) ? b : a, stacks.indexOf(a) < stacks.indexOf(b) ? a : b);
    }
  }
  const groups = new Map<Stack, Stack[]>();
  for (const stack of stacks) groups.set(rootOf(stack), [...(groups.get(rootOf(stack)) ?? []), stack]);
  return [...groups.values()];
}

const maximumSteps = 50_000;

/** The other stacks whose constructs a stack's constructs are given. */
function usedBy(stack: Stack, program: Program): ReadonlySet<Stack> {
  const found = new Set<Stack>();
  const seen = new Set<object>();
  const open: Thing[] = [];
  let steps = maximumSteps;
  const look = (made: Made): void => {
    if (seen.has(made)) return;
    seen.add(made);
    // The first argument of a construct is where it stands.
    open.push(...made.args.slice(made.place === undefined ? 0 : 1));
    made.calls.forEach(look);
    made.members.forEach(look);
    const owner = made.of;
    if (owner !== undefined && owner.place === undefined) look(owner);
    else if (owner?.place !== undefined && owner.place.stack !== stack) found.add(owner.place.stack);
  };
  stack.constructs.forEach(look);
  for (let thing = open.pop(); thing !== undefined && --steps > 0; thing = open.pop()) {
    if (thing.kind === 'list' || thing.kind === 'object') {
      const parts = thing.kind === 'list' ? thing.items : thing.entries;
      if (seen.has(parts)) continue;
      seen.add(parts);
      open.push(...(thing.kind === 'list' ? thing.items : [...thing.entries.values()].map((one) => one.thing)));
    } else if (thing.kind === 'choice') open.push(...thing.options.map((option) => option.thing));
    else if (thing.kind === 'text') open.push(...thing.parts.filter((part) => typeof part !== 'string'));
    else if (thing.kind === 'instance' && thing.instance.place !== undefined && thing.instance.place.stack !== stack) found.add(thing.instance.place.stack);
    else if (thing.kind === 'made') {
      const { made } = thing;
      if (made.place === undefined) look(made);
      else if (made.place.stack !== stack) found.add(made.place.stack);
    }
  }
  if (steps === 0) program.overrun({ uri: stack.declared?.uri ?? stack.uri, span: { start: 0, end: 0 } }, `what stack \`${stack.id}\` uses is too much to be followed`);
  return found;
}
