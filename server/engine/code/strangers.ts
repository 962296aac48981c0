/** Tells whether a function turns away whoever has not signed in, by its own statements. Knows no package; names of calls say what is asked. */
import { ts, type Script } from '../syntax/script';
import { lastWord, namesIn, referencePath } from '../syntax/names';
import { bare } from './members';

/** What asks for the caller's session or identity, wherever it comes from. */
const asking = /^(?:unstable_)?(?:(?:get|require|verify|validate|check|ensure|fetch|load|read|resolve)?(?:Server|Current|User|Admin|Auth(?:enticated)?)*(?:Session|Auth|CurrentUser|AuthUser|AuthenticatedUser|IdToken)(?:FromRequest|FromHeaders|FromCookies?|Context|Token|Server|User)?|currentUser|require(?:User|Admin|Login|Member)|authenticate(?:User|Request)?|(?:get|verify)User(?:From(?:Request|Headers|Token|Cookies?|Session))|isAuthenticated|isAuthorized|isLoggedIn)$/i;

/** What such a function answers. */
const refusal = /\b40[13]\b|unauthori[sz]ed|unauthenticated|forbidden|\bthrow\b/i;

/** What serves nobody: a wrong request, or the question of a browser about origins. */
const unserved = /\b4\d\d\b|\bOPTIONS\b|\bthrow\b|not.{0,3}allowed/i;

/** `const session = await getServerSession(…); if (!session) return res.status(401)…`, before anything else is answered, or in each way by the request's method. */
export function refusesStrangers({ body }: ts.FunctionLikeDeclaration, script: Script): boolean {
  return body !== undefined && ts.isBlock(body) && refusesIn(body.statements, script, new Set());
}

function refusesIn(statements: readonly ts.Statement[], script: Script, outer: ReadonlySet<string>): boolean {
  const names = new Set(outer);
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) for (const one of statement.declarationList.declarations) if (one.initializer !== undefined && asks(one.initializer)) for (const { text } of namesIn(one.name)) names.add(text);
    if (ts.isTryStatement(statement)) return refusesIn(statement.tryBlock.statements, script, names);
    if (!ts.isIfStatement(statement)) continue;
    if ((deniesOneOf(statement.expression, names) && refusal.test(statement.thenStatement.getText(script))) || everyMethod(statement, script, names)) return true;
    const text = statement.getText(script);
    if (/\breturn\b/.test(text) && !unserved.test(text)) return false;
  }
  return false;
}

/** `if (req.method === 'GET') { … } else if (…) { … } else { … }`: all that do anything refuse. */
function everyMethod(statement: ts.IfStatement, script: Script, names: ReadonlySet<string>): boolean {
  if (!/\bmethod\b/.test(statement.expression.getText(script)) || !ts.isBlock(statement.thenStatement) || !refusesIn(statement.thenStatement.statements, script, names)) return false;
  const { elseStatement } = statement;
  return elseStatement !== undefined && (ts.isIfStatement(elseStatement) ? everyMethod(elseStatement, script, names) : /\b405\b|not.{0,3}allowed/i.test(elseStatement.getText(script)));
}

function asks(node: ts.Expression): boolean {
  const inner = bare(node);
  const call = ts.isAwaitExpression(inner) ? bare(inner.expression) : inner;
  if (!ts.isCallExpression(call)) return false;
  const path = referencePath(call.expression) ?? [lastWord(call.expression)];
  return asking.test(path.at(-1) ?? '') || (path.at(-1) === 'getUser' && path.includes('auth'));
}

/** `!session`, `!session?.user.id`, `session === null`, `!session || …`, `!(await isAuthenticated(request))` */
function deniesOneOf(condition: ts.Expression, names: ReadonlySet<string>): boolean {
  const node = bare(condition);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.BarBarToken) return deniesOneOf(node.left, names) || deniesOneOf(node.right, names);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return names.has(referencePath(bare(node.operand))?.[0] ?? '') || asks(node.operand);
  const compares = ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken || node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken);
  return compares && (node.right.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node.right) && node.right.text === 'undefined')) && names.has(referencePath(bare(node.left))?.[0] ?? '');
}
