/** Reports text of the event that is parsed as JSON where nothing catches a syntax error. One finding for each place. */
import type { PayloadRead } from '../code/report';
import type { Entry, Facts } from '../facts/facts';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { fill, type Checker } from './checker';
import { caughtParse } from './fixes/caught-parse';
import { inFile, offered } from './fixes/fix';
import { checkedAtTheGateway } from './unvalidated-event';
import { functionNames } from './reached';

interface Parameters {
  /** What happens to text that is no JSON, and the way out: by what sends it or, where that is not known, by its part of the event. */
  readonly kinds: readonly { readonly events: readonly string[]; readonly parts: readonly string[]; readonly ends: string; readonly way: string }[];
  readonly otherwise: { readonly ends: string; readonly way: string };
}

export const unguardedParse: Checker = {
  name: 'unguarded-parse',
  *run(rule, facts) {
    const told = new Set<string>();
    for (const entry of facts.entries) {
      yield undefined;
      if (entry.sender.level === 'schedule' || checkedAtTheGateway(entry)) continue;
      for (const read of entry.report.unguardedParses) {
        const place = `${read.location.uri} ${String(read.location.span.start)}`;
        if (told.has(place)) continue;
        told.add(place);
        yield drafted(rule, entry, read, facts);
      }
    }
  },
};

function drafted(rule: RuleData, entry: Entry, read: PayloadRead, facts: Facts): Draft {
  const { kinds, otherwise } = rule.with as Parameters;
  const { ends, way } = kinds.find(({ events }) => entry.entry.events.some((event) => events.includes(event))) ?? kinds.find(({ parts }) => parts.includes(read.part)) ?? otherwise;
  const script = facts.snapshot.script(read.location.uri);
  return {
    location: read.location,
    message: fill(rule.message, { data: read.label, sender: entry.sender.phrase, ends, way }),
    functions: functionNames([entry]),
    fixes: script === undefined ? [] : [offered(facts, () => inFile(read.location.uri, caughtParse(script, read.location.span, entry)))],
  };
}
