/** Tells whether code checks its caller by itself: a signature, a token. Reads names only; knows no template. */
import { readingOf, type Reading } from '../code/scopes';
import type { Facts, Handler } from '../facts/facts';
import { filesRunBy } from '../facts/lookup';
import { ts } from '../syntax/script';

/** `rules/models/webhooks.yaml`. */
export interface WebhookModel {
  readonly providers: readonly { readonly name: string; readonly header: string; readonly fields: readonly string[]; readonly path: string }[];
  readonly paths: string;
  readonly checks: string;
  readonly compared: string;
}

export function webhookModel(facts: Facts): WebhookModel {
  const model = facts.models['webhooks'];
  if (typeof model !== 'object' || model === null) throw new Error('the model "webhooks" is missing');
  return model as WebhookModel;
}

/** Names of calls by which code checks a signature. */
export function signatureChecks(facts: Facts): RegExp {
  return new RegExp(webhookModel(facts).checks.trim(), 'i');
}

/** True if code that the handler runs checks a signature, or calls something whose name matches; false too where the code is not known. */
export function checksItsCaller(handler: Handler | undefined, facts: Facts, name: RegExp): boolean {
  if (handler === undefined) return false;
  const files = filesRunBy(handler, facts);
  return callsIn(files, facts, name) || callsIn(files, facts, signatureChecks(facts));
}

/** True if one of the files calls something whose name matches. */
export function callsIn(files: readonly string[], facts: Facts, name: RegExp): boolean {
  return files.some((file) => namesCalledIn(file, facts).some((called) => name.test(called)));
}

function namesCalledIn(uri: string, facts: Facts): readonly string[] {
  return facts.derived('names called in', uri, ({ snapshot }) => {
    const script = snapshot.script(uri);
    return script === undefined ? [] : calledNames(readingOf(script, snapshot));
  });
}

/** `verify`, `jwt.verify`, `CognitoJwtVerifier.create`: what a script calls or constructs, as written. */
function calledNames({ calls }: Reading): readonly string[] {
  const names = new Set<string>();
  for (const list of calls.values()) {
    for (const { node: { expression } } of list) {
      if (ts.isIdentifier(expression)) names.add(expression.text);
      else if (ts.isPropertyAccessExpression(expression)) names.add(ts.isIdentifier(expression.expression) ? `${expression.expression.text}.${expression.name.text}` : expression.name.text);
    }
  }
  return [...names];
}
