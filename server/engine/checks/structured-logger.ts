/** Finds the structured logger that a script has at its top level, by the package that made it. Knows no rule. */
import type { CodeFacts } from '../facts/code-calls';
import { importsOf } from '../syntax/imports';
import { ts, unwrapped } from '../syntax/script';

export interface StructuredLogger {
  readonly name: string;
  /** How a line with fields is logged: the fields before the text, as pino has it, or behind it. */
  readonly fieldsFirst: boolean;
}

/** Packages whose lines machines can read; true for those that take fields first. */
const packages: ReadonlyMap<string, boolean> = new Map([['@aws-lambda-powertools/logger', false], ['pino', true], ['pino-lambda', true], ['winston', false], ['bunyan', true], ['lambda-log', false], ['@dazn/lambda-powertools-logger', false], ['tslog', false]]);

/** Whether a text has the name of a package that makes one. */
export function mayMakeLogger(uri: string, code: CodeFacts): boolean {
  return code.mentions(uri, [...packages.keys()]);
}

/** The script's own logger, or one that it imports from a file of the workspace; undefined where it has none. */
export function loggerOf(uri: string, code: CodeFacts): StructuredLogger | undefined {
  const top = code.reading(uri)?.top;
  if (top === undefined) return undefined;
  for (const [name, givings] of top.names) {
    for (const giving of givings) {
      if (giving.kind !== 'value' || giving.path.length > 0) continue;
      const node = unwrapped(giving.node);
      const fieldsFirst = ts.isNewExpression(node) || ts.isCallExpression(node) ? packages.get(code.meaning({ node, scope: giving.scope })?.module ?? '') : undefined;
      if (fieldsFirst !== undefined) return { name, fieldsFirst };
    }
  }
  for (const [name, { node, module }] of importsOf(top.script)) {
    const local = ts.isIdentifier(node) ? node : node.name;
    if (/^[A-Z]/.test(name) || !ts.isIdentifier(local)) continue;
    const target = code.meaning({ node: local, scope: top });
    const fieldsFirst = target === undefined || target.module === module ? undefined : packages.get(target.module);
    if (fieldsFirst !== undefined) return { name, fieldsFirst };
  }
  return undefined;
}
