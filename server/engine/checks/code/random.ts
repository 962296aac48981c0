/** Reports random numbers that anybody can predict where their names tell of secrets. Knows no package but what the rule names. */
import type { Facts } from '../../facts/facts';
import { codeFacts, type Call, type CodeFacts, type Place } from '../../facts/code-calls';
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts, unwrapped, walk } from '../../syntax/script';
import { fill, type Checker } from '../checker';
import { replaced } from '../fixes/fix';
import { saying } from '../fixes/names';
import { calleeText, functionsOf } from './call';
import { hintsOf, isNamed, namedCalls, wordsOf, type Named } from './pattern';
import { runsInPages } from './pages';
import { namesAround } from './purpose';

interface Parameters {
  /** Calls that count only where a name around says that the result is to be secret. */
  readonly calls: readonly Named[];
  /** Exports that are there for secrets only, called or handed on. */
  readonly always: readonly Named[];
  /** Names of what must not be guessed. */
  readonly purpose: string;
  /** Names of what may be. */
  readonly harmless: string;
}

export const insecureRandom: Checker = {
  name: 'insecure-random',
  over: ['scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    const purpose = new RegExp(parameters.purpose);
    const harmless = new RegExp(parameters.harmless, 'i');
    for (const uri of code.mentioning([...hintsOf(parameters.calls, code), ...hintsOf(parameters.always, code)])) {
      for (const [call] of namedCalls(code, uri, parameters.calls)) {
        const name = namesAround(call).find((one) => purpose.test(one) && !harmless.test(one));
        if (name !== undefined && !picksOne(call) && !isLastResort(call) && !runsInPages(uri, facts)) yield draftOf(rule, call, name, facts);
      }
      for (const place of mentionsOf(uri, parameters.always, code)) {
        const { node, scope: { script } } = place;
        const at = { uri, span: spanOf(node, script) };
        yield { location: at, message: fill(rule.message, { callee: node.getText(script), name: '' }), functions: functionsOf(uri, facts), fixes: renamed(place) };
      }
      yield undefined;
    }
  },
};

/** `return keys[Math.floor(Math.random() * keys.length)]`: one of those that are there is taken, once; characters are taken again and again. */
function picksOne({ node, around }: Call): boolean {
  let inner: ts.Node = node;
  for (const outer of around) {
    if (ts.isElementAccessExpression(outer) && outer.argumentExpression === inner) {
      const rest = around.slice(around.indexOf(outer) + 1);
      const end = rest.findIndex((one) => !ts.isParenthesizedExpression(one) && !ts.isAsExpression(one) && !ts.isNonNullExpression(one));
      const holder = rest[end];
      return holder !== undefined && (ts.isReturnStatement(holder) || ts.isVariableDeclaration(holder)) && !rest.slice(end).some((one) => ts.isIterationStatement(one, false) || ts.isArrowFunction(one));
    }
    if (!ts.isParenthesizedExpression(outer) && !ts.isBinaryExpression(outer) && !ts.isCallExpression(outer)) return false;
    inner = outer;
  }
  return false;
}

/** `if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();`, and behind it what is left where there is none. */
function isLastResort({ node, scope: { inside, script } }: Call): boolean {
  if (inside === undefined) return false;
  return /\btypeof\s[\w\s.?!]*\b(?:randomUUID|getRandomValues)\b|\b(?:randomUUID|getRandomValues)(?:\?\.|\s*(?:\)|&&|\?|!==?\s*undefined))/.test(script.text.slice(inside.pos, node.pos));
}

