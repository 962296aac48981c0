/** What a call is for, told by the names around it: what it is given to, what it is given, which function it stands in. Knows no rule. */
import type { Call } from '../../facts/code-calls';
import { ts, walk } from '../../syntax/script';
import { isFunction, lastWord, memberName } from '../../syntax/names';

const assigning: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.EqualsToken, ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.BarBarEqualsToken]);
const comparing: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

/** Names that tell what the call's result becomes, or is measured by: variables, properties, functions that are given it, the function around. */
export function namesAround({ around, scope }: Pick<Call, 'around' | 'scope'>): readonly string[] {
  const names: string[] = [];
  for (const node of around) {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) names.push(node.name.text);
    else if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) names.push(memberName(node.name) ?? '');
    else if (ts.isBinaryExpression(node) && assigning.has(node.operatorToken.kind)) names.push(lastWord(node.left));
    else if (ts.isBinaryExpression(node) && comparing.has(node.operatorToken.kind)) names.push(lastWord(node.left), lastWord(node.right));
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) names.push(lastWord(node.expression));
    else if (ts.isStatement(node) && !ts.isReturnStatement(node)) break;
    // Further out stands what holds this as one part of many.
    if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) return names;
  }
  const { inside } = scope;
  const returned = around.some((node) => ts.isReturnStatement(node)) || (inside !== undefined && ts.isArrowFunction(inside) && !ts.isBlock(inside.body));
  if (inside !== undefined && returned) names.push(...functionNames(inside, scope.script));
  return names;
}

/** The name of a function: its own, or that of the variable or property that holds it. */
function functionNames(callable: ts.Node, script: ts.SourceFile): readonly string[] {
  if ((ts.isFunctionDeclaration(callable) || ts.isFunctionExpression(callable) || ts.isMethodDeclaration(callable)) && callable.name !== undefined) return [nameOf(callable.name)];
  const names: string[] = [];
  walk(script, (node) => {
    if (callable.pos < node.pos || callable.end > node.end) return node === script ? undefined : false;
    if (isFunction(node) && node !== callable) names.length = 0;
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) names.push(node.name.text);
    else if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) names.push(nameOf(node.name));
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) names.push(lastWord(node.left));
    return undefined;
  });
  return names.slice(-1);
}

function nameOf(name: ts.PropertyName | ts.BindingName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : '';
}

/** Names of variables and properties in what a call and the calls on its result are given: `password` in `createHash('md5').update(user.password)`. */
export function namesGiven({ node, around }: Call): readonly string[] {
  const names: string[] = [];
  const collect = (argument: ts.Node): void => {
    walk(argument, (inner) => {
      if (isFunction(inner)) return false;
      if (ts.isIdentifier(inner)) names.push(inner.text);
      return undefined;
    });
  };
  for (const argument of node.arguments ?? []) collect(argument);
  let chained: ts.Node = node;
  for (const outer of around) {
    if (ts.isPropertyAccessExpression(outer) && outer.expression === chained) chained = outer;
    else if (ts.isCallExpression(outer) && outer.expression === chained) {
      for (const argument of outer.arguments) collect(argument);
      chained = outer;
    } else break;
  }
  return names;
}
