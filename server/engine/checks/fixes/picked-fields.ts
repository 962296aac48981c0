/** Stores the fields that the code reads instead of the whole object. */
import { ts, unwrapped, walk, type Script } from '../../syntax/script';
import { expressionAt, replaced, textOf, type Proposer } from './fix';

export const pickedFields: Proposer = ({ script, sink }) => {
  const found = expressionAt(script, sink.location.span);
  if (found === undefined) return undefined;
  const inner = unwrapped(found.node);
  if (ts.isObjectLiteralExpression(inner)) {
    const spreads = inner.properties.filter(ts.isSpreadAssignment);
    const [spread] = spreads;
    const fields = spread === undefined || spreads.length > 1 ? undefined : picked(spread.expression, found.around, script);
    return spread === undefined || fields === undefined ? undefined : { title: 'Store the fields that are read', kind: 'review', edits: [replaced(spread, fields.join(', '), script)] };
  }
  const fields = picked(inner, found.around, script);
  return fields === undefined ? undefined : { title: 'Store the fields that are read', kind: 'review', edits: [replaced(found.node, `{ ${fields.join(', ')} }`, script)] };
};

/** `name: body.name` for each field that the function reads; undefined where it reads none. */
function picked(node: ts.Expression, around: readonly ts.Node[], script: Script): readonly string[] | undefined {
  const whole = unwrapped(node);
  if (!ts.isIdentifier(whole) && !ts.isPropertyAccessExpression(whole)) return undefined;
  const text = textOf(whole, script);
  const names = new Set<string>();
  const scope = around.findLast((one) => ts.isFunctionLike(one));
  if (scope === undefined) return undefined;
  walk(scope, (one) => {
    if (ts.isPropertyAccessExpression(one) && textOf(unwrapped(one.expression), script) === text && ts.isIdentifier(one.name)) names.add(one.name.text);
    return undefined;
  });
  return names.size === 0 ? undefined : [...names].map((name) => `${name}: ${text}.${name}`);
}
