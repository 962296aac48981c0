/** Answers with a plain message and the request's id; what went wrong goes to the log. */
import { ts, walk, unwrapped, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { expressionAt, indentAt, inserted, replaced, type Place, type Proposer } from './fix';

export const genericError: Proposer = (place) => {
  const { script, sink } = place;
  const found = expressionAt(script, sink.location.span);
  const clause = found?.around.find((node) => ts.isCatchClause(node));
  const variable = clause?.variableDeclaration?.name;
  if (found === undefined || clause === undefined || variable === undefined || !ts.isIdentifier(variable)) return undefined;
  // A body that an answer is built of; in Express the object itself.
  const [holder] = found.around;
  const isBody = holder !== undefined && ts.isPropertyAssignment(holder) && ts.isIdentifier(holder.name) && holder.name.text === 'body';
  const isSent = holder !== undefined && ts.isCallExpression(holder) && ts.isPropertyAccessExpression(holder.expression) && /^(json|send|end)$/.test(holder.expression.name.text);
  if (!isBody && !isSent) return undefined;
  const fields = ["message: 'Internal server error'", ...requestId(found.around, place)].join(', ');
  const text = isBody ? `JSON.stringify({ ${fields} })` : `{ ${fields} }`;
  const answer = !isBody && !/^json$/.test(sink.callee.split('.').at(-1) ?? '') ? `JSON.stringify(${text})` : text;
  return { title: 'Answer with a plain message', kind: 'review', edits: [...logged(clause, variable.text, script), replaced(unwrapped(found.node), answer, script)] };
};

/** By the context or the event of the function around, where they are named. */
function requestId(around: readonly ts.Node[], { entry }: Place): readonly string[] {
  if (entry.entry.style !== 'lambda') return [];
  const outer = around.findLast((node): node is ts.FunctionLikeDeclaration => ts.isFunctionLike(node) && node.parameters.length > 0);
  const context = outer?.parameters[1]?.name;
  return context !== undefined && ts.isIdentifier(context) && /context|ctx/i.test(context.text) ? [`requestId: ${context.text}.awsRequestId`] : [];
}

/** Unless something in the clause logs or rethrows the error already. */
function logged(clause: ts.CatchClause, name: string, script: Script): readonly TextEdit[] {
  const logging: ts.Node[] = [];
  walk(clause.block, (node) => {
    if (!ts.isCallExpression(node)) return undefined;
    const callee = node.expression.getText(script);
    if (/\b(log|logger|console|error|warn|capture\w*)\b/i.test(callee) && !/\b(json|send|end|stringify)$/.test(callee) && node.arguments.some((argument) => new RegExp(`\\b${name}\\b`).test(argument.getText(script)))) logging.push(node);
    return undefined;
  });
  const [first] = clause.block.statements;
  return logging.length > 0 || first === undefined ? [] : [inserted(first.getStart(script), `console.error(${name});\n${indentAt(script, first.getStart(script))}`)];
}
