/** Reports who a caller says to be, taken from what he sends although his claims are at hand. Knows no dialect. */
import type { Entry, Facts } from '../../facts/facts';
import { handlersOf } from '../../facts/lookup';
import type { Draft } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts, walk } from '../../syntax/script';
import { isFunction } from '../../syntax/names';
import { beginning, type Location } from '../../text/span';
import { fill, gathering, grouped } from '../checker';
import { inFile, nodesAround, offered, replaced, type Offer } from '../fixes/fix';
import { functionNames } from '../reached';

interface Parameters {
  /** Names of fields that say who somebody is. */
  readonly identity: string;
  readonly parts: readonly string[];
  /** How code takes the claims: an expression on its text. */
  readonly claims: string;
}

interface Read {
  readonly entry: Entry;
  readonly label: string;
  readonly location: Location;
}

export const identityFromInput = gathering<Read>({
  name: 'identity-from-input',
  over: ['entries'],
  *find(rule, facts) {
    for (const entry of facts.entries) {
      yield* believed(entry, rule.with as Parameters, facts);
      yield undefined;
    }
  },
  groups: (_, found) => grouped(found, ({ location }) => beginning(location)),
  *tell(rule, [first], facts) {
    if (first !== undefined) yield draftOf(rule, first, facts);
  },
});

/** Where the template puts an authorizer before the handler, and its code never asks who that has let in. */
function believed(whose: Entry, { identity, parts, claims }: Parameters, facts: Facts): readonly Read[] {
  const { sender, entry, report } = whose;
  if (sender.level !== 'authenticated' || sender.assumed || !handlersOf(whose, facts).some((handler) => handler.function.triggers.some(({ route }) => route !== undefined && route.authorizer !== 'none' && route.authorizer !== 'unknown'))) return [];
  const claimed = new RegExp(claims);
  if ([entry.uri, ...report.files].some((uri) => claimed.test(facts.snapshot.file(uri)?.text ?? ''))) return [];
  const name = new RegExp(identity);
  const flows = report.flows.filter(({ origin }) => origin.kind === 'event').map(({ origin: { label, part, location } }) => ({ label, part, location, path: label.split('.') }));
  return [...report.uncheckedReads, ...flows].flatMap(({ label, part, path, location }) => {
    const field = path.at(-1) ?? '';
    return parts.includes(part) && name.test(field) ? [{ entry: whose, label, location: writtenAt(field, [entry.uri, ...report.files], facts) ?? location }] : [];
  });
}

/** Where the code says the field's name: data flow knows only where the event is taken apart. */
function writtenAt(field: string, files: readonly string[], facts: Facts): Location | undefined {
  for (const uri of files) {
    const script = facts.snapshot.script(uri);
    const found: ts.Node[] = [];
    if (script !== undefined && script.text.includes(field)) {
      walk(script, (node) => {
        if (ts.isTypeNode(node)) return false;
        if ((ts.isPropertyAccessExpression(node) || ts.isBindingElement(node)) && ts.isIdentifier(node.name) && node.name.text === field) found.push(node);
        return undefined;
      });
    }
    const [first] = found;
    if (script !== undefined && first !== undefined) return { uri, span: spanOf(first, script) };
  }
  return undefined;
}

function draftOf(rule: RuleData, { entry, label, location }: Read, facts: Facts): Draft {
  return {
    location,
    message: fill(rule.message, { data: label, sender: entry.sender.phrase }),
    functions: functionNames([entry]),
    fixes: [offered(facts, () => fromClaims(entry, location, facts))],
  };
}

/** The subject of the token that the authorizer has checked, where the function around has the event. */
function fromClaims(whose: Entry, { uri, span }: Location, facts: Facts): Offer | undefined {
  const script = facts.snapshot.script(uri);
  const around = script === undefined ? [] : nodesAround(script, span);
  const callable = around.find((node) => isFunction(node));
  const [event] = callable !== undefined && isFunction(callable) ? callable.parameters : [];
  const read = around[0] === undefined ? undefined : around.find((node) => node.getStart(script) === span.start && node.end === span.end);
  if (script === undefined || read === undefined || !ts.isPropertyAccessExpression(read) || event === undefined || !ts.isIdentifier(event.name) || !/^(?:event|evt|e|req|request)$/.test(event.name.text)) return undefined;
  const jwt = handlersOf(whose, facts).some((handler) => handler.function.triggers.some(({ route }) => route?.authorizer === 'jwt'));
  const text = `${event.name.text}.requestContext.authorizer${jwt ? '?.jwt' : ''}?.claims.sub`;
  return inFile(uri, { title: 'Take the caller from the claims', kind: 'review', edits: [replaced(read, text, script)] });
}
