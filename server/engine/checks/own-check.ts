/** Tells whether a handler checks its caller by itself: a signature, a token. Reads names only; knows no template. */
import type { Facts, Handler } from '../facts/facts';
import { entriesOf } from '../facts/lookup';
import { ts, walk, type Script } from '../syntax/script';

/** True if code that the handler runs calls something whose name matches; false too where the code is not known. */
export function checksItsCaller(handler: Handler | undefined, facts: Facts, name: RegExp): boolean {
  if (handler?.binding.kind !== 'bound') return false;
  const { uri } = handler.binding;
  const files = new Set([uri, ...entriesOf(handler, facts).flatMap((entry) => entry.report.files)]);
  return [...files].some((file) => {
    const script = facts.snapshot.script(file);
    return script !== undefined && facts.snapshot.memo.of('called-names', script, calledNames).some((called) => name.test(called));
  });
}

/** `verify`, `jwt.verify`, `CognitoJwtVerifier.create`: what a script calls or constructs, as written. */
function calledNames(script: Script): readonly string[] {
  const names = new Set<string>();
  walk(script, (node) => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression } = node;
      if (ts.isIdentifier(expression)) names.add(expression.text);
      else if (ts.isPropertyAccessExpression(expression)) names.add(ts.isIdentifier(expression.expression) ? `${expression.expression.text}.${expression.name.text}` : expression.name.text);
    }
    return undefined;
  });
  return [...names];
}
