/** Writes `[redacted]` into the log in the place of a secret or of personal data. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { expressionAt, replaced, textOf, type Place, type Proposer } from './fix';
import { declarationNamed } from './names';
import { partsOf } from './text-parts';

const words = "'[redacted]'";

export const redacted: Proposer = (place) => {
  const found = expressionAt(place.script, place.sink.location.span);
  const edits = found === undefined ? [] : editsOf(found.node, found.around, place);
  // Somebody may look for a person in the log; nobody needs a secret there.
  const kind = place.flows.some(({ origin }) => origin.kind === 'personal') ? 'review' : 'safe';
  return edits.length === 0 ? undefined : { title: 'Log [redacted] instead', kind, edits };
};

/** Every piece that holds such data; all of the argument where pieces cannot be told apart. */
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
  const text = textOf(ts.isPropertyAssignment(piece) ? piece.initializer : piece, script);
  const [root, ...fields] = /^[\w$]+(?:\??\.[\w$]+)*$/.exec(text)?.[0].split(/\??\./) ?? [/^[\w$]+/.exec(text)?.[0]];
  // `user.plan` is not what `body.email` is called.
  const last = fields.at(-1);
  if (last !== undefined && !new RegExp(`\\b${last.replace(/\$/g, '\\$')}$`).test(flow.origin.label)) return false;
  const declaration = root === undefined ? undefined : declarationNamed(root, around);
  return declaration !== undefined && holds(declaration);
}
