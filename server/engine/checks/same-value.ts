/** Tells which sinks of one function are given the same value, so that a mistake is told once and not at every use. Knows no rule. */
import type { Sink } from '../code/report';
import { ts, unwrapped, type Script } from '../syntax/script';
import { expressionAt } from './fixes/fix';
import { constantNamed } from './fixes/names';

/** Names that stand for each other. Of a value that has more of them a mistake is told at every use instead of once. */
const mostNames = 8;

/** Equal for sinks of one function that are given the same value by name, or what one call made of it; undefined where the value has no name. */
export function valueAt(script: Script, sink: Sink): string | undefined {
  const found = expressionAt(script, sink.location.span);
  if (found === undefined) return undefined;
  const [outer] = found.around;
  const given = outer !== undefined && ts.isVariableDeclaration(outer) && ts.isIdentifier(outer.name) ? outer.name : undefined;
  const name = given?.text ?? nameOf(found.node, found.around);
  const within = found.around.find((node) => ts.isFunctionLike(node));
  return name === undefined ? undefined : `${script.fileName} ${String(within?.pos ?? 0)} ${name}`;
}

function nameOf(start: ts.Expression, around: readonly ts.Node[]): string | undefined {
  let node: ts.Expression = start;
  for (let step = 0; step < mostNames; step++) {
    const inner = unwrapped(node);
    if (!ts.isIdentifier(inner)) return step === 0 ? undefined : ts.isIdentifier(node) ? node.text : undefined;
    const next = madeOf(constantNamed(inner.text, around)?.initializer);
    if (next === undefined) return inner.text;
    node = next;
  }
  return undefined;
}

/** The only name in `name`, `await name`, `call(name)` and `name.call('…')`. */
function madeOf(initializer: ts.Expression | undefined): ts.Identifier | undefined {
  if (initializer === undefined) return undefined;
  const inner = unwrapped(initializer);
  if (ts.isIdentifier(inner)) return inner;
  if (!ts.isCallExpression(inner)) return undefined;
  const method = ts.isPropertyAccessExpression(inner.expression) ? unwrapped(inner.expression.expression) : undefined;
  const [first, ...others] = inner.arguments;
  if (first !== undefined && others.length === 0 && ts.isIdentifier(unwrapped(first))) return unwrapped(first) as ts.Identifier;
  return method !== undefined && ts.isIdentifier(method) && inner.arguments.every((argument) => ts.isLiteralExpression(argument)) ? method : undefined;
}
