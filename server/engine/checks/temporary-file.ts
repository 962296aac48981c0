/** Reports data of an event that is left in a temporary folder which the next invocation shares. Knows no dialect. */
import type { Flow } from '../code/report';
import { codeFacts, mostHops, type Call, type CodeFacts, type Place } from '../facts/code-calls';
import type { Entry, Facts } from '../facts/facts';
import { waysTo } from '../facts/lookup';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { spanOf, ts, unwrapped } from '../syntax/script';
import { contains } from '../text/span';
import { fill, type Checker } from './checker';
import { deletedAfterwards } from './fixes/deleted-afterwards';
import { inFile, offered } from './fixes/fix';
import { functionNames } from './reached';

interface Parameters {
  /** Names of calls that write and that delete. */
  readonly writes: readonly string[];
  readonly deletes: readonly string[];
  readonly packages: readonly string[];
}

export const temporaryFile: Checker = {
  name: 'temporary-file',
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    const found = new Map<Call['node'], { readonly call: Call; readonly flow: Flow; readonly entries: Entry[] }>();
    for (const { flow, entry } of waysTo(['file', 'path'], ['event'], facts)) {
      yield undefined;
      if (entry.sender.level === 'schedule' || entry.report.files.some((uri) => code.calls(uri, parameters.deletes).length > 0)) continue;
      const call = writeAt(flow, parameters, code);
      const [path] = call?.node.arguments ?? [];
      if (call === undefined || path === undefined || !isTemporary({ node: path, scope: call.scope }, code, 0)) continue;
      const known = found.get(call.node);
      if (known === undefined) found.set(call.node, { call, flow, entries: [entry] });
      else if (!known.entries.includes(entry)) known.entries.push(entry);
    }
    for (const { call, flow, entries } of found.values()) yield drafted(rule, call, flow, entries, facts);
  },
};

function writeAt({ sink: { call: { uri, span } } }: Flow, { writes, packages }: Parameters, code: CodeFacts): Call | undefined {
  return code.calls(uri, writes).find(({ node, scope }) => contains(spanOf(node, scope.script), span) && packages.includes(code.target({ node, scope })?.module ?? ''));
}

/** `/tmp/…`, `${tmpdir()}/…`, `join(tmpdir(), …)`. */
function isTemporary(place: Place, code: CodeFacts, depth: number): boolean {
  if (depth > mostHops) return code.isTooMuch(place);
  return code.values(place).some(({ node, scope }) => {
    const start = (inner: ts.Expression): boolean => isTemporary({ node: inner, scope }, code, depth + 1);
    const inner = unwrapped(node);
    if (ts.isStringLiteralLike(inner)) return /^\/tmp(?:\/|$)/.test(inner.text);
    if (ts.isTemplateExpression(inner)) {
      const [first] = inner.templateSpans;
      return /^\/tmp\//.test(inner.head.text) || (inner.head.text === '' && first !== undefined && start(first.expression));
    }
    if (ts.isBinaryExpression(inner)) return inner.operatorToken.kind === ts.SyntaxKind.PlusToken && start(inner.left);
    if (!ts.isCallExpression(inner)) return false;
    const target = code.target({ node: inner, scope });
    const [first] = inner.arguments;
    return (target?.module === 'os' && target.path[0] === 'tmpdir') || (target?.module === 'path' && /^(?:join|resolve)$/.test(target.path.at(-1) ?? '') && first !== undefined && start(first));
  });
}

function drafted(rule: RuleData, call: Call, flow: Flow, entries: readonly Entry[], facts: Facts): Draft {
  const { script } = call.scope;
  const [path] = call.node.arguments ?? [];
  return {
    location: { uri: script.fileName, span: spanOf(path ?? call.node, script) },
    message: fill(rule.message, { data: flow.origin.label }),
    flow: flow.steps,
    functions: functionNames(entries),
    fixes: [offered(facts, () => {
      const code = codeFacts(facts);
      const write = writeAt(flow, rule.with as Parameters, code);
      return write === undefined ? undefined : inFile(write.scope.script.fileName, deletedAfterwards(write, code.target(write)?.module === 'fs/promises', write.scope.script));
    })],
  };
}
