/** Reports lines written by `console` in functions that an entry point runs, where the code that it runs has a structured logger. */
import { codeFacts, type Call, type CodeFacts } from '../facts/code-calls';
import type { Entry, Facts } from '../facts/facts';
import { importedFrom } from '../facts/lookup';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { spanOf } from '../syntax/script';
import { fill, type Checker } from './checker';
import { inFile, offered } from './fixes/fix';
import { structuredLine } from './fixes/structured-line';
import { functionNames, entriesAt } from './reached';
import { loggerOf, mayMakeLogger } from './structured-logger';

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'];

export const unstructuredLog: Checker = {
  name: 'unstructured-log',
  over: ['scripts'],
  *run(rule, facts) {
    const code = codeFacts(facts);
    for (const uri of code.mentioning(['console'])) {
      const script = facts.snapshot.script(uri);
      if (script === undefined) continue;
      for (const call of code.calls(uri, methods)) {
        const { inside } = call.scope;
        const target = inside === undefined ? undefined : code.target(call);
        if (inside === undefined || target?.module !== 'global' || target.path[0] !== 'console' || target.path.length !== 2) continue;
        const entries = entriesAt(inside, script, facts).filter(({ entry }) => hasLogger(entry.uri, facts));
        if (entries.length > 0) yield drafted(rule, call, entries, code, facts);
      }
      yield undefined;
    }
  },
};

/** Whether code that the entry point loads makes a structured logger. */
function hasLogger(uri: string, facts: Facts): boolean {
  return facts.derived('has a logger', uri, (all) => {
    const files = importedFrom(uri, all);
    const code = codeFacts(all);
    return files.some((file) => mayMakeLogger(file, code)) && files.some((file) => all.derived('makes a logger', file, (own) => loggerOf(file, codeFacts(own)) !== undefined));
  });
}

function drafted(rule: RuleData, call: Call, entries: readonly Entry[], code: CodeFacts, facts: Facts): Draft {
  const { script } = call.scope;
  const callee = call.node.expression;
  const logger = loggerOf(script.fileName, code);
  return {
    location: { uri: script.fileName, span: spanOf(callee, script) },
    message: fill(rule.message, { callee: callee.getText(script), logger: logger === undefined ? "the project's logger" : `\`${logger.name}\`` }),
    functions: functionNames(entries),
    fixes: logger === undefined ? [] : [offered(facts, () => inFile(script.fileName, structuredLine(call.node, logger, script)))],
  };
}
