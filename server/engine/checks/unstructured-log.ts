/** Reports lines written by `console` in functions that an entry point runs, where the code that it runs has a structured logger. */
import { codeFacts, type Call, type CodeFacts } from '../facts/code-calls';
import type { Entry } from '../facts/facts';
import { importedFrom } from '../facts/needs';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { spanOf } from '../syntax/script';
import { fill, type Checker } from './checker';
import { inFile, offered } from './fixes/fix';
import { structuredLine } from './fixes/structured-line';
import { functionNames, reachedBy } from './reached';
import { loggerOf } from './structured-logger';

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'];

export const unstructuredLog: Checker = {
  name: 'unstructured-log',
  *run(rule, facts) {
    const code = codeFacts(facts);
    const reached = reachedBy(facts);
    const having = new Map<string, boolean>();
    const has = (uri: string): boolean => {
      const known = having.get(uri) ?? importedFrom(uri, facts.snapshot).some((file) => loggerOf(file, code) !== undefined);
      having.set(uri, known);
      return known;
    };
    for (const uri of reached.uris) {
      for (const call of code.calls(uri, methods)) {
        const { inside, script } = call.scope;
        const target = inside === undefined ? undefined : code.target(call);
        if (inside === undefined || target?.module !== 'global' || target.path[0] !== 'console' || target.path.length !== 2) continue;
        const entries = reached.by(inside, script).filter(({ entry }) => has(entry.uri));
        if (entries.length > 0) yield drafted(rule, call, entries, code);
      }
      yield undefined;
    }
  },
};

function drafted(rule: RuleData, call: Call, entries: readonly Entry[], code: CodeFacts): Draft {
  const { script } = call.scope;
  const callee = call.node.expression;
  const logger = loggerOf(script.fileName, code);
  return {
    location: { uri: script.fileName, span: spanOf(callee, script) },
    message: fill(rule.message, { callee: callee.getText(script), logger: logger === undefined ? "the project's logger" : `\`${logger.name}\`` }),
    functions: functionNames(entries),
    fixes: logger === undefined ? [] : [offered(() => inFile(script.fileName, structuredLine(call.node, logger, script)))],
  };
}
