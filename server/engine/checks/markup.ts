/** Reports event data in HTML or XML, and engines and parsers whose own protection is turned off: whatever they are given later does harm. */
import { codeFacts, type CodeFacts, type Place } from '../facts/code-calls';
import type { Draft } from '../finding';
import type { Way } from '../facts/lookup';
import { contains, type Location } from '../text/span';
import { spanOf, ts, unwrapped, type Script } from '../syntax/script';
import { isFunctionValue } from '../syntax/names';
import { fill, gathering } from './checker';
import { isOpen, taint } from './taint';

interface Parameters {
  /** A call's option that turns protection off where it is set so. With `text`, the argument that is read: a literal there is harmless. */
  readonly switches: readonly { readonly from: readonly string[]; readonly call: readonly string[]; readonly option: string; readonly set: boolean; readonly text?: number }[];
  /** Names of a package's function that escapes, and is put out of work by one that gives back what it gets. */
  readonly replaced?: readonly { readonly from: readonly string[]; readonly name: string }[];
  readonly unescaped: string;
}

/** What is said, and the call or the assignment that turns protection off. */
interface Unprotected {
  readonly draft: Draft;
  readonly by: Location;
}

export const markup = gathering<Unprotected | Way>({
  name: 'markup',
  over: ['entries', 'scripts'],
  *find(rule, facts) {
    yield* taint.find(rule, facts);
    const { switches, replaced = [], unescaped } = rule.with as Parameters;
    const code = codeFacts(facts);
    const at = (node: ts.Node, script: Script): Location => ({ uri: script.fileName, span: spanOf(node, script) });
    const draft = (node: ts.Node, script: Script, engine: string): Draft => ({ location: at(node, script), message: fill(unescaped, { engine }), severity: 'warning' });
    for (const uri of code.mentioning([...switches.map(({ option }) => option), ...replaced.map(({ name }) => `.${name}`)])) {
      yield undefined;
      const script = facts.snapshot.script(uri);
      if (script === undefined) continue;
      for (const { from, call, option, set, text } of switches) {
        for (const one of code.calls(uri, call)) {
          const read = text === undefined ? undefined : one.node.arguments?.[text];
          if (read !== undefined && code.constants({ node: read, scope: one.scope }).length > 0) continue;
          const module = code.target(one)?.module;
          const found = module !== undefined && from.includes(module) ? code.option(one, `*.${option}`) : undefined;
          if (module === undefined || found?.kind !== 'given' || !found.values.every((value) => isLiteral(value, set, code))) continue;
          yield { draft: draft(found.at.node, found.at.scope.script, module), by: at(one.node, script) };
        }
      }
      for (const { from, name } of replaced) {
        for (const { node, scope } of code.reading(uri)?.assignments.get(name) ?? []) {
          const left = unwrapped(node.left);
          if (!ts.isPropertyAccessExpression(left) || !givesBack(unwrapped(node.right))) continue;
          const target = code.meaning({ node: left.expression, scope });
          const module = target === undefined ? undefined : target.module === 'global' ? target.path[0]?.toLowerCase() : target.module;
          if (module !== undefined && from.includes(module)) yield { draft: draft(node, script, module), by: at(node, script) };
        }
      }
    }
  },
  *groups(rule, found, facts) {
    const ways = found.filter((one) => 'flow' in one);
    yield* taint.groups(rule, ways, facts);
    const reached = ways.filter(isOpen).map(({ flow }) => flow.sink.location);
    for (const one of found) {
      // Data that arrives in the very call says more of it.
      if ('by' in one && !reached.some(({ uri, span }) => uri === one.by.uri && contains(one.by.span, span))) yield [one];
    }
  },
  *tell(rule, group, facts) {
    const [first] = group;
    if (first !== undefined && 'draft' in first) yield first.draft;
    else yield* taint.tell(rule, group.filter((one) => 'flow' in one), facts);
  },
});

function isLiteral(place: Place, set: boolean, code: CodeFacts): boolean {
  const constants = code.constants(place);
  return constants.length > 0 && constants.every(({ value }) => value === set);
}

/** `(text) => text`, and the same with a body. */
function givesBack(node: ts.Expression): boolean {
  if (!isFunctionValue(node)) return false;
  const parameter = node.parameters[0]?.name;
  if (parameter === undefined || !ts.isIdentifier(parameter)) return false;
  const only = ts.isBlock(node.body) && node.body.statements.length === 1 ? node.body.statements[0] : undefined;
  const result = ts.isBlock(node.body) ? (only !== undefined && ts.isReturnStatement(only) ? only.expression : undefined) : node.body;
  const inner = result === undefined ? undefined : unwrapped(result);
  return inner !== undefined && ts.isIdentifier(inner) && inner.text === parameter.text;
}
