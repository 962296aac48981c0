/** Reports text of the event that is parsed as JSON where nothing catches a syntax error. One finding for each place. */
import type { PayloadRead } from '../code/report';
import type { Entry, Facts } from '../facts/facts';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { beginning } from '../text/span';
import { fill, gathering, grouped } from './checker';
import { caughtParse } from './fixes/caught-parse';
import { inFile, offered } from './fixes/fix';
import { checkedAtTheGateway } from './unvalidated-event';
import { functionNames } from './reached';

interface Parameters {
  /** What happens to text that is no JSON, and the way out: by what sends it or, where that is not known, by its part of the event. */
  readonly kinds: readonly { readonly events: readonly string[]; readonly parts: readonly string[]; readonly ends: string; readonly way: string }[];
  readonly otherwise: { readonly ends: string; readonly way: string };
}

interface Parse {
  readonly entry: Entry;
  readonly read: PayloadRead;
}

export const unguardedParse = gathering<Parse>({
  name: 'unguarded-parse',
  over: ['entries'],
  *find(_, facts) {
    for (const entry of facts.entries) {
      yield undefined;
      if (entry.report.unguardedParses.length === 0 || entry.sender.level === 'schedule' || checkedAtTheGateway(entry, facts)) continue;
      for (const read of entry.report.unguardedParses) yield { entry, read };
    }
  },
  groups: (_, found) => grouped(found, ({ read }) => beginning(read.location)),
  *tell(rule, [first], facts) {
    if (first !== undefined) yield drafted(rule, first, facts);
  },
});

function drafted(rule: RuleData, { entry, read }: Parse, facts: Facts): Draft {
  const { kinds, otherwise } = rule.with as Parameters;
  const { ends, way } = kinds.find(({ events }) => entry.entry.events.some((event) => events.includes(event))) ?? kinds.find(({ parts }) => parts.includes(read.part)) ?? otherwise;
  const { uri, span } = read.location;
  return {
    location: read.location,
    message: fill(rule.message, { data: read.label, sender: entry.sender.phrase, ends, way }),
    functions: functionNames([entry]),
    fixes: [offered(facts, () => {
      const script = facts.snapshot.script(uri);
      return script === undefined ? undefined : inFile(uri, caughtParse(script, span, entry));
    })],
  };
}
