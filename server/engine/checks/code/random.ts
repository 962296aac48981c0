/** Reports random numbers that anybody can predict where their names tell of secrets. Knows no package but what the rule names. */
import type { Facts } from '../../facts/facts';
import { codeFacts, type Call, type CodeFacts } from '../../facts/code-calls';
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts, unwrapped } from '../../syntax/script';
import { fill, type Checker } from '../checker';
import { replaced } from '../fixes/fix';
import { saying } from '../fixes/names';
import { calleeText, functionsOf } from './call';
import { hintsOf, namedCalls, type Named } from './pattern';
import { namesAround } from './purpose';

interface Parameters {
  /** Calls that count only where a name around says that the result is to be secret. */
  readonly calls: readonly Named[];
  /** Calls that are there for secrets only. */
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
    for (const uri of code.mentioning(hintsOf([...parameters.calls, ...parameters.always]))) {
      for (const [call] of namedCalls(code, uri, parameters.calls)) {
        const name = namesAround(call).find((one) => purpose.test(one) && !harmless.test(one));
        if (name !== undefined) yield draftOf(rule, call, name, code, facts);
      }
      for (const [call] of namedCalls(code, uri, parameters.always)) yield draftOf(rule, call, undefined, code, facts);
      yield undefined;
    }
  },
};

function draftOf(rule: RuleData, call: Call, name: string | undefined, code: CodeFacts, facts: Facts): Draft {
  const { script } = call.scope;
  return {
    location: { uri: script.fileName, span: spanOf(call.node, script) },
    message: fill(rule.message, { callee: calleeText(call), name: name === undefined ? '' : ` for \`${name}\`` }),
    functions: functionsOf(script.fileName, facts),
    fixes: betterRandom(call, code),
  };
}

/** `Math.random().toString(36).slice(2)` becomes an id, `Math.floor(Math.random() * n)` a whole number below n. */
function betterRandom(call: Call, code: CodeFacts): readonly Fix[] {
  const { script } = call.scope;
  const target = code.target(call);
  if (target?.module === 'crypto') return renamed(call);
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

function renamed({ node, scope: { script } }: Call): readonly Fix[] {
  const callee = unwrapped(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return [];
  return [{ title: 'Use randomBytes', kind: 'review', edits: () => [{ uri: script.fileName, edits: [replaced(callee.name, 'randomBytes', script)] }] }];
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