/** Where an export is named, called or handed on: `crypto.pseudoRandomBytes(8)`, `promisify(crypto.pseudoRandomBytes)`. */
function* mentionsOf(uri: string, patterns: readonly Named[], code: CodeFacts): Generator<Place> {
  for (const [{ node, scope }] of namedCalls(code, uri, patterns)) yield { node: unwrapped(node.expression), scope };
  const reading = code.reading(uri);
  if (reading === undefined) return;
  const words = wordsOf(patterns, code);
  if (!code.mentions(uri, words)) return;
  const called = new Set<ts.Node>(code.calls(uri, words).map(({ node }) => unwrapped(node.expression)));
  const found: ts.PropertyAccessExpression[] = [];
  walk(reading.top.script, (node) => {
    if (ts.isPropertyAccessExpression(node) && words.includes(node.name.text) && !called.has(node)) found.push(node);
    return undefined;
  });
  for (const node of found) {
    const place: Place = { node, scope: reading.top };
    if (patterns.some((pattern) => isNamed(code.meaning(place), pattern))) yield place;
  }
}

function draftOf(rule: RuleData, call: Call, name: string, facts: Facts): Draft {
  const { script } = call.scope;
  return {
    location: { uri: script.fileName, span: spanOf(call.node, script) },
    message: fill(rule.message, { callee: calleeText(call), name: ` for \`${name}\`` }),
    functions: functionsOf(script.fileName, facts),
    fixes: betterRandom(call),
  };
}

/** `Math.random().toString(36).slice(2)` becomes an id, `Math.floor(Math.random() * n)` a whole number below n. */
function betterRandom(call: Call): readonly Fix[] {
  const { script } = call.scope;
  let text: ts.Node = call.node;
  for (const outer of call.around) {
    const inner = text;
    const chained = (ts.isPropertyAccessExpression(outer) && outer.expression === inner && /^(?:toString|slice|substring|substr|toUpperCase)$/.test(outer.name.text)) || (ts.isCallExpression(outer) && outer.expression === inner && ts.isPropertyAccessExpression(inner));
    if (!chained) break;
    text = outer;
  }
  if (ts.isCallExpression(text) && text !== call.node) return made(text, 'randomUUID', (say) => `${say('randomUUID')}()`, script);
  const whole = wholeNumber(call);
  return whole === undefined ? [] : made(whole.node, 'randomInt', (say) => `${say('randomInt')}(${whole.bounds})`, script);
}

function made(node: ts.Node, name: string, text: (say: (name: string) => string) => string, script: ts.SourceFile): readonly Fix[] {
  const way = saying([name], 'node:crypto', script);
  return [{ title: `Use ${name} of node:crypto`, kind: 'review', edits: () => [{ uri: script.fileName, edits: [...way.edits, replaced(node, text(way.say), script)] }] }];
}

function renamed({ node, scope: { script } }: Place): readonly Fix[] {
  if (!ts.isPropertyAccessExpression(node)) return [];
  return [{ title: 'Use randomBytes', kind: 'review', edits: () => [{ uri: script.fileName, edits: [replaced(node.name, 'randomBytes', script)] }] }];
}

/** `Math.floor(Math.random() * n)`, `Math.floor(low + Math.random() * n)`. */
function wholeNumber(call: Call): { readonly node: ts.Node; readonly bounds: string } | undefined {
  const { script } = call.scope;
  const [product, ...outer] = call.around.filter((node) => !ts.isParenthesizedExpression(node));
  if (product === undefined || !ts.isBinaryExpression(product) || product.operatorToken.kind !== ts.SyntaxKind.AsteriskToken) return undefined;
  const factor = (unwrapped(product.left) === call.node ? product.right : product.left).getText(script);
  const [next, after] = outer;
  const isFloor = (node: ts.Node | undefined): node is ts.CallExpression => node !== undefined && ts.isCallExpression(node) && node.expression.getText(script) === 'Math.floor';
  if (isFloor(next)) return { node: next, bounds: factor };
  if (next === undefined || !ts.isBinaryExpression(next) || next.operatorToken.kind !== ts.SyntaxKind.PlusToken || !isFloor(after)) return undefined;
  const low = (unwrapped(next.left) === product ? next.right : next.left).getText(script);
  return { node: after, bounds: `${low}, ${low} + ${factor}` };
}
