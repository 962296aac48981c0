/** Reports event data in HTML, and template engines whose own escaping is turned off: whatever they are given later becomes markup. */
import { codeFacts, type CodeFacts, type Place } from '../facts/code-calls';
import type { Draft } from '../finding';
import { spanOf, ts, unwrapped, type Script } from '../syntax/script';
import { fill, gathering } from './checker';
import { taint } from './taint';

interface Parameters {
  /** A call's option that turns escaping off where it is set so. */
  readonly switches: readonly { readonly from: readonly string[]; readonly call: readonly string[]; readonly option: string; readonly set: boolean }[];
  /** Names of a package's function that escapes, and is put out of work by one that gives back what it gets. */
  readonly replaced: readonly { readonly from: readonly string[]; readonly name: string }[];
  readonly unescaped: string;
}

export const markup = gathering<Draft>({
  name: 'markup',
  over: ['scripts'],
  *find(rule, facts) {
    const { switches, replaced, unescaped } = rule.with as Parameters;
    const code = codeFacts(facts);
    const draft = (node: ts.Node, script: Script, engine: string): Draft => ({ location: { uri: script.fileName, span: spanOf(node, script) }, message: fill(unescaped, { engine }), severity: 'warning' });
    for (const uri of code.mentioning([...switches.map(({ option }) => option), ...replaced.map(({ name }) => `.${name}`)])) {
      yield undefined;
      const script = facts.snapshot.script(uri);
      if (script === undefined) continue;
      for (const { from, call, option, set } of switches) {
        for (const one of code.calls(uri, call)) {
          const module = code.target(one)?.module;
          const found = module !== undefined && from.includes(module) ? code.option(one, `*.${option}`) : undefined;
          if (module === undefined || found?.kind !== 'given' || !found.values.some((value) => isLiteral(value, set, code))) continue;
          yield draft(found.at.node, found.at.scope.script, module);
        }
      }
      for (const { from, name } of replaced) {
        for (const { node, scope } of code.reading(uri)?.assignments.get(name) ?? []) {
          const left = unwrapped(node.left);
          if (!ts.isPropertyAccessExpression(left) || !givesBack(unwrapped(node.right))) continue;
          const target = code.meaning({ node: left.expression, scope });
          const module = target === undefined ? undefined : target.module === 'global' ? target.path[0]?.toLowerCase() : target.module;
          if (module !== undefined && from.includes(module)) yield draft(node, script, module);
        }
      }
    }
  },
  *gather(rule, unescaped, facts) {
    yield* taint.run(rule, facts);
    yield* unescaped;
  },
});

function isLiteral(place: Place, set: boolean, code: CodeFacts): boolean {
  return code.constants(place).some(({ value }) => value === set);
}

/** `(text) => text`, and the same with a body. */
function givesBack(node: ts.Expression): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const parameter = node.parameters[0]?.name;
  if (parameter === undefined || !ts.isIdentifier(parameter)) return false;
  const only = ts.isBlock(node.body) && node.body.statements.length === 1 ? node.body.statements[0] : undefined;
  const result = ts.isBlock(node.body) ? (only !== undefined && ts.isReturnStatement(only) ? only.expression : undefined) : node.body;
  const inner = result === undefined ? undefined : unwrapped(result);
  return inner !== undefined && ts.isIdentifier(inner) && inner.text === parameter.text;
}
