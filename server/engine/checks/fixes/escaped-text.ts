/** Escapes data where it is put into an HTML page. */
import { ts, type Script } from '../../syntax/script';
import { contains } from '../../text/span';
import { expressionAt, isTyped, replaced, textOf, unwrapped, type Place, type Proposer } from './fix';
import { constantNamed, endEdit, usesOf } from './names';
import { writtenAt } from './text-parts';

const name = 'escapeHtml';

export const escapedText: Proposer = (place) => {
  const { script, sink, flows } = place;
  const found = expressionAt(script, sink.location.span);
  const written = found === undefined ? undefined : writtenAt(found.node, found.around, script);
  if (found === undefined || written === undefined) return undefined;
  const data = written.parts.flatMap((part) => (part.kind === 'data' ? [part.node] : []));
  const holding = data.filter((node) => flows.some((flow) => carries(node, flow, found.around, script)));
  // Every flow must be told of by one of the pieces, or some would go on unescaped.
  if (holding.length === 0 || !flows.every((flow) => data.some((node) => carries(node, flow, found.around, script)))) return undefined;
  const own = ts.isFunctionDeclaration(script.statements.find((statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name) ?? script.endOfFileToken);
  if (!own && usesOf(name, script).length > 0) return undefined;
  const edits = holding.map((node) => replaced(node, `${name}(${textOf(node, script)})`, script));
  return { title: 'Escape the data', kind: 'review', edits: own ? edits : [...edits, endEdit(functionText(isTyped(script)), script)] };
};

/** A station of the flow stands in the piece, or in what its name stands for. */
function carries(node: ts.Expression, flow: Place['flows'][number], around: readonly ts.Node[], script: Script): boolean {
  const inner = unwrapped(node);
  const places: ts.Node[] = [node];
  const root = rootOf(inner);
  const declaration = root === undefined ? undefined : constantNamed(root, around);
  if (declaration !== undefined) places.push(declaration);
  return flow.steps.slice(0, -1).some(({ location }) => location.uri === script.fileName && places.some((place) => contains({ start: place.getStart(script), end: place.end }, location.span)));
}

function rootOf(node: ts.Expression): string | undefined {
  let inner = node;
  while (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner) || ts.isCallExpression(inner) || ts.isNonNullExpression(inner)) inner = inner.expression;
  return ts.isIdentifier(inner) ? inner.text : undefined;
}

function functionText(typed: boolean): string {
  return `function ${name}(value${typed ? ': unknown' : ''})${typed ? ': string' : ''} {
  return String(value).replace(/[&<>"']/g, (character) => \`&#\${character.charCodeAt(0)};\`);
}`;
}
