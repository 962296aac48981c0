/** Reports tokens whose content is believed though nobody has checked the signature. Which calls read and which check, the rule says. */
import { codeFacts, type Call, type CodeFacts } from '../../facts/code-calls';
import type { Facts } from '../../facts/facts';
import { entriesThrough } from '../../facts/lookup';
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts, unwrapped, walk } from '../../syntax/script';
import { lastWord, referencePath } from '../../syntax/names';
import { nameOf as nameOfFile } from '../../text/uri';
import { fill, type Checker } from '../checker';
import { replaced } from '../fixes/fix';
import { calleeText, functionsOf } from './call';
import { functionsAround } from '../../code/scopes';
import { callsWithin, mentions, variableOf } from './functions';
import { runsInPages } from './pages';
import { hintsOf, isNamed, metBy, namedCalls, type Condition, type Named } from './pattern';

interface Parameters {
  readonly reads: readonly (Named & { readonly where?: readonly Condition[]; readonly verify?: string })[];
  /** Calls that check a token. */
  readonly checks: readonly Named[];
  /** Names of own functions that do. */
  readonly checkNames: string;
  /** Names of tokens that are split by hand. */
  readonly tokens: string;
}

export const unverifiedToken: Checker = {
  name: 'unverified-token',
  over: ['scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    for (const uri of code.mentioning([...hintsOf(parameters.reads, code), '.split('])) {
      if (behindAuthorizer(uri, facts) || runsInPages(uri, facts)) continue;
      for (const [call, pattern] of namedCalls(code, uri, parameters.reads)) {
        if ((pattern.where ?? []).every((condition) => metBy(code, call, condition) !== undefined) && !isChecked(call, parameters, code) && !readsHead(call, code) && !comesFromIssuer(call, call.node.arguments?.[0])) yield draftOf(rule, call, call.node, calleeText(call), fixFor(call, pattern.verify), facts);
      }
      for (const split of code.calls(uri, ['split'])) {
        const part = handSplit(split, parameters, code);
        if (part !== undefined && !isChecked(split, parameters, code) && !(ts.isPropertyAccessExpression(split.node.expression) && comesFromIssuer(split, split.node.expression.expression))) yield draftOf(rule, split, part, 'split', [], facts);
      }
      yield undefined;
    }
  },
};

/** Every entry that runs the file has an authorizer before it, which has checked the token: what the code itself asks may be asked right here. */
function behindAuthorizer(uri: string, facts: Facts): boolean {
  const entries = entriesThrough(uri, facts);
  return entries.length > 0 && entries.every(({ entry, sender }) => sender.level === 'authenticated' && !sender.assumed && sender.asked !== true && entry.callers === undefined);
}

function isChecked(call: Call, { checks, checkNames }: Parameters, code: CodeFacts): boolean {
  const reading = code.reading(call.scope.script.fileName);
  if (reading === undefined) return true;
  const own = new RegExp(checkNames, 'i');
  if (isComparedAfter(call)) return true;
  // The script itself is around everything: another function's check is none.
  return functionsAround(call.scope).some((node) => callsWithin(node, reading).some((one) => one.node !== call.node && (own.test(lastWord(one.node.expression)) || checks.some((check) => isNamed(code.target(one), check)))));
}

const equalities = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

/** `jwt !== token`: the token is signed once more, and what comes out has to be the same. What is read for a log decides nothing. */
function isComparedAfter({ node, scope }: Call): boolean {
  const around = scope.inside;
  if (around === undefined) return false;
  const name = around.name !== undefined && ts.isIdentifier(around.name) ? around.name.text : '';
  if (/audit|log(?!in)|trac(?:e|ing)|metric|telemetry/i.test(name) || /(?:^|[-_.])(?:logging|(?:audit|log|trace|metrics?|telemetry)(?:[-_]?(?:info|fields|context|entry|data))?\.)/i.test(nameOfFile(scope.script.fileName))) return true;
  const text = ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'split' && ts.isIdentifier(node.expression.expression) ? node.expression.expression.text : undefined;
  if (text === undefined) return false;
  let compared = false;
  walk(around, (inner) => {
    if (ts.isBinaryExpression(inner) && equalities.has(inner.operatorToken.kind) && [inner.left, inner.right].some((side) => ts.isIdentifier(side) && side.text === text) && [inner.left, inner.right].every(ts.isIdentifier)) compared = true;
    return undefined;
  });
  return compared;
}

