/** Reports credentials that stand as literals in code or in resources: by their own shape, by the name or the call that they are given to; those of a function's environment are another rule's. Knows no dialect. */
import type { Facts } from '../facts/facts';
import { codeFacts } from '../facts/code-calls';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { spanOf, ts, walk, type Script } from '../syntax/script';
import { contains, type Span } from '../text/span';
import { fill, type Checker } from './checker';
import { functionsOf } from './code/call';
import { keyHints, keyLiterals, locationOf, strategyLiterals, type KeyLiteral, type KeyModel } from './code/key-literal';
import { secretKnowledge, secretPlaces } from './environment';
import { offered } from './fixes/fix';
import { literalToStore } from './secret-accessor';
import { literalProperties } from './template/literal-property';
import { article, isAssignedSecret, isAuthorization, isNamedSecret, isPassword, isPlaceholder, masked, secretsIn, type SecretKnowledge } from './secret-text';

interface Literal {
  readonly span: Span;
  readonly text: string;
  /** What it is given to: a variable, property or parameter; undefined where it is given to nothing named. */
  readonly name: string | undefined;
  /** The name that it is assigned to, set for, or stands in for where the environment has none. */
  readonly assigned: string | undefined;
}

interface Found {
  readonly span: Span;
  readonly what: string;
  /** Of what is given the secret and nothing besides. */
  readonly name: string | undefined;
}

export const literalSecret: Checker = {
  name: 'literal-secret',
  over: ['scripts', 'deployments'],
  *run(rule, facts) {
    const knowledge = secretKnowledge(facts);
    for (const deployment of facts.deployments) {
      yield* literalProperties(rule, deployment, knowledge);
      yield undefined;
    }
    if (facts.scripts.length === 0) return;
    const told = secretPlaces(facts, knowledge);
    for (const uri of facts.scripts) {
      for (const one of secretsOf(uri, knowledge, facts)) {
        const place = `${uri} ${String(one.span.start)}`;
        if (!told.has(place)) yield draftOf(rule, facts, uri, one);
      }
      yield undefined;
    }
    yield* inCalls(rule, facts, knowledge, new Set(told));
  },
};

function secretsOf(uri: string, knowledge: SecretKnowledge, facts: Facts): readonly Found[] {
  const file = facts.snapshot.file(uri);
  const script = facts.snapshot.script(uri);
  return file === undefined || script === undefined ? [] : facts.snapshot.memo.of('literal-secrets', file, () => secretsInScript(script, knowledge));
}

