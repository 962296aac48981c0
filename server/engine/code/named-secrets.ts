/** Finds what is called like a secret among what is logged, wherever it came from. Believes names, and only those that leave no doubt. */
import { ts } from '../syntax/script';
import { memberName } from '../syntax/names';
import { placeOf, type Argument, type Frame, type Machine } from './machine';
import { bare, variable } from './members';
import type { SinkKind } from './models';
import { calleeName } from './sinks';
import { start } from './trail';
import { taintOf, type Value } from './values';

export function noteNamed(machine: Machine, kind: SinkKind, args: readonly Argument[], site: ts.CallExpression | ts.NewExpression, frame: Frame): void {
  for (const { node } of args) {
    if (!ts.isExpression(node)) continue;
    for (const piece of piecesOf(node)) {
      const name = ts.isIdentifier(piece) ? piece.text : piece.name.text;
      if (!machine.models.named.test(words(name)) || !mayHold(machine.evaluate(piece, frame), name) || isCleared(machine, piece, frame)) continue;
      const location = placeOf(piece, frame);
      const source = { id: `named ${location.uri} ${String(location.span.start)}`, kind: 'credential', label: labelOf(piece), shape: undefined, location };
      machine.hit({ taint: taintOf(source, start(location, 'is called like a secret')), kind: kind.name, effect: kind.effect, location: placeOf(node, frame), callee: calleeName(site), call: placeOf(site, frame) });
    }
  }
}

/** Text of which nothing is known. Data is judged by where it comes from, functions and clients are no secrets. */
function mayHold(value: Value, name: string): boolean {
  return value.constants === undefined && !value.deep && value.callables.length === 0 && value.modules.length === 0 && value.fields === undefined && value.schema === undefined
    && value.externals.every(({ path }) => path.length > 1 && (path.at(-1) === name || making.test(path.at(-1) ?? '')));
}

/** Data that turned out to be something else, such as an error. */
function isCleared(machine: Machine, piece: Piece, frame: Frame): boolean {
  return ts.isIdentifier(piece) && variable(machine, piece.text, frame)?.deep === true;
}

/** Exports of packages that give secrets by their names. */
const making = /^(?:sign|issue|generate)$|^(?:get|fetch|create|generate|issue|acquire|refresh)\w*(?:Token|Secret|Password)$/;

type Piece = ts.Identifier | ts.PropertyAccessExpression;

/** Names and members that become a part of the line as they are. */
function piecesOf(node: ts.Expression): readonly Piece[] {
  const pieces: Piece[] = [];
  const open: ts.Expression[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const inner = bare(next);
    if (ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner)) pieces.push(inner);
    else if (ts.isTemplateExpression(inner)) open.push(...inner.templateSpans.map((span) => span.expression));
    else if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.PlusToken) open.push(inner.left, inner.right);
    else if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression) && inner.expression.name.text === 'stringify') open.push(...inner.arguments.slice(0, 1));
    else if (ts.isObjectLiteralExpression(inner)) {
      for (const property of inner.properties) {
        if (ts.isShorthandPropertyAssignment(property)) pieces.push(property.name);
        else if (ts.isPropertyAssignment(property) && memberName(property.name) !== undefined) open.push(property.initializer);
      }
    }
  }
  return pieces;
}

function labelOf(piece: Piece): string {
  return ts.isIdentifier(piece) ? piece.text : ts.isIdentifier(piece.expression) ? `${piece.expression.text}.${piece.name.text}` : piece.name.text;
}

/** A name with its words set apart: `billingAddress` as `billing_Address`. */
export function words(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
}
