/** Reports lists of an event that start a promise for every element at once, however long they are. */
import type { Flow } from '../code/report';
import { codeFacts, type Call, type CodeFacts } from '../facts/code-calls';
import type { Entry } from '../facts/facts';
import { waysTo } from '../facts/lookup';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { ts, unwrapped } from '../syntax/script';
import { isFunctionValue } from '../syntax/names';
import { fill, type Checker } from './checker';
import { functionNames } from './reached';

interface Parameters {
  /** What is called in the callback, or made of the list, where somebody bounds it. Regular expressions, case aside. */
  readonly limiters: string;
  readonly parts: string;
}

export const fanOut: Checker = {
  name: 'fan-out',
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    const found = new Map<string, { readonly flow: Flow; readonly entries: Entry[] }>();
    for (const { flow, entry } of waysTo(['each'], ['event'], facts)) {
      if (entry.sender.level === 'schedule' || flow.origin.stored !== undefined || flow.validated) continue;
      const place = `${flow.sink.location.uri} ${String(flow.sink.location.span.start)} ${String(flow.sink.location.span.end)}`;
      const known = found.get(place);
      if (known === undefined) found.set(place, { flow, entries: [entry] });
      else known.entries.push(entry);
    }
    for (const { flow, entries } of found.values()) {
      yield undefined;
      const { uri, span } = flow.sink.call;
      const call = code.calls(uri, ['map', 'forEach', 'flatMap']).find(({ node, scope }) => node.end === span.end && node.getStart(scope.script) === span.start);
      if (call !== undefined && startsPromises(call, parameters, code) && !isBounded(call, flow, entries, parameters, code)) yield drafted(rule, flow, entries);
    }
  },
};

/** The callback is asynchronous, or what it gives is waited for all together. */
function startsPromises({ node, around, scope }: Call, { limiters }: Parameters, code: CodeFacts): boolean {
  const [first] = node.arguments ?? [];
  const given = first === undefined ? undefined : code.values({ node: first, scope }).find((one) => isFunctionValue(one.node));
  const callback = given === undefined ? undefined : unwrapped(given.node);
  if (given === undefined || callback === undefined || !isFunctionValue(callback)) return false;
  const text = callback.body.getText(given.scope.script);
  if (new RegExp(limiters, 'i').test(text)) return false;
  const isAsync = callback.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) === true;
  const [holder] = around;
  return isAsync ? /\bawait\b/.test(text) : holder !== undefined && ts.isCallExpression(holder) && /^Promise\.(?:all|allSettled|any|race)$/.test(holder.expression.getText(scope.script)) && ts.isCallExpression(unwrapped(ts.isBlock(callback.body) ? node : callback.body));
}

/** Somebody looks at the list's length, or takes a part of it. */
function isBounded({ node, scope }: Call, { origin, sink }: Flow, entries: readonly Entry[], { parts }: Parameters, code: CodeFacts): boolean {
  const { script } = scope;
  const list = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression.getText(script) : '';
  if (new RegExp(parts, 'i').test(list)) return true;
  const names = [origin.label, list].map((label) => /([\w$]+)(?:\[\])?$/.exec(label)?.[1]).filter((name) => name !== undefined);
  const measured = new RegExp(`\\b(?:${names.map((name) => name.replace(/\$/g, '\\$')).join('|')})[!?]?\\.length\\s*(?:[<>]|[!=]==?\\s*\\d)|\\b(?:max|limit)\\w*.{0,40}\\b(?:${names.join('|')})\\b.{0,20}\\.length`, 'i');
  const files = new Set([sink.location.uri, ...entries.flatMap(({ report }) => report.files)]);
  return [...files].some((uri) => measured.test(code.reading(uri)?.top.script.text ?? ''));
}

function drafted(rule: RuleData, flow: Flow, entries: readonly Entry[]): Draft {
  return {
    location: flow.sink.location,
    message: fill(rule.message, { data: flow.origin.label }),
    flow: flow.steps,
    functions: functionNames(entries),
  };
}
