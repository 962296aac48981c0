/** Escapes data where it is put into an HTML page. */
import type { Flow } from '../../code/report';
import { ts, unwrapped, type Script } from '../../syntax/script';
import { contains } from '../../text/span';
import { expressionAt, isTyped, replaced, textOf, type Proposer } from './fix';
import { declarationNamed, endEdit, usesOf } from './names';
import { partsOf } from './text-parts';

const name = 'escapeHtml';

export const escapedText: Proposer = ({ script, flows }) => {
  const data = new Set<ts.Expression>();
  for (const flow of flows) {
    const found = firstJoined(flow, script);
    // Every flow must be stopped, or the finding would stay.
    if (found === undefined) return undefined;
    for (const node of found) data.add(node);
  }
  const own = script.statements.some((statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name);
  if (!own && usesOf(name, script).length > 0) return undefined;
  const edits = [...data].map((node) => replaced(node, `${name}(${textOf(node, script)})`, script));
  return { title: 'Escape the data', kind: 'review', edits: own ? edits : [...edits, endEdit(functionText(isTyped(script)), script)] };
};

/** The pieces of data where a flow first becomes part of a text: later it is markup already. */
function firstJoined(flow: Flow, script: Script): readonly ts.Expression[] | undefined {
  for (const [index, { location }] of flow.steps.entries()) {
    const found = location.uri === script.fileName ? expressionAt(script, location.span) : undefined;
    const data = found === undefined ? [] : (partsOf(found.node) ?? []).flatMap((part) => (part.kind === 'data' ? [part.node] : []));
    if (found === undefined || data.length === 0) continue;
    const holding = data.filter((node) => carries(node, flow, index, found.around, script));
    if (holding.length > 0) return holding;
    return data.length === 1 ? data : undefined;
  }
  return undefined;
}

/** An earlier station of the flow stands in the piece, or in what its name stands for. */
function carries(node: ts.Expression, flow: Flow, before: number, around: readonly ts.Node[], script: Script): boolean {
  const places: ts.Node[] = [node];
  const root = rootOf(unwrapped(node));
  const declaration = root === undefined ? undefined : declarationNamed(root, around);
  if (declaration !== undefined) places.push(declaration);
  return flow.steps.slice(0, before).some(({ location }) => location.uri === script.fileName && places.some((place) => contains({ start: place.getStart(script), end: place.end }, location.span)));
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
