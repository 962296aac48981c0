/** Reports outbound requests that may take as long as they like, where an entry point runs them. Which calls, it is told by the rule. */
import { codeFacts, type Call, type CodeFacts } from '../facts/code-calls';
import type { Entry, Facts } from '../facts/facts';
import { importedFrom } from '../facts/needs';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { spanOf, ts, unwrapped } from '../syntax/script';
import { fill, type Checker } from './checker';
import { addedOption } from './fixes/added-option';
import { inFile, offered } from './fixes/fix';
import { functionNames, reachedBy, type Reached } from './reached';

interface Parameters {
  readonly calls: readonly Outbound[];
  /** Text that sets a limit for all calls of a package, wherever it stands; by package. */
  readonly defaults: Readonly<Record<string, string>>;
}

interface Outbound {
  readonly from: readonly string[];
  /** Exported names; '' for the package itself. */
  readonly call: readonly string[];
  /** Options that set a limit, as `1.signal`; one is enough. */
  readonly limits: readonly string[];
  /** What the fix adds, and to which argument. */
  readonly add: { readonly argument: number; readonly text: string };
}

export const outboundTimeout: Checker = {
  name: 'outbound-timeout',
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const reached = reachedBy(facts);
    const code = codeFacts(facts);
    const limited = new Set(Object.entries(parameters.defaults).flatMap(([name, text]) => ([...code.mentioning([text])].length > 0 ? [name] : [])));
    const words = new Set(parameters.calls.flatMap(({ call, from }) => [...call, ...from]));
    const files = new Map<string, readonly string[]>();
    const imported = (uri: string): readonly string[] => {
      const known = files.get(uri) ?? importedFrom(uri, facts.snapshot);
      files.set(uri, known);
      return known;
    };
    for (const uri of facts.scripts) {
      yield undefined;
      const reading = code.reading(uri);
      if (reading === undefined) continue;
      for (const call of [...reading.calls.values()].flat()) {
        const last = lastName(call);
        const known = last === undefined || (!words.has(last) && !isImported(call)) ? undefined : outboundOf(call, parameters, code);
        const entries = known === undefined ? [] : runBy(call, reached, facts, imported);
        if (known !== undefined && entries.length > 0 && !limited.has(known.module) && mayHang(call, known.outbound, code)) yield drafted(rule, call, known.outbound, entries);
      }
    }
  },
};

function lastName({ node }: Call): string | undefined {
  const callee = unwrapped(node.expression);
  return ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

/** A default import has a name of its own. */
function isImported({ node, scope }: Call): boolean {
  const callee = unwrapped(node.expression);
  if (!ts.isIdentifier(callee)) return false;
  for (let current: typeof scope | undefined = scope; current !== undefined; current = current.outer) {
    const givings = current.names.get(callee.text);
    if (givings !== undefined) return givings.some((giving) => giving.kind !== 'opaque' && giving.kind !== 'function');
  }
  return false;
}

function outboundOf(call: Call, { calls }: Parameters, code: CodeFacts): { readonly outbound: Outbound; readonly module: string } | undefined {
  const target = code.target(call);
  if (target === undefined || target.path.length > 1) return undefined;
  const [name = ''] = target.path;
  const outbound = calls.find(({ from, call: names }) => from.includes(target.module) && names.includes(name));
  return outbound === undefined ? undefined : { outbound, module: target.module };
}

/** What stands at a module's top level runs for every entry point that imports it. */
function runBy({ scope }: Call, reached: Reached, facts: Facts, imported: (uri: string) => readonly string[]): readonly Entry[] {
  if (scope.inside !== undefined) return reached.by(scope.inside, scope.script);
  return facts.entries.filter(({ entry }) => imported(entry.uri).includes(scope.script.fileName));
}

/** No option sets a limit, nothing stands beside the call that does. */
function mayHang(call: Call, { limits }: Outbound, code: CodeFacts): boolean {
  if (limits.some((way) => code.option(call, way).kind !== 'absent') || givesRequest(call, code)) return false;
  const waited = call.around.some((node) => ts.isCallExpression(node) && /^(?:Promise\.race|\w*[tT]ime(?:d)?out\w*|\w*[dD]eadline\w*)$/.test(node.expression.getText(call.scope.script)));
  const { inside, script } = call.scope;
  const around = inside === undefined ? '' : script.text.slice(inside.pos, inside.end);
  return !waited && !/\.(?:setTimeout|timeout)\(/.test(around);
}

/** A request that is handed over may have its own limit. */
function givesRequest({ node, scope }: Call, code: CodeFacts): boolean {
  const [first] = node.arguments ?? [];
  if (first === undefined) return true;
  const inner = unwrapped(first);
  if (ts.isIdentifier(inner) && /^(?:req|request|r)$|Request$/.test(inner.text)) return true;
  return code.values({ node: first, scope }).some(({ node: value }) => ts.isNewExpression(value) && /Request$/.test(value.expression.getText(scope.script)));
}

function drafted(rule: RuleData, call: Call, { add }: Outbound, entries: readonly Entry[]): Draft {
  const { script } = call.scope;
  const callee = call.node.expression;
  return {
    location: { uri: script.fileName, span: spanOf(callee, script) },
    message: fill(rule.message, { callee: callee.getText(script).replace(/\s+/g, '') }),
    functions: functionNames(entries),
    fixes: [offered(() => inFile(script.fileName, addedOption(call.node, add, 'Set a limit of five seconds', 'safe', script)))],
  };
}
