/** Reports secrets that are compared with `===`, which stops at the first wrong character. Which names are secrets', the rule says. */
import type { Facts } from '../../facts/facts';
import { codeFacts, type CodeFacts, type Place, type Seen } from '../../facts/code-calls';
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts, unwrapped } from '../../syntax/script';
import { lastWord, referencePath } from '../../syntax/names';
import { fill, type Checker } from '../checker';
import { replaced } from '../fixes/fix';
import { saying } from '../fixes/names';
import { functionsOf } from './call';
import { runsInPages } from './pages';

interface Parameters {
  /** Names of secrets and of what is computed from them: an expression on the last name of a side. */
  readonly secret: string;
  readonly harmless: string;
  /** Calls whose results are secrets or digests: an expression on the last word. */
  readonly computed: string;
}

export const secretComparison: Checker = {
  name: 'secret-comparison',
  over: ['scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    const secret = new RegExp(parameters.secret);
    const harmless = new RegExp(parameters.harmless, 'i');
    const computed = new RegExp(parameters.computed);
    for (const uri of code.scripts) {
      for (const comparison of code.reading(uri)?.comparisons ?? []) {
        const name = secretSide(comparison, secret, harmless, computed, code);
        if (name !== undefined && !runsInPages(uri, facts)) yield draftOf(rule, comparison, name, facts);
      }
      yield undefined;
    }
  },
};

/** The name of the secret that is compared with something that is not plainly no secret: a type's name, nothing, a number, itself typed twice. */
function secretSide({ node, scope }: Seen<ts.BinaryExpression>, secret: RegExp, harmless: RegExp, computed: RegExp, code: CodeFacts): string | undefined {
  const sides = [unwrapped(node.left), unwrapped(node.right)];
  if (sides.some((side) => isTrivial(side))) return undefined;
  const names = sides.map((side) => nameOf(side));
  if (names.some((name) => harmless.test(name)) || twice(names) || together(sides)) return undefined;
  if (names.every((name) => name === '') || looksUp({ node, scope }, code)) return undefined;
  for (const [i, side] of sides.entries()) {
    const name = names[i] ?? '';
    const other = sides[1 - i];
    if (secret.test(name) && other !== undefined && !isWord(other)) return name;
    if (isComputed({ node: side, scope }, computed, code)) return name === '' ? 'digest' : name;
  }
  return undefined;
}

/** `password === confirmPassword`, `newPassword === oldPassword`: what one person typed twice. */
function twice(names: readonly string[]): boolean {
  return names.some((name) => /confirm|repeat|retype|again|verifyPassword|password_?(?:2|verif|check)|^c_?pass|^re_?pass|new_?pass|old_?pass|current_?pass/i.test(name)) || (names.includes('verify') && names.some((name) => /^pass(?:word|wd)$/i.test(name)));
}

/** `list.find((one) => one.token === token)`: what is looked through is of one's own, and nobody measures how far that went. */
function looksUp({ scope }: Place, code: CodeFacts): boolean {
  const { inside } = scope;
  return inside !== undefined && ts.isArrowFunction(inside) && code.calls(scope.script.fileName, ['find', 'findIndex', 'findLast', 'some', 'every', 'filter']).some(({ node }) => node.arguments?.[0] === inside);
}

/** `body.password === body.second`: both came in one piece, so whoever sent it knows them. */
function together(sides: readonly ts.Expression[]): boolean {
  const [one, other] = sides.map((side) => referencePath(side));
  return one !== undefined && other !== undefined && one.length > 1 && one.length === other.length && one.slice(0, -1).join('.') === other.slice(0, -1).join('.');
}

function nameOf(node: ts.Expression): string {
  if (ts.isCallExpression(node)) return ts.isPropertyAccessExpression(node.expression) && /^(?:toString|trim|toLowerCase|toUpperCase|slice|substring)$/.test(node.expression.name.text) ? nameOf(unwrapped(node.expression.expression)) : '';
  return lastWord(node);
}

function isTrivial(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || ts.isNumericLiteral(node) || ts.isTypeOfExpression(node)
    || (ts.isIdentifier(node) && node.text === 'undefined') || (ts.isStringLiteralLike(node) && (node.text.length < 3 || /\s|^-|^\W+$|change[-_ ]?(?:me|this|it|in)(?![a-z])|^your[-_]|[-_]here$|^(?:demo|example|placeholder|yes|true|false|off|enabled|disabled|null|none|undefined)$/i.test(node.text))) || ts.isVoidExpression(node) || ts.isPrefixUnaryExpression(node);
}

/** `token === Token.Refresh`, `token === Parser.Kinds.STRING`: one of a list of names. */
function isWord(node: ts.Expression): boolean {
  const path = referencePath(node) ?? [];
  return path.length > 1 && /^[A-Z][a-z]/.test(path[0] ?? '') && path.slice(1).every((name) => /^[A-Z]/.test(name));
}

/** A digest that this script has just computed. */
function isComputed(place: Place, computed: RegExp, code: CodeFacts): boolean {
  return code.values(place).some(({ node, scope }) => {
    const target = ts.isCallExpression(node) ? code.target({ node, scope }) : undefined;
    return target !== undefined && computed.test(`${target.module}.${target.path.join('.')}`);
  });
}

function draftOf(rule: RuleData, { node, scope: { script } }: Seen<ts.BinaryExpression>, name: string, facts: Facts): Draft {
  return {
    location: { uri: script.fileName, span: spanOf(node, script) },
    message: fill(rule.message, { name }),
    functions: functionsOf(script.fileName, facts),
    fixes: [constantTime(node, script)],
  };
}

/** Digests have one length, whatever was sent. */
function constantTime(node: ts.BinaryExpression, script: ts.SourceFile): Fix {
  const edits: Fix['edits'] = () => {
    const way = saying(['createHash', 'timingSafeEqual'], 'node:crypto', script);
    const digest = (side: ts.Expression): string => `${way.say('createHash')}('sha256').update(String(${side.getText(script)})).digest()`;
    const not = node.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken || node.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsToken ? '!' : '';
    return [{ uri: script.fileName, edits: [...way.edits, replaced(node, `${not}${way.say('timingSafeEqual')}(${digest(node.left)}, ${digest(node.right)})`, script)] }];
  };
  return { title: 'Compare digests with timingSafeEqual', kind: 'review', edits };
}
