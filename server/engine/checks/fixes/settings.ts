/** Fixes that change one setting of a call: how long a signed address lives, whether XML entities are read. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import { expressionAt, replaced, type Proposer } from './fix';
import { constantNamed } from './names';

export const shorterLifetime: Proposer = ({ script, sink, flows }) => {
  if (!flows.every(({ origin }) => origin.kind === 'setting')) return undefined;
  const found = expressionAt(script, sink.location.span);
  return found === undefined || ts.isIdentifier(found.node) ? undefined : { title: 'Close the address after an hour', kind: 'review', edits: [replaced(found.node, '3600', script)] };
};

const entityOptions = /^(noent|dtdload|dtdvalid|dtdattr|replaceEntities)$/;

export const entitiesOff: Proposer = ({ script, sink }) => {
  const call = expressionAt(script, sink.location.span)?.around[0];
  const written = call !== undefined && ts.isCallExpression(call) ? call.arguments[1] : undefined;
  const options = written === undefined ? undefined : optionsAt(unwrapped(written), script);
  if (options === undefined) return undefined;
  const on = options.properties.filter((property): property is ts.PropertyAssignment => ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && entityOptions.test(property.name.text) && property.initializer.kind !== ts.SyntaxKind.FalseKeyword);
  return on.length === 0 ? undefined : { title: 'Turn entities off', kind: 'safe', edits: on.map((property) => replaced(property.initializer, 'false', script)) };
};

function optionsAt(node: ts.Expression, script: Script): ts.ObjectLiteralExpression | undefined {
  const initializer = ts.isIdentifier(node) ? constantNamed(node.text, [script])?.initializer : undefined;
  const inner = initializer === undefined ? node : unwrapped(initializer);
  return ts.isObjectLiteralExpression(inner) ? inner : undefined;
}
