/** Reports outbound requests that may take as long as they like, where an entry point runs them. Which calls, it is told by the rule. */
import { codeFacts, type Call, type CodeFacts } from '../facts/code-calls';
import type { Entry, Facts } from '../facts/facts';
import { entriesImporting } from '../facts/lookup';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { spanOf, ts, unwrapped } from '../syntax/script';
import { fill, type Checker } from './checker';
import { addedOption } from './fixes/added-option';
import { inFile, offered } from './fixes/fix';
import { functionNames, entriesAt } from './reached';

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
  /** What the fix adds, and to which argument; with `address`, to the first one where that is no address. */
  readonly add: { readonly argument: number; readonly text: string; readonly address?: boolean };
}

export const outboundTimeout: Checker = {
  name: 'outbound-timeout',
  over: ['scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    const words = new Set(parameters.calls.flatMap(({ call, from }) => [...call, ...from]));
    for (const uri of facts.scripts) {
      yield undefined;
      const reading = code.reading(uri);
      if (reading === undefined) continue;
      // A default import has a name of its own.
      for (const call of code.calls(uri, [...words, ...reading.plain])) {
        const known = outboundOf(call, parameters, code);
        const entries = known === undefined ? [] : runBy(call, facts);
        if (known !== undefined && entries.length > 0 && !hasDefault(known.module, parameters, facts) && mayHang(call, known.outbound, code)) yield drafted(rule, call, known.outbound, entries, facts);
      }
    }
  },
};

/** Whether a limit for all calls of the package is set anywhere. */
function hasDefault(module: string, { defaults }: Parameters, facts: Facts): boolean {
  const text = defaults[module];
  return text !== undefined && facts.derived('some script has', text, (all) => codeFacts(all).mentioning([text]).next().done !== true);
}

function outboundOf(call: Call, { calls }: Parameters, code: CodeFacts): { readonly outbound: Outbound; readonly module: string } | undefined {
  const target = code.target(call);
  if (target === undefined || target.path.length > 1) return undefined;
  const [name = ''] = target.path;
  const outbound = calls.find(({ from, call: names }) => from.includes(target.module) && names.includes(name));
  return outbound === undefined ? undefined : { outbound, module: target.module };
}

/** What stands at a module's top level runs for every entry point that imports it. */
function runBy({ scope: { script, inside } }: Call, facts: Facts): readonly Entry[] {
  return inside === undefined ? entriesImporting(script.fileName, facts) : entriesAt(inside, script, facts);
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

function drafted(rule: RuleData, call: Call, { add }: Outbound, entries: readonly Entry[], facts: Facts): Draft {
  const { script } = call.scope;
  const callee = call.node.expression;
  return {
    location: { uri: script.fileName, span: spanOf(callee, script) },
    message: fill(rule.message, { callee: callee.getText(script).replace(/\s+/g, '') }),
    functions: functionNames(entries),
    fixes: [offered(facts, () => {
      const argument = add.address === true ? besideAddress(call, add.argument) : add.argument;
      return inFile(script.fileName, argument === undefined ? undefined : addedOption(call.node, { argument, text: add.text }, 'Set a limit of five seconds', 'safe', script));
    })],
  };
}

/** Where options stand in a call that takes an address and options, or options alone; undefined where it is not seen which of them is given. */
function besideAddress({ node }: Call, argument: number): number | undefined {
  const first = node.arguments?.[0];
  const inner = first === undefined ? undefined : unwrapped(first);
  if (inner === undefined) return undefined;
  if (ts.isObjectLiteralExpression(inner)) return 0;
  const isAddress = ts.isStringLiteralLike(inner) || ts.isTemplateExpression(inner) || ts.isBinaryExpression(inner) || (ts.isNewExpression(inner) && ts.isIdentifier(inner.expression) && inner.expression.text === 'URL');
  return isAddress ? argument : undefined;
}