/** `decode(answer.AuthenticationResult.IdToken)`: Cognito itself has just given it. */
function comesFromIssuer({ scope }: Call, token: ts.Expression | undefined): boolean {
  const path = token === undefined ? undefined : referencePath(token);
  if (path === undefined) return false;
  if (path.length === 1) return takenFrom(scope).test(path[0] ?? '');
  const [holder = ''] = path;
  if (path.includes('AuthenticationResult')) return true;
  return /^(?:id|access)_?token$/i.test(path.at(-1) ?? '') && !sent.test(holder) && (asksIssuer(scope) || (path.length === 2 && isTokenSet(holder, scope)));
}

const sent = /^(?:req|request|event|body|ctx|c|params|query|headers)$/;

/** `tokens = await client.refresh()`: what holds them is what a client answered who was given nothing of the request, or the request's code to change it. */
function isTokenSet(name: string, { inside }: Call['scope']): boolean {
  let answers = 0;
  let others = 0;
  if (inside !== undefined) walk(inside, (node) => {
    const given = ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name ? node.initializer
      : ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(node.left) && node.left.text === name ? node.right : undefined;
    if (given === undefined) return undefined;
    const value = unwrapped(given);
    const call = ts.isAwaitExpression(value) ? unwrapped(value.expression) : value;
    if (ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && tokenCalls.test(call.expression.name.text) && !sent.test(referencePath(call.expression)?.[0] ?? 'c')) answers++;
    else others++;
    return undefined;
  });
  return answers > 0 && others === 0;
}

/** Methods of OAuth clients that answer a set of tokens. Sources: the READMEs of openid-client, simple-oauth2, xero-node, intuit-oauth, arctic. */
const tokenCalls = /^(?:apiCallback|callback|oauthCallback|refresh(?:Token|AccessToken|UsingToken)?s?|readTokenSet|grant|authorizationCodeGrant|createToken|getToken|acquireToken\w*|exchange\w*|validateAuthorizationCode)$/;

/** Names that a function takes out of what its user pool answered: `const { IdToken } = answer.AuthenticationResult`. */
function takenFrom({ inside, script }: Call['scope']): RegExp {
  const text = inside === undefined ? '' : script.text.slice(inside.pos, inside.end);
  const names = [...text.matchAll(/\{([^{}=]*)\}\s*=[^;{}]*\bAuthenticationResult\b/g)].flatMap(([, list = '']) => list.match(/\w+/g) ?? []);
  return new RegExp(`^(?:${names.join('|')})$`);
}

