/** Sends the caller only to targets of a list that the project writes. */
import { ts, unwrapped } from '../../syntax/script';
import { expressionAt, isTyped, replaced, textOf, type Proposer } from './fix';
import { endEdit, freshName, moduleEdit, usesOf } from './names';

const name = 'allowedTarget';

export const targetList: Proposer = ({ script, sink }) => {
  const found = expressionAt(script, sink.location.span);
  const target = found === undefined ? undefined : targetIn(unwrapped(found.node));
  if (target === undefined) return undefined;
  const edit = replaced(target, `${name}(${textOf(target, script)})`, script);
  const title = 'Allow only the targets of a list';
  const own = script.statements.some((statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name);
  if (own) return { title, kind: 'review', edits: [edit] };
  if (usesOf(name, script).length > 0) return undefined;
  const list = freshName(script, 'allowedTargets');
  const typed = isTyped(script);
  const check = `/** The target; the start page where it is not in the list. */
function ${name}(target${typed ? ': string | null | undefined' : ''})${typed ? ': string' : ''} {
  if (${typed ? "typeof target !== 'string' || " : ''}!${list}.has(target)) return '/';
  return target;
}`;
  return { title, kind: 'review', edits: [moduleEdit(`/** Pages that callers may be sent to. */\nconst ${list} = new Set(['/']);`, script), edit, endEdit(check, script)] };
};

/** What `Location` is in an object of headers; the expression itself where it is none. */
function targetIn(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isObjectLiteralExpression(node)) return node;
  const header = node.properties.find((one) => one.name !== undefined && 'text' in one.name && /^location$/i.test(one.name.text));
  return header !== undefined && ts.isPropertyAssignment(header) ? header.initializer : undefined;
}
