/** Fixes that put a call around the data where it arrives: text instead of an object, one line, an upper limit. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import { expressionAt, nodesAround, replaced, textOf, type Place, type Proposal, type Proposer } from './fix';
import { constantNamed } from './names';

/** `String(…)` around a value of a filter. */
export const asText: Proposer = (place) => {
  // A whole request or an expression is no value that could be text, and in a query text is what does harm.
  if (place.sink.kind === 'query-text' || /whole|becomes the query|expression|runs as|statement|keys/.test(place.sink.effect)) return undefined;
  return wrapping(place, 'Convert to text', (code) => `String(${code})`);
};

/** Line breaks become spaces. */
export const headerText: Proposer = (place) => wrapping(place, 'Take line breaks out', (code, node) => `${isText(node) ? code : `String(${code})`}.replace(/[\\r\\n]+/g, ' ')`);

const numbers = /^(Number|parseInt|parseFloat|Number\.parseInt|Number\.parseFloat|Math\.\w+)$/;

/** An upper limit of a hundred; a person knows the right one. */
export const clamped: Proposer = (place) => wrapping(place, 'Give it an upper limit', (code, node, around) => {
  const inner = ts.isIdentifier(node) ? constantNamed(node.text, around)?.initializer ?? node : node;
  return `Math.min(${isNumber(unwrapped(inner), place.script) ? code : `Number(${code})`}, ${/memory/.test(place.sink.effect) ? '1024 * 1024' : '100'})`;
});

function isNumber(node: ts.Expression, script: Script): boolean {
  return ts.isCallExpression(node) ? numbers.test(textOf(node.expression, script)) : ts.isPrefixUnaryExpression(node);
}

function isText(node: ts.Expression): boolean {
  return ts.isTemplateExpression(node) || (ts.isParenthesizedExpression(node) && isText(node.expression));
}

function wrapping({ script, sink }: Place, title: string, wrap: (code: string, node: ts.Expression, around: readonly ts.Node[]) => string): Proposal | undefined {
  const found = expressionAt(script, sink.location.span);
  if (found === undefined) return shorthand(script, sink, title, wrap);
  const { node, around } = found;
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node) || ts.isSpreadElement(node)) return undefined;
  const [holder] = around;
  const written = holder !== undefined && ts.isShorthandPropertyAssignment(holder) ? `${textOf(node, script)}: ` : '';
  return { title, kind: 'review', edits: [replaced(node, written + wrap(textOf(node, script), unwrapped(node), around), script)] };
}

/** `{ name }` becomes `{ name: … }`. */
function shorthand(script: Script, sink: Place['sink'], title: string, wrap: (code: string, node: ts.Expression, around: readonly ts.Node[]) => string): Proposal | undefined {
  const around = nodesAround(script, sink.location.span);
  const property = around.find((node): node is ts.ShorthandPropertyAssignment => ts.isShorthandPropertyAssignment(node) && node.getStart(script) === sink.location.span.start);
  if (property === undefined) return undefined;
  return { title, kind: 'review', edits: [replaced(property.name, `${property.name.text}: ${wrap(property.name.text, property.name, around)}`, script)] };
}