/** A code was changed for the token right here: OpenID Connect Core 1.0, 3.1.3.7, takes the connection's certificate for the signature then. */
function asksIssuer({ inside, script }: Call['scope']): boolean {
  const text = inside === undefined ? '' : script.text.slice(inside.pos, inside.end);
  return /grant_type\W+authorization_code|grant_type\W+refresh_token|\bgetToken\(|\bexchangeCode\w*\(|\bvalidateAuthorizationCode\(|\/oauth2?\/(?:v\d\/)?(?:access_)?token\b/.test(text);
}

/** `decode(token, { complete: true }).header`: the key's id is read first, the check comes after. */
function readsHead(call: Call, code: CodeFacts): boolean {
  if (metBy(code, call, { at: '1.complete', matches: 'true' }) !== undefined) return true;
  const [outer] = call.around;
  if (outer !== undefined && ts.isPropertyAccessExpression(outer) && outer.expression === call.node && /^(?:header|exp|iat)$/.test(outer.name.text)) return true;
  const name = variableOf(call);
  const around = call.scope.inside;
  if (name === undefined || around === undefined) return false;
  const text = around.getText(call.scope.script);
  const uses = text.match(new RegExp(`\\b${name}\\b[?!]?\\.(\\w+)`, 'g')) ?? [];
  return uses.length > 0 && uses.every((use) => /\.(?:header|exp|iat|nbf)$/.test(use)) && mentions(around, name).length - 1 === uses.length;
}

/** The middle part of a token that is split at its dots and decoded; undefined where the text is none. */
function handSplit(split: Call, { tokens }: Parameters, code: CodeFacts): ts.Node | undefined {
  const [separator] = split.node.arguments ?? [];
  const callee = split.node.expression;
  if (separator === undefined || !ts.isStringLiteralLike(separator) || separator.text !== '.' || !ts.isPropertyAccessExpression(callee)) return undefined;
  if (!new RegExp(tokens, 'i').test(callee.expression.getText(split.scope.script))) return undefined;
  const [outer] = split.around;
  const isSecond = (node: ts.Node): boolean => ts.isElementAccessExpression(node) && ts.isNumericLiteral(node.argumentExpression) && node.argumentExpression.text === '1';
  const reading = code.reading(split.scope.script.fileName);
  if (reading === undefined) return undefined;
  const decoders = [...reading.calls.values()].flat().filter(({ node }) => /^(?:from|atob|decode|Buffer|base64Decode|b64decode|decodeBase64|toByteArray)$/i.test(lastWord(node.expression)));
  const given = (matches: (node: ts.Expression) => boolean): boolean => decoders.some(({ node }) => (node.arguments ?? []).some((argument) => matches(unwrapped(argument))));
  if (outer !== undefined && isSecond(outer)) {
    const holder = split.around.find((node) => ts.isVariableDeclaration(node));
    const name = holder !== undefined && ts.isIdentifier(holder.name) ? holder.name.text : undefined;
    return given((node) => node.pos <= split.node.pos && node.end >= split.node.end) || (name !== undefined && given((node) => mentions(node, name).length > 0)) ? split.node : undefined;
  }
  const declaration = split.around.find((node) => ts.isVariableDeclaration(node));
  if (declaration === undefined) return undefined;
  if (ts.isIdentifier(declaration.name)) {
    const { text } = declaration.name;
    return given((node) => isSecondOf(node, text)) ? split.node : undefined;
  }
  const second = ts.isArrayBindingPattern(declaration.name) ? declaration.name.elements[1] : undefined;
  const name = second !== undefined && ts.isBindingElement(second) && ts.isIdentifier(second.name) ? second.name.text : undefined;
  return name !== undefined && given((node) => mentions(node, name).length > 0) ? split.node : undefined;
}

function isSecondOf(node: ts.Expression, name: string): boolean {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return isSecondOf(unwrapped(node.expression.expression), name);
  return ts.isElementAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name && ts.isNumericLiteral(node.argumentExpression) && node.argumentExpression.text === '1';
}

function draftOf(rule: RuleData, { scope: { script } }: Call, at: ts.Node, callee: string, fixes: readonly Fix[], facts: Facts): Draft {
  return {
    location: { uri: script.fileName, span: spanOf(at, script) },
    message: fill(rule.message, { callee }),
    functions: functionsOf(script.fileName, facts),
    fixes,
  };
}

/** `jwt.decode(token)` becomes `jwt.verify(token, key, options)`, where the module is at hand. */
function fixFor(call: Call, verify: string | undefined): readonly Fix[] {
  const { script } = call.scope;
  const callee = unwrapped(call.node.expression);
  const [token] = call.node.arguments ?? [];
  if (verify === undefined || token === undefined || !ts.isPropertyAccessExpression(callee)) return [];
  const text = verify.replace('{module}', callee.expression.getText(script)).replace('{token}', token.getText(script));
  return [{ title: 'Verify the token', kind: 'review', edits: () => [{ uri: script.fileName, edits: [replaced(call.node, text, script)] }] }];
}
