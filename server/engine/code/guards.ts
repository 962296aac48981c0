/** What the answers of checks tell about data: whether it is in a list, begins or ends with something, fits an expression. Knows no package. */
import { both, factsAbout, noFacts, type Fact, type Facts } from './facts';
import { withProof } from './expressions';
import type { Argument, Machine } from './machine';
import { pathBit } from './models';
import { beginningKnown, patternOf, provedByMatch, provedByMissing } from './proofs';
import { nothing, onlyText, type Proof, type Value } from './values';

/** Methods whose answer tells something about the data. */
export function guardMethod(machine: Machine, receiver: Value, name: string, args: readonly Argument[]): Value | undefined {
  const first = args[0]?.value ?? nothing;
  const exactly: Fact = { clean: -1, validated: true };
  switch (name) {
    case 'includes': case 'has': case 'hasOwnProperty': case 'contains': case 'indexOf': {
      if (!receiver.deep && first.taints.length > 0) return withProof(nothing, listedProof(machine, receiver, first));
      if (receiver.taints.length > 0 && name !== 'has' && name !== 'hasOwnProperty') return withProof(nothing, refused(machine, receiver, first, name));
      return nothing;
    }
    case 'startsWith': return withProof(nothing, startProof(machine, receiver, first));
    case 'endsWith': return withProof(nothing, { ifTrue: first.deep ? noFacts : both(factsAbout(receiver, { clean: 0, validated: true }), hostFacts(machine, receiver)), ifFalse: noFacts });
    case 'equals': return withProof(nothing, { ifTrue: first.deep ? noFacts : both(factsAbout(receiver, exactly), factsAbout(first, exactly)), ifFalse: noFacts });
    default: return undefined;
  }
}

/** Whether data is in a list of what is known: where it is the host of a URL, the URL goes where it may. */
export function listedProof(machine: Machine, list: Value, one: Value): Proof {
  return { ifTrue: both(factsAbout(one, { clean: -1, validated: true }), hostFacts(machine, one)), ifFalse: refusedName(machine, list, one) };
}

/** `['__proto__', 'constructor'].includes(name)`: what is left when the answer is no. */
function refusedName(machine: Machine, list: Value, name: Value): Facts {
  const refuses = [...(list.fields?.values() ?? [])].some((one) => onlyText(one) === '__proto__');
  return refuses ? factsAbout(name, { clean: machine.models.kinds.get('prototype')?.bit ?? 0, validated: true }) : noFacts;
}

/** What holds of the URL whose host the value is, where that is known. */
export function hostFacts(machine: Machine, value: Value): Facts {
  const facts = new Map<string, Fact>();
  const clean = (machine.models.kinds.get('ssrf')?.bit ?? 0) | (machine.models.kinds.get('redirect')?.bit ?? 0);
  for (const taint of value.taints) {
    const last = taint.key.slice(taint.key.lastIndexOf('\n') + 1);
    if (last === 'hostname' || last === 'host' || last === 'origin') facts.set(taint.key.slice(0, -last.length - 1), { clean, validated: true });
  }
  return facts;
}

/** `if (path.includes('..')) return`: what is left when the answer is no. */
function refused(machine: Machine, receiver: Value, searched: Value, name: string): Proof {
  const text = onlyText(searched);
  const looked = factsAbout(receiver, { clean: 0, validated: true });
  const ifFalse = text === '..' || text === '/' || text === '../' ? factsAbout(receiver, { clean: pathBit(machine.models), validated: true }) : looked;
  return { ifTrue: looked, ifFalse, ...(name === 'indexOf' ? { atStart: startProof(machine, receiver, searched) } : {}) };
}

/** A path that was resolved and starts with the folder, or does not start with a way up; a URL that starts with a fixed host. */
function startProof(machine: Machine, receiver: Value, prefix: Value): Proof {
  const { kinds } = machine.models;
  if (prefix.deep) return { ifTrue: factsAbout(receiver, { clean: 0, validated: true }), ifFalse: noFacts };
  const text = onlyText(prefix);
  if (text === '-' || text === '--') return { ifTrue: factsAbout(receiver, { clean: 0, validated: true }), ifFalse: factsAbout(receiver, { clean: beginningKnown(kinds), validated: true }) };
  if (text !== undefined && /^(?:\.\.?)?[\\/]?$/.test(text)) return { ifTrue: factsAbout(receiver, { clean: 0, validated: true }), ifFalse: text.startsWith('.') ? factsAbout(receiver, { clean: pathBit(machine.models), validated: true }) : noFacts };
  const isUrl = text !== undefined && /^[a-z][a-z+.-]*:\/\/[^/]+\/|^\/[^/]/i.test(text);
  const mask = (isUrl ? (kinds.get('ssrf')?.bit ?? 0) | (kinds.get('redirect')?.bit ?? 0) : 0) | (isUrl && text.includes('://') ? 0 : pathBit(machine.models));
  return { ifTrue: factsAbout(receiver, { clean: mask | beginningKnown(kinds), validated: true }), ifFalse: noFacts };
}

/** What is known of text in which an expression finds something. */
export function matchFacts(machine: Machine, pattern: Value, text: Value): Facts {
  let clean = 0;
  for (const one of pattern.externals) {
    const found = patternOf(one);
    if (found !== undefined) clean |= provedByMatch(found.source, found.flags, machine.models.kinds);
  }
  return factsAbout(text, { clean, validated: true });
}

/** `if (/\.\./.test(path)) return`: what is left when nothing was found. */
export function missFacts(machine: Machine, pattern: Value, text: Value): Facts {
  const found = pattern.externals.flatMap((one) => patternOf(one) ?? []);
  if (found.length !== 1 || found.length !== pattern.externals.length) return noFacts;
  const clean = found.reduce((mask, { source }) => mask | provedByMissing(source, machine.models.kinds), 0);
  return clean === 0 ? noFacts : factsAbout(text, { clean, validated: true });
}
