/** Functions around a place in code, and the calls in them. Knows no rule. */
import type { Call, Reading, Scope } from '../../facts/code-calls';
import { functionsAround } from '../../code/scopes';
import { ts, walk } from '../../syntax/script';

/** The outermost function around a place; the script where there is none. */
export function outermost(scope: Scope): ts.Node {
  return functionsAround(scope).at(-1) ?? scope.script;
}

export function callsWithin(node: ts.Node, reading: Reading): readonly Call[] {
  return [...reading.calls.values()].flat().filter((call) => call.node.pos >= node.pos && call.node.end <= node.end);
}

/** Identifiers below a node that are this name. */
export function mentions(node: ts.Node, name: string): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  walk(node, (inner) => {
    if (ts.isIdentifier(inner) && inner.text === name) found.push(inner);
    return undefined;
  });
  return found;
}

/** The variable that a call's result becomes at once, if any: `const decipher = createDecipheriv(…)`. */
export function variableOf({ node, around }: Call): string | undefined {
  const holder = around.find((outer) => !ts.isParenthesizedExpression(outer) && !ts.isAwaitExpression(outer) && !ts.isAsExpression(outer));
  if (holder === undefined) return undefined;
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return holder.name.text;
  return ts.isBinaryExpression(holder) && holder.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(holder.left) && holder.right.end === node.end ? holder.left.text : undefined;
}

