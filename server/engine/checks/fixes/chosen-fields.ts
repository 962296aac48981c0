/** Logs what tells one call from another instead of the whole event. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { EventKind } from '../../code/report';
import { expressionAt, nodesAround, replaced, textOf, type Place, type Proposer } from './fix';

export const chosenFields: Proposer = (place) => {
  const { script, sink } = place;
  const found = expressionAt(script, sink.location.span);
  if (found === undefined) return undefined;
  const whole = wholeOf(found.node, script);
  const instead = whole === undefined ? undefined : fieldsOf(whole, found.around, place);
  return whole === undefined || instead === undefined ? undefined : { title: 'Log chosen fields', kind: 'safe', edits: [replaced(whole, instead, script)] };
};

/** The expression that is logged, out of `JSON.stringify`, a template with one piece, an object with one field. */
function wholeOf(node: ts.Expression, script: Script): ts.Expression | undefined {
  let inner = unwrapped(node);
  for (let depth = 0; depth < 5; depth++) {
    let next: ts.Expression | undefined;
    if (ts.isCallExpression(inner) && /^(JSON\.stringify|(util\.)?inspect)$/.test(textOf(inner.expression, script))) next = inner.arguments[0];
    else if (ts.isTemplateExpression(inner) && inner.templateSpans.length === 1) next = inner.templateSpans[0]?.expression;
    else if (ts.isBinaryExpression(inner) && ts.isStringLiteralLike(unwrapped(inner.left))) next = inner.right;
    else if (ts.isObjectLiteralExpression(inner) && inner.properties.length === 1) {
      const [property] = inner.properties;
      next = property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : property !== undefined && ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
    }
    if (next === undefined) break;
    inner = unwrapped(next);
  }
  return isChain(inner) ? inner : undefined;
}

function isChain(node: ts.Expression): boolean {
  let inner = node;
  while (ts.isPropertyAccessExpression(inner) || ts.isNonNullExpression(inner)) inner = inner.expression;
  return ts.isIdentifier(inner);
}

const lists: readonly EventKind[] = ['queue', 'topic', 'stream', 'table-stream', 'bucket', 'email'];

function fieldsOf(whole: ts.Expression, around: readonly ts.Node[], { entry, flows, script }: Place): string | undefined {
  const [flow] = flows;
  if (flow === undefined) return undefined;
  const text = textOf(whole, script);
  const written = shorthand(whole, script);
  if (flow.origin.label === 'event.headers') return `${written}{ contentType: ${text}?.['content-type'] }`;
  if (flow.origin.label !== 'event' || !ts.isIdentifier(whole)) return undefined;
  const { events } = entry.entry;
  if (events.every((event) => event === 'http' || event === 'websocket')) return `${written}{ requestId: ${text}.requestContext?.requestId }`;
  if (events.every((event) => lists.includes(event))) return `${written}{ records: ${text}.Records.length }`;
  const context = around.findLast((node): node is ts.FunctionLikeDeclaration => ts.isFunctionLike(node))?.parameters[1]?.name;
  return context !== undefined && ts.isIdentifier(context) && /^_?(context|ctx)$/.test(context.text) ? `${written}{ requestId: ${context.text}.awsRequestId }` : undefined;
}

/** `{ event }` must become `{ event: … }`. */
function shorthand(node: ts.Expression, script: Script): string {
  const around = nodesAround(script, { start: node.getStart(script), end: node.end });
  return around.some((holder) => ts.isShorthandPropertyAssignment(holder) && holder.name === node) ? `${textOf(node, script)}: ` : '';
}
