/** Gives a write the id of the message that it is for, so that the same message writes the same thing. */
import type { Call } from '../../code/scopes';
import { ts, unwrapped, type Script } from '../../syntax/script';
import { isFunctionValue } from '../../syntax/names';
import { addedOption } from './added-option';
import { nodesAround, replaced, type Proposal } from './fix';

/** `cause` is what makes a new id each time; `key` is where the write takes a key of its own. Undefined where no message is in sight. */
export function messageKey(call: Call, { cause, key }: { readonly cause: ts.Expression | undefined; readonly key: { readonly argument: number; readonly name: string } | undefined }, script: Script): Proposal | undefined {
  const message = messageIn(call, script);
  if (message === undefined) return undefined;
  const title = `Use the message's id (${message}.messageId)`;
  if (key !== undefined) return addedOption(call.node, { argument: key.argument, text: `${key.name}: ${message}.messageId` }, title, 'review', script);
  const inner = cause === undefined ? undefined : unwrapped(cause);
  const made = inner !== undefined && ts.isObjectLiteralExpression(inner) ? innerOf(inner) : inner;
  return made !== undefined && ts.isCallExpression(made) && made.getStart(script) >= call.node.getStart(script) && made.end <= call.node.end ? { title, kind: 'review', edits: [replaced(made, `${message}.messageId`, script)] } : undefined;
}

/** `{ S: randomUUID() }`. */
function innerOf({ properties }: ts.ObjectLiteralExpression): ts.Expression | undefined {
  const [only] = properties;
  return only !== undefined && properties.length === 1 && ts.isPropertyAssignment(only) ? unwrapped(only.initializer) : undefined;
}

/** The variable of a loop over the records, in the function that writes. */
function messageIn(call: Call, script: Script): string | undefined {
  const around = nodesAround(script, { start: call.node.getStart(script), end: call.node.end });
  for (const node of around) {
    const [declared] = ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations : [];
    if (declared !== undefined && ts.isForOfStatement(node) && /\bRecords$/.test(node.expression.getText(script)) && ts.isIdentifier(declared.name)) return declared.name.text;
    if (!isFunctionValue(node)) continue;
    const [parameter] = node.parameters;
    if (parameter !== undefined && ts.isIdentifier(parameter.name) && overRecords(node, around, script)) return parameter.name.text;
  }
  return undefined;
}

/** `event.Records.map(async (record) => …)`. */
function overRecords(callback: ts.Expression, around: readonly ts.Node[], script: Script): boolean {
  const call = around[around.indexOf(callback) + 1];
  return call !== undefined && ts.isCallExpression(call) && call.arguments.includes(callback) && /\bRecords\??\.(?:map|forEach|flatMap)$/.test(call.expression.getText(script));
}
