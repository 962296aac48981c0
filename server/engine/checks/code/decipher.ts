/** Reports authenticated decryption whose tag is never checked, or may be cut short; and password hashes that cost too little. Knows no package but what the rule names. */
import { codeFacts, type Call, type CodeFacts } from '../../facts/code-calls';
import type { Facts } from '../../facts/facts';
import type { Draft } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts, walk } from '../../syntax/script';
import { fill, type Checker } from '../checker';
import { draftsOfCalls, functionsOf, type CallPattern } from './call';
import { optionAdded } from './edits';
import { callsWithin, mentions, outermost, variableOf } from './functions';
import { hintsOf, metBy, namedCalls, type Condition, type Named } from './pattern';

interface Parameters {
  readonly calls: readonly Named[];
  readonly mode: Condition;
  /** Modes whose tag may be short unless its length is said. */
  readonly short: Condition;
  readonly unfinished: string;
  readonly anyLength: string;
  readonly hashes: readonly CallPattern[];
}

export const decipher: Checker = {
  name: 'decipher',
  over: ['scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    for (const uri of code.mentioning(hintsOf(parameters.calls, code))) {
      for (const [call] of namedCalls(code, uri, parameters.calls)) yield inCall(rule, call, parameters, code, facts);
      yield undefined;
    }
    for (const uri of code.mentioning(hintsOf(parameters.hashes, code))) {
      yield* draftsOfCalls(rule, uri, parameters.hashes, code, facts);
      yield undefined;
    }
  },
};

function inCall(rule: RuleData, call: Call, { mode, short, unfinished, anyLength }: Parameters, code: CodeFacts, facts: Facts): Draft | undefined {
  if (metBy(code, call, mode) === undefined) return undefined;
  const { script } = call.scope;
  const reading = code.reading(script.fileName);
  const name = variableOf(call);
  if (reading === undefined || name === undefined) return undefined;
  const around = outermost(call.scope);
  const inner = call.scope.inside ?? around;
  const draft = (text: string, fixes: Draft['fixes']): Draft => ({
    location: { uri: script.fileName, span: spanOf(call.node, script) },
    message: fill(rule.message, { what: fill(text, { name }) }),
    functions: functionsOf(script.fileName, facts),
    fixes: fixes ?? [],
  });
  if (!callsWithin(inner, reading).some(({ node }) => isMethod(node, name, 'final')) && !leaves(inner, name)) return draft(unfinished, []);
  if (metBy(code, call, short) === undefined || code.option(call, '3').kind !== 'absent') return undefined;
  const tags = callsWithin(inner, reading).filter(({ node }) => isMethod(node, name, 'setAuthTag'));
  if (tags.length === 0 || tags.some((tag) => hasLength(tag, inner, code))) return undefined;
  const edits = optionAdded(call, '3.authTagLength', '16', code);
  return draft(anyLength, edits === undefined ? [] : [{ title: 'Demand a tag of 16 bytes', kind: 'review', edits: () => edits }]);
}

function isMethod(node: ts.CallExpression | ts.NewExpression, object: string, method: string): boolean {
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression) && expression.name.text === method && ts.isIdentifier(expression.expression) && expression.expression.text === object;
}

/** The cipher is given away: piped, returned, stored; who has it may finish it. */
function leaves(around: ts.Node, name: string): boolean {
  const held = new Set<ts.Node>();
  walk(around, (node) => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name && node.name.text !== 'pipe' && node.name.text !== 'on') held.add(node.expression);
    if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) held.add(node.name);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) held.add(node.left);
    return undefined;
  });
  return mentions(around, name).some((use) => !held.has(use));
}

/** The tag is cut out of something by position, or its length is looked at. */
function hasLength(tag: Call, around: ts.Node, code: CodeFacts): boolean {
  const [argument] = tag.node.arguments ?? [];
  if (argument === undefined) return true;
  const cut = code.values({ node: argument, scope: tag.scope }).some(({ node }) => ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^(?:slice|subarray|substring|substr|read|getAuthTag|alloc)$/.test(node.expression.name.text));
  const text = argument.getText(tag.scope.script);
  return cut || around.getText(tag.scope.script).includes(`${text}.length`) || around.getText(tag.scope.script).includes(`${text}.byteLength`);
}
