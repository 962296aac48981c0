/** Reports handlers that use fields of what they are sent before anything has checked them. One finding for a handler. */
import type { PayloadRead } from '../code/report';
import type { Entry, Facts } from '../facts/facts';
import { handlersOf } from '../facts/lookup';
import { triggersOf } from '../facts/sender';
import type { Draft } from '../finding';
import { milder, type RuleData } from '../rules/rule';
import { beginning } from '../text/span';
import { fill, gathering, grouped } from './checker';
import { offered } from './fixes/fix';
import { schemaFromUse } from './fixes/schema-from-use';
import { functionNames } from './reached';

interface Parameters {
  /** Parts of the event whose fields are payload. */
  readonly parts: readonly string[];
  /** Of these, those that are payload even where no template tells what starts the function. */
  readonly surely: readonly string[];
  /** What services themselves put into events: an expression for labels. */
  readonly except: string;
}

interface Unchecked {
  readonly entry: Entry;
  readonly first: PayloadRead;
  readonly reads: readonly PayloadRead[];
}

export const unvalidatedEvent = gathering<Unchecked>({
  name: 'unvalidated-event',
  over: ['entries'],
  *find(rule, facts) {
    for (const entry of facts.entries) {
      yield undefined;
      const reads = payloadReads(entry, rule.with as Parameters);
      const [first] = reads;
      if (first !== undefined && entry.sender.level !== 'schedule' && !checkedAtTheGateway(entry, facts)) yield { entry, first, reads };
    }
  },
  groups: (_, found) => grouped(found, ({ first }) => beginning(first.location)),
  *tell(rule, [first], facts) {
    if (first !== undefined) yield drafted(rule, first, facts);
  },
});

function payloadReads({ report, sender }: Entry, { parts, surely, except }: Parameters): readonly PayloadRead[] {
  const known = sender.assumed ? surely : parts;
  const made = new RegExp(except);
  return report.uncheckedReads.filter((read) => known.includes(read.part) && read.path.some((name) => name !== '[]') && !made.test(read.label));
}

/** Every route that starts it has a request model. */
export function checkedAtTheGateway(entry: Entry, facts: Facts): boolean {
  const triggers = triggersOf(entry.entry, handlersOf(entry, facts));
  return triggers.length > 0 && triggers.every((trigger) => trigger.route?.requestModel === true);
}

function drafted(rule: RuleData, { entry, first, reads }: Unchecked, facts: Facts): Draft {
  const names = [...new Set(reads.map((read) => read.label))];
  const data = listed(names);
  return {
    location: first.location,
    message: fill(rule.message, { data, sender: entry.sender.phrase, are: names.length === 1 ? 'is' : 'are' }),
    severity: entry.sender.level === 'account' && rule.severity !== 'off' ? milder(rule.severity) : rule.severity === 'off' ? 'warning' : rule.severity,
    related: reads.filter((read) => read.location !== first.location).slice(0, 5).map((read) => ({ location: read.location, message: `\`${read.label}\` is read here` })),
    functions: functionNames([entry]),
    fixes: [offered(facts, () => schemaFromUse(entry, reads, facts))],
  };
}

/** The first three in backticks, the others as a number. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, names.length > 4 ? 3 : 4).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${String(more)} more fields`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