/** Literals that calls use as keys or passwords, whatever they are called; each is told once, where it is used first. */
function* inCalls(rule: RuleData, facts: Facts, knowledge: SecretKnowledge, told: Set<string>): Generator<Draft | undefined> {
  const code = codeFacts(facts);
  const model = facts.models['keys'] as KeyModel;
  for (const uri of code.mentioning([...keyHints([...model.secrets, ...model.passwords]), 'passport'])) {
    const passwords = [...keyLiterals(uri, model.passwords, model, code)].filter((one) => !one.local && one.text !== '' && !isPlaceholder(one.text, knowledge));
    for (const one of [...keyLiterals(uri, model.secrets, model, code), ...strategyLiterals(uri, model, code), ...passwords]) {
      const literal = locationOf(one.written);
      const place = `${literal.uri} ${String(literal.span.start)}`;
      if (told.has(place) || /[$#%]\{|\{\{/.test(one.text) || secretsOf(literal.uri, knowledge, facts).some(({ span }) => span.start === literal.span.start)) continue;
      told.add(place);
      yield usedDraft(rule, facts, one);
    }
    yield undefined;
  }
}

function usedDraft(rule: RuleData, facts: Facts, { used, written, callee, what, name, text }: KeyLiteral): Draft {
  const location = locationOf(used);
  const literal = locationOf(written);
  const elsewhere = location.uri !== literal.uri || location.span.start !== literal.span.start;
  const said = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  return {
    location,
    message: fill(rule.message, { What: text === '' ? `${said} is empty: it` : `${said} (given to \`${callee}\`)` }),
    related: elsewhere ? [{ location: literal, message: 'it is written here' }] : [],
    functions: functionsOf(location.uri, facts),
    fixes: ts.isStringLiteralLike(written.node) ? [offered(() => literalToStore(name, literal, facts))] : [],
  };
}

function draftOf(rule: RuleData, facts: Facts, uri: string, { span, what, name }: Found): Draft {
  return { location: { uri, span }, message: fill(rule.message, { What: what }), functions: functionsOf(uri, facts), fixes: name === undefined ? [] : [offered(() => literalToStore(name, { uri, span }, facts))] };
}

function secretsInScript(script: Script, knowledge: SecretKnowledge): readonly Found[] {
  const shaped = secretsIn(script.text, knowledge);
  const lower = script.text.toLowerCase();
  if (shaped.length === 0 && !lower.includes('authorization') && !knowledge.secretNames.some((words) => words.every((word) => lower.includes(word)))) return [];
  const found: Found[] = [];
  for (const literal of literalsIn(script)) {
    const inside = shaped.find((match) => contains(literal.span, match.span));
    if (inside !== undefined) found.push({ span: literal.span, name: inside.span.end - inside.span.start === literal.text.length ? literal.name : undefined, what: `${article(inside.what)} ${inside.what} (\`${masked(script.text.slice(inside.span.start, inside.span.end))}\`)` });
    else if (literal.name !== undefined && (isPassword(literal.name, literal.text, knowledge) || isNamedSecret(literal.name, literal.text, knowledge))) found.push({ span: literal.span, name: literal.name, what: `The value of \`${literal.name}\`` });
    else if (literal.name !== undefined && isAuthorization(literal.name, literal.text, knowledge)) found.push({ span: literal.span, name: undefined, what: `The credential in \`${literal.name}\`` });
    else if (literal.assigned !== undefined && isAssignedSecret(literal.assigned, literal.text, knowledge)) found.push({ span: literal.span, name: literal.assigned, what: `The value of \`${literal.assigned}\`` });
  }
  return found;
}

/** Every string and template without parts, in the order of the text; not module names, keys and types. */
function literalsIn(script: Script): readonly Literal[] {
  const literals: Literal[] = [];
  const names = new Map<ts.Node, string>();
  const assigned = new Map<ts.Node, string>();
  walk(script, (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return false;
    nameParts(node, names, assigned);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) literals.push({ span: spanOf(node, script), text: node.text, name: names.get(node), assigned: assigned.get(node) });
    else if (ts.isTemplateExpression(node)) literals.push({ span: spanOf(node, script), text: '', name: undefined, assigned: undefined });
    return undefined;
  });
  return literals;
}

/** Notes for the values of this node by which name they go, and which of them are surely what the name stands for. */
function nameParts(node: ts.Node, names: Map<ts.Node, string>, assigned: Map<ts.Node, string>): void {
  if ((ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) && node.initializer !== undefined) {
    const name = nameOf(node.name);
    if (name !== undefined) give(node.initializer, name, names);
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const name = nameOf(node.left);
    if (name !== undefined) {
      give(node.right, name, names);
      assigned.set(node.right, name);
    }
  } else if (ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.BarBarToken || node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)) {
    // `process.env.DB_PASSWORD ?? 'literal'`, also where the whole has no name of its own.
    const name = nameOf(node.left);
    if (name === undefined) return;
    if (!names.has(node.right)) give(node.right, name, names);
    if (readsEnvironment(node.left)) assigned.set(node.right, name);
  } else if (ts.isCallExpression(node)) {
    // `config.set('apiKey', 'literal')`
    const [first, second] = node.arguments;
    if (first !== undefined && second !== undefined && node.arguments.length === 2 && ts.isStringLiteralLike(first)) {
      give(second, first.text, names);
      assigned.set(second, first.text);
    }
  }
}

/** `process.env.NAME`, `process.env['NAME']`. */
function readsEnvironment(node: ts.Expression): boolean {
  return (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'env';
}

function give(value: ts.Expression, name: string, names: Map<ts.Node, string>): void {
  names.set(value, name);
  if (ts.isParenthesizedExpression(value) || ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) give(value.expression, name, names);
  else if (ts.isConditionalExpression(value)) {
    give(value.whenTrue, name, names);
    give(value.whenFalse, name, names);
  } else if (ts.isBinaryExpression(value) && (value.operatorToken.kind === ts.SyntaxKind.BarBarToken || value.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)) give(value.right, name, names);
  else if (ts.isCallExpression(value) && ts.isPropertyAccessExpression(value.expression) && value.expression.name.text === 'from' && value.arguments[0] !== undefined) give(value.arguments[0], name, names);
}

/** Of a declared name, a property (`x.password`, `x['password']`) or a key. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteral(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) return node.argumentExpression.text;
  return undefined;
}
