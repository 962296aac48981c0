/** Writes `[redacted]` into the log in the place of a secret. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { expressionAt, replaced, textOf, type Place, type Proposer } from './fix';
import { declarationNamed } from './names';
import { partsOf } from './text-parts';

const words = "'[redacted]'";

export const redacted: Proposer = (place) => {
  const found = expressionAt(place.script, place.sink.location.span);
  const edits = found === undefined ? [] : editsOf(found.node, found.around, place);
  return edits.length === 0 ? undefined : { title: 'Log [redacted] instead', kind: 'safe', edits };
};

/** Every piece that holds a secret; all of the argument where pieces cannot be told apart. */
function editsOf(node: ts.Expression, around: readonly ts.Node[], place: Place): readonly TextEdit[] {
  const { script } = place;
  const inner = unwrapped(node);
  const pieces = piecesOf(inner);
  const told = pieces.filter((piece) => place.flows.some((flow) => carries(piece, flow, around, script)));
  const all = place.flows.every((flow) => pieces.some((piece) => carries(piece, flow, around, script)));
  if (pieces.length === 0 || !all) return ts.isTemplateExpression(inner) || ts.isObjectLiteralExpression(inner) || ts.isBinaryExpression(inner) ? [] : [replaced(inner, words, script)];
  return told.map((piece) => redactedPiece(piece, script));
}

function redactedPiece(piece: ts.Node, script: Script): TextEdit {
  if (ts.isShorthandPropertyAssignment(piece)) return replaced(piece, `${piece.name.text}: ${words}`, script);
  if (ts.isPropertyAssignment(piece)) return replaced(piece.initializer, words, script);
  return replaced(piece, words, script);
}

/** Data in a text, properties of an object. */
function piecesOf(node: ts.Expression): readonly ts.Node[] {
  if (ts.isObjectLiteralExpression(node)) return node.properties.filter((property) => ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property));
  return (partsOf(node) ?? []).flatMap((part) => (part.kind === 'data' ? [part.node] : []));
}

function carries(piece: ts.Node, flow: Place['flows'][number], around: readonly ts.Node[], script: Script): boolean {
  const holds = (node: ts.Node): boolean => flow.steps.slice(0, -1).some(({ location }) => location.uri === script.fileName && node.getStart(script) <= location.span.start && location.span.end <= node.end);
  if (holds(piece)) return true;
  const root = /^[\w$]+/.exec(textOf(ts.isPropertyAssignment(piece) ? piece.initializer : piece, script))?.[0];
  const declaration = root === undefined ? undefined : declarationNamed(root, around);
  return declaration !== undefined && holds(declaration);
}
