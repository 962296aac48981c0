/** Finds literals that are given to calls as keys, secrets, passwords, vectors or salts (rules/models/keys). Reports nothing itself. */
import { mostHops, type Call, type CodeFacts, type Place } from '../../facts/code-calls';
import { spanOf, ts, unwrapped } from '../../syntax/script';
import { isFunction } from '../../syntax/names';
import type { Location } from '../../text/span';
import { calleeText } from './call';
import { isLocalHost } from './local-host';
import { isNamed, namedCalls, type Named } from './pattern';

interface KeyPattern extends Named {
  readonly at: readonly string[];
  readonly what: string;
  /** It need not be secret, but another one for each use. */
  readonly fresh?: boolean;
  /** Only texts; a number means something else there. */
  readonly text?: boolean;
}

/** `rules/models/keys.yaml`. */
export interface KeyModel {
  readonly secrets: readonly KeyPattern[];
  readonly passwords: readonly KeyPattern[];
  readonly strategies: Pick<KeyPattern, 'at' | 'what'> & { readonly packages: string };
  readonly keys: readonly KeyPattern[];
  readonly wrappers: readonly Named[];
}

/** A literal on its way into a call. */
export interface KeyLiteral {
  readonly text: string;
  /** Where the literal stands. */
  readonly written: Location;
  /** It is written as one text. */
  readonly isText: boolean;
  /** What the argument or option is given: the literal itself, or a name for it. */
  readonly used: Location;
  readonly callee: string;
  readonly what: string;
  readonly fresh: boolean;
  /** The option's last name, or the variable's that holds the literal. */
  readonly name: string;
  /** The options around it name a host of this machine. */
  readonly local: boolean;
}

export function* keyLiterals(uri: string, patterns: readonly KeyPattern[], model: KeyModel, code: CodeFacts): Generator<KeyLiteral> {
  for (const [call, pattern] of namedCalls(code, uri, patterns)) yield* inCall(call, pattern, model, code);
}

/** Secrets of passport's strategies, whatever package they come from. */
export function* strategyLiterals(uri: string, model: KeyModel, code: CodeFacts): Generator<KeyLiteral> {
  const packages = new RegExp(model.strategies.packages);
  for (const calls of code.reading(uri)?.calls.values() ?? []) {
    for (const call of calls) {
      if (!ts.isNewExpression(call.node)) continue;
      const target = code.target(call);
      if (target !== undefined && packages.test(target.module)) yield* inCall(call, model.strategies, model, code);
    }
  }
}

function* inCall(call: Call, { at, what, fresh = false, text: textOnly = false }: Pick<KeyPattern, 'at' | 'what' | 'fresh' | 'text'>, model: KeyModel, code: CodeFacts): Generator<KeyLiteral> {
  for (const way of at) {
    const option = code.option(call, way);
    if (option.kind !== 'given') continue;
    const last = way.slice(way.lastIndexOf('.') + 1);
    for (const value of option.values) {
      for (const written of literalsIn(value, model, code, 0)) {
        const text = textOf(written.node);
        if (text === undefined || (isZeros(written.node) && !fresh) || (text === '' && (!fresh || option.values.length > 1)) || (textOnly && !ts.isStringLiteralLike(written.node)) || isPublic(text)) continue;
        const used = option.at;
        const name = /^\d+$|^\*$/.test(last) ? (ts.isIdentifier(used.node) ? used.node.text : what) : last;
        yield { text, written: locationOf(written), isText: ts.isStringLiteralLike(written.node), used: locationOf(used), callee: calleeText(call), what, fresh, name, local: isLocal(call, way, code) };
      }
    }
  }
}

/** Through what only changes the form: `Buffer.from('…')`, `secret.toString()`, `[key]`. */
function* literalsIn(place: Place, model: KeyModel, code: CodeFacts, depth: number): Generator<Place> {
  const node = unwrapped(place.node);
  const { scope } = place;
  if (ts.isStringLiteralLike(node) || isNumbers(node)) yield { node, scope };
  else if (ts.isArrayLiteralExpression(node)) for (const element of node.elements) yield* through(element, place, model, code, depth);
  else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const [first] = node.arguments ?? [];
    const target = code.target({ node, scope });
    if (isZeros(node) && isNamed(target, zeros) && !filled.test(scope.script.text)) yield { node, scope };
    else if (first !== undefined && model.wrappers.some((wrapper) => isNamed(target, wrapper))) yield* through(first, place, model, code, depth);
    else if (ts.isPropertyAccessExpression(node.expression) && /^(?:toString|trim|valueOf|padEnd|padStart|repeat|slice|substring)$/.test(node.expression.name.text)) {
      // A part of a text is the code's; a part of bytes may be of a message that holds its own salt.
      const cut = /^s/.test(node.expression.name.text);
      for (const value of code.values({ node: node.expression.expression, scope })) if (!cut || ts.isStringLiteralLike(value.node)) yield* literalsIn(value, model, code, depth + 1);
    }
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && code.constants(place).length === 1) yield { node, scope };
}

function* through(inner: ts.Expression, { scope }: Place, model: KeyModel, code: CodeFacts, depth: number): Generator<Place> {
  if (isFunction(inner)) return;
  if (depth > mostHops) {
    code.isTooMuch({ node: inner, scope });
    return;
  }
  for (const value of code.values({ node: inner, scope })) yield* literalsIn(value, model, code, depth + 1);
}

/** `Buffer.alloc(16)`, `new Uint8Array(12)`: bytes that nobody puts anything into. */
function isZeros(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return (ts.isCallExpression(node) || ts.isNewExpression(node)) && node.arguments?.length !== 0 && node.arguments?.every((one) => ts.isNumericLiteral(one)) === true;
}

const zeros: Named = { of: 'global', call: ['Buffer.alloc', 'Uint8Array'] };
const filled = /randomFill|getRandomValues|\.(?:write|fill|copy|set)\w*\(/;

/** Bytes written out. */
function isNumbers(node: ts.Expression): boolean {
  return ts.isArrayLiteralExpression(node) && node.elements.length >= 8 && node.elements.every((element) => ts.isNumericLiteral(element));
}

function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => (ts.isNumericLiteral(element) ? element.text : '')).join();
  return ts.isBinaryExpression(node) || isZeros(node) ? '…' : undefined;
}

/** The public half of a key, a certificate, the name of a file. */
function isPublic(text: string): boolean {
  // Telegram prescribes this one: the bot's token, which is what is secret, is the text that it signs.
  return text === 'WebAppData' || /-----BEGIN[ A-Z]*(?:PUBLIC KEY|CERTIFICATE)/.test(text) || /\.(?:pem|key|pub|crt)$/.test(text);
}

function isLocal(call: Call, way: string, code: CodeFacts): boolean {
  const parent = way.split('.').slice(0, -1).join('.');
  return ['host', 'hostname', 'server', 'url', 'socket.host'].some((name) => {
    const option = parent === '' ? undefined : code.option(call, `${parent}.${name}`);
    return option?.kind === 'given' && option.values.flatMap((value) => code.texts(value)).some((host) => isLocalHost(host));
  });
}

/** Of a place in its file. */
export function locationOf({ node, scope }: Place<ts.Node>): Location {
  return { uri: scope.script.fileName, span: spanOf(node, scope.script) };
}
