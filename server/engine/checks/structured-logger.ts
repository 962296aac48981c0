/** Finds the structured logger that a script has at its top level, by the package that made it. Knows no rule. */
import type { CodeFacts } from '../facts/code-calls';
import { importsOf } from '../syntax/imports';
import { ts, unwrapped } from '../syntax/script';

/** Packages whose lines machines can read. */
const packages: ReadonlySet<string> = new Set(['@aws-lambda-powertools/logger', 'pino', 'pino-lambda', 'winston', 'bunyan', 'lambda-log', '@dazn/lambda-powertools-logger', 'tslog', 'roarr']);

/** The name of the script's own logger, or of one that it imports from a file of the workspace. */
export function loggerNamed(uri: string, code: CodeFacts): string | undefined {
  const top = code.reading(uri)?.top;
  if (top === undefined) return undefined;
  for (const [name, givings] of top.names) {
    for (const giving of givings) {
      if (giving.kind !== 'value' || giving.path.length > 0) continue;
      const node = unwrapped(giving.node);
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && packages.has(code.meaning({ node, scope: giving.scope })?.module ?? '')) return name;
    }
  }
  for (const [name, { node, module }] of importsOf(top.script)) {
    const local = ts.isIdentifier(node) ? node : node.name;
    if (/^[A-Z]/.test(name) || !ts.isIdentifier(local)) continue;
    const target = code.meaning({ node: local, scope: top });
    if (target !== undefined && target.module !== module && packages.has(target.module)) return name;
  }
  return undefined;
}
