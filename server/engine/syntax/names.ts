/** Names and constants as TypeScript's syntax writes them, and which node opens a function. Knows nothing of what they mean. */
import { ts, unwrapped } from './script';

/** The text of a string or number that is written out. */
export function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) ? node.text : undefined;
}

/** `a.b['c']` as ['a', 'b', 'c'], `this.x` as ['this', 'x']; undefined where it is more than a chain of names. */
export function referencePath(node: ts.Expression): readonly string[] | undefined {
  const names: string[] = [];
  for (let current = unwrapped(node); ; ) {
    // Turned round at the end: a chain may have tens of thousands of members.
    if (ts.isIdentifier(current)) return [...names, current.text].reverse();
    if (current.kind === ts.SyntaxKind.ThisKeyword) return [...names, 'this'].reverse();
    if (!ts.isPropertyAccessExpression(current) && !ts.isElementAccessExpression(current)) return undefined;
    const name = accessedName(current);
    if (name === undefined) return undefined;
    names.push(name);
    current = unwrapped(current.expression);
  }
}

/** The last name of what is called or given something; '' where it has none. */
export function lastWord(node: ts.Expression): string {
  const inner = unwrapped(node);
  if (ts.isIdentifier(inner)) return inner.text;
  return ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner) ? accessedName(inner) ?? '' : '';
}

function accessedName(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): string | undefined {
  return ts.isPropertyAccessExpression(node) ? node.name.text : textOf(node.argumentExpression);
}

/** The name of a property or key as it is written; of `[Symbol.iterator]` `@@iterator`; none of what is worked out, and of a pattern. */
export function memberName(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return name.text;
  if (!ts.isComputedPropertyName(name)) return textOf(name);
  const path = referencePath(name.expression);
  return path?.length === 2 && path[0] === 'Symbol' ? `@@${path[1] ?? ''}` : textOf(name.expression);
}

/** All names that a declaration binds: of `{ a, b: [c] }` `a` and `c`. */
export function namesIn(name: ts.BindingName): readonly ts.Identifier[] {
  return ts.isIdentifier(name) ? [name] : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && node.modifiers?.some((modifier) => modifier.kind === kind) === true;
}

export type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration;

/** Whether the node opens a new function. */
export function isFunction(node: ts.Node): node is FunctionNode {
  switch (node.kind) {
    case ts.SyntaxKind.FunctionDeclaration: case ts.SyntaxKind.FunctionExpression: case ts.SyntaxKind.ArrowFunction: case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.Constructor: case ts.SyntaxKind.GetAccessor: case ts.SyntaxKind.SetAccessor:
      return true;
    default:
      return false;
  }
}

/** `() => …` or `function () …` as a value. */
export function isFunctionValue(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}
