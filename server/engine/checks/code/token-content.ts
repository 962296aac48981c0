/** Reports what must not be in a token: it is signed, not encrypted, and everybody who holds it reads it. Which calls sign, the rule says. */
import { codeFacts, mostHops, type Call, type CodeFacts, type Place } from '../../facts/code-calls';
import type { Facts } from '../../facts/facts';
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts, unwrapped } from '../../syntax/script';
import { memberName } from '../../syntax/names';
import { fill, type Checker } from '../checker';
import { replaced } from '../fixes/fix';
import { functionsOf } from './call';
import { hintsOf, namedCalls, type Named } from './pattern';

interface Parameters {
  readonly calls: readonly (Named & { readonly at: string })[];
  /** Names of what must stay out. */
  readonly secret: string;
  readonly harmless: string;
  /** Names of records of persons. */
  readonly record: string;
  readonly secretMessage: string;
  readonly recordMessage: string;
}

interface Content {
  readonly kind: 'secret' | 'record';
  readonly name: string;
  /** Where it is put into the token. */
  readonly at: Place<ts.Node>;
  readonly fix: Fix | undefined;
}

export const tokenContent: Checker = {
  name: 'token-content',
  over: ['scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    for (const uri of code.mentioning(hintsOf(parameters.calls, code))) {
      for (const [call, { at }] of namedCalls(code, uri, parameters.calls)) {
        const [argument] = [call.node.arguments?.[Number(at)]];
        if (argument === undefined) continue;
        const found = contentOf({ node: argument, scope: call.scope }, parameters, code, 0);
        if (found !== undefined) yield draftOf(rule, call, found, parameters, facts);
      }
      yield undefined;
    }
  },
};

function contentOf(payload: Place, parameters: Parameters, code: CodeFacts, depth: number): Content | undefined {
  if (depth > mostHops) {
    code.isTooMuch(payload);
    return undefined;
  }
  const secret = new RegExp(parameters.secret, 'i');
  const harmless = new RegExp(parameters.harmless, 'i');
  const added = ts.isIdentifier(unwrapped(payload.node)) ? addedLater(payload, secret, harmless) : undefined;
  if (added !== undefined) return added;
  for (const value of code.values(payload)) {
    const { node, scope } = value;
    if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        if (ts.isSpreadAssignment(property)) {
          const spread = recordIn({ node: property.expression, scope }, parameters, code) ?? contentOf({ node: property.expression, scope }, parameters, code, depth + 1);
          if (spread !== undefined) return spread;
          continue;
        }
        const name = memberName(property.name);
        if (name === undefined || !(ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property))) continue;
        if (secret.test(name) && !harmless.test(name)) return { kind: 'secret', name, at: { node: property, scope }, fix: without(property, node, scope.script) };
        const inner: Place = { node: ts.isPropertyAssignment(property) ? property.initializer : property.name, scope };
        const below = recordIn(inner, parameters, code) ?? (code.values(inner).some((one) => ts.isObjectLiteralExpression(one.node)) ? contentOf(inner, parameters, code, depth + 1) : undefined);
        if (below !== undefined) return below;
      }
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'assign') {
      for (const argument of node.arguments) {
        const part = contentOf({ node: argument, scope }, parameters, code, depth + 1);
        if (part !== undefined) return part;
      }
    }
  }
  return recordIn(payload, parameters, code);
}

/** `payload.password = …`, `payload.user.password = …`. */
function addedLater({ node, scope }: Place, secret: RegExp, harmless: RegExp): Content | undefined {
  const name = ts.isIdentifier(node) ? node.text : '';
  for (let current: Place['scope'] | undefined = scope; current !== undefined; current = current.outer) {
    const found = current.members.get(name)?.find(({ path }) => secret.test(path.at(-1) ?? '') && !harmless.test(path.at(-1) ?? ''));
    if (found !== undefined) return { kind: 'secret', name: found.path.at(-1) ?? '', at: { node: found.node, scope: found.scope }, fix: undefined };
    if (current.names.has(name)) return undefined;
  }
  return undefined;
}

/** A person's whole record: a variable of such a name that comes from elsewhere, also as `user.toJSON()`. */
function recordIn(place: Place, { record }: Parameters, code: CodeFacts): Content | undefined {
  const written = unwrapped(place.node);
  const call = ts.isCallExpression(written) && ts.isPropertyAccessExpression(written.expression) && /^(?:toJSON|toObject|get|lean)$/.test(written.expression.name.text) && written.arguments.length === 0 ? unwrapped(written.expression.expression) : undefined;
  const name = call ?? written;
  if (!ts.isIdentifier(name) || !new RegExp(record, 'i').test(name.text)) return undefined;
  const values = code.values({ node: name, scope: place.scope });
  if (values.some(({ node }) => ts.isObjectLiteralExpression(node) || ts.isStringLiteralLike(node) || picks(node))) return undefined;
  const { script } = place.scope;
  const fix: Fix = { title: 'Sign the id alone', kind: 'review', edits: () => [{ uri: script.fileName, edits: [replaced(written, `{ sub: ${name.text}.id }`, script)] }] };
  return { kind: 'record', name: name.text, at: { node: written, scope: place.scope }, fix };
}

/** `pick(user, …)`, `toClaims(user)`, `verify(token)`: what comes of a function is what that made. A look into a database is a record. */
function picks(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node)) return ts.isPropertyAccessExpression(node) && /^(?:user|decoded|payload|claims|auth)$/.test(node.name.text);
  const word = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : ts.isIdentifier(node.expression) ? node.expression.text : '';
  return !/^(?:find|get|fetch|load|query|select|create|save|exec|lean|lookup|findOne.*)/.test(word);
}

function without(property: ts.ObjectLiteralElementLike, object: ts.ObjectLiteralExpression, script: ts.SourceFile): Fix {
  const index = object.properties.indexOf(property);
  const next = object.properties[index + 1];
  const before = object.properties[index - 1];
  const span = next !== undefined ? { start: property.getStart(script), end: next.getStart(script) } : { start: before?.end ?? property.getStart(script), end: property.end };
  return { title: 'Leave it out of the token', kind: 'review', edits: () => [{ uri: script.fileName, edits: [{ span, newText: '' }] }] };
}

function draftOf(rule: RuleData, call: Call, { kind, name, at, fix }: Content, parameters: Parameters, facts: Facts): Draft {
  const { script } = at.scope;
  const uri = script.fileName;
  const signs = { location: { uri: call.scope.script.fileName, span: spanOf(call.node.expression, call.scope.script) }, message: 'the token is signed here' };
  return {
    location: { uri, span: spanOf(at.node, script) },
    message: fill(rule.message, { what: fill(kind === 'secret' ? parameters.secretMessage : parameters.recordMessage, { name }) }),
    related: [signs],
    functions: functionsOf(uri, facts),
    fixes: fix === undefined ? [] : [fix],
  };
}
