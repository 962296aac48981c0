/** Reports writes that do their work twice where an event comes twice, in functions that at-least-once triggers start. Which writes, it is told by the rule. */
import type { EventKind } from '../code/report';
import { codeFacts, type Call, type CodeFacts } from '../facts/code-calls';
import type { Entry, Facts } from '../facts/facts';
import { handlersOf } from '../facts/lookup';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { spanOf, ts, unwrapped } from '../syntax/script';
import { fill, type Checker } from './checker';
import { inFile, offered } from './fixes/fix';
import { messageKey } from './fixes/message-key';
import { functionNames, entriesAt } from './reached';

interface Parameters {
  readonly events: readonly EventKind[];
  /** Where one of these words stands in the code that runs, somebody has thought of events that come twice. */
  readonly guards: string;
  readonly writes: readonly Write[];
}

interface Write {
  readonly from: readonly string[];
  readonly call: readonly string[];
  /** A name that must come before the last. */
  readonly of?: string;
  /** What counts: an option whose text matches, or one that a call for a new id gives, or any call. */
  readonly when: { readonly option: string; readonly matches: string } | { readonly option: string; readonly fresh: string } | 'always';
  /** Options that keep it to one time. */
  readonly unless: readonly string[];
  /** What it does, to follow a subject. */
  readonly effect: string;
  /** Where a key of its own goes: the argument that takes it and its name. */
  readonly key?: { readonly argument: number; readonly name: string };
}

export const repeatedWrite: Checker = {
  name: 'repeated-write',
  over: ['scripts'],
  *run(rule, facts) {
    const { events, guards, writes } = rule.with as Parameters;
    const code = codeFacts(facts);
    const repeats = ({ entry, functions, report }: Entry): boolean => functions.length > 0 && entry.events.some((event) => events.includes(event)) && !report.files.some((uri) => hasGuard(uri, guards, facts));
    const words = writes.flatMap(({ call }) => call);
    for (const uri of code.mentioning(words)) {
      const script = facts.snapshot.script(uri);
      if (script === undefined) continue;
      for (const call of code.calls(uri, words)) {
        const { inside } = call.scope;
        const entries = inside === undefined ? [] : entriesAt(inside, script, facts).filter(repeats);
        if (entries.length === 0) continue;
        const write = writes.find((one) => isMeant(call, one, code));
        if (write !== undefined) yield drafted(rule, call, write, entries, code, facts);
      }
      yield undefined;
    }
  },
};

function hasGuard(uri: string, guards: string, facts: Facts): boolean {
  return facts.derived('guards against repetition', uri, ({ snapshot }) => new RegExp(guards, 'i').test(snapshot.file(uri)?.text ?? ''));
}

function isMeant(call: Call, { from, call: names, of, when, unless }: Write, code: CodeFacts): boolean {
  const target = code.target(call);
  if (target === undefined || !from.includes(target.module) || !names.includes(target.path.at(-1) ?? '') || (of !== undefined && !target.path.includes(of))) return false;
  if (unless.some((way) => code.option(call, way).kind !== 'absent')) return false;
  return when === 'always' || placeOfCause(call, when, code) !== undefined;
}

/** The expression that makes the write another one each time. */
function placeOfCause(call: Call, when: Exclude<Write['when'], 'always'>, code: CodeFacts): ts.Expression | undefined {
  const option = code.option(call, when.option);
  if (option.kind !== 'given') return undefined;
  if ('matches' in when) return code.texts(option.at).some((text) => new RegExp(when.matches).test(text)) ? option.at.node : undefined;
  // Ids stand under names of their own: `id`, `pk` …
  for (const { node, scope } of option.values) {
    if (!ts.isObjectLiteralExpression(node)) continue;
    for (const property of node.properties) {
      if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) continue;
      if (!/^(?:id|pk|sk|uuid|key|\w+Id|PK|SK)$/.test(property.name.getText(scope.script))) continue;
      const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
      const fresh = code.values({ node: value, scope }).find((one) => new RegExp(when.fresh).test(calledName(one.node, one.scope.script)));
      if (fresh !== undefined) return value;
    }
  }
  return undefined;
}

function calledName(node: ts.Expression, script: ts.SourceFile): string {
  const inner = unwrapped(node);
  if (ts.isObjectLiteralExpression(inner) && inner.properties.length === 1) {
    const [only] = inner.properties;
    return only !== undefined && ts.isPropertyAssignment(only) ? calledName(only.initializer, script) : '';
  }
  return ts.isCallExpression(inner) && inner.arguments.length === 0 ? inner.expression.getText(script) : '';
}

function drafted(rule: RuleData, call: Call, write: Write, entries: readonly Entry[], code: CodeFacts, facts: Facts): Draft {
  const { script } = call.scope;
  const callee = call.node.expression;
  const [first] = entries;
  const label = first === undefined ? undefined : handlersOf(first, facts).flatMap(({ function: { triggers } }) => triggers).find(({ kind }) => first.entry.events.includes(kind as EventKind))?.label;
  const cause = write.when === 'always' || 'matches' in write.when ? undefined : placeOfCause(call, write.when, code);
  return {
    location: { uri: script.fileName, span: spanOf(callee, script) },
    message: fill(rule.message, { callee: callee.getText(script), effect: write.effect, source: label ?? 'its trigger' }),
    functions: functionNames(entries),
    // Only a queue's records are called so.
    fixes: entries.some(({ entry }) => entry.events.some((event) => event !== 'queue')) ? [] : [offered(facts, () => inFile(script.fileName, messageKey(call, { cause, key: write.key }, script)))],
  };
}
