/** Reports credentials that stand as literals in code or in resources: by their own shape, by the name or the call that they are given to; those of a function's environment are another rule's. Knows no dialect. */
import type { Facts } from '../facts/facts';
import { codeFacts } from '../facts/code-calls';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { readingOf, type Reading, type Seen } from '../code/scopes';
import { memberName } from '../syntax/names';
import { spanOf, ts, unwrapped } from '../syntax/script';
import { contains, type Span } from '../text/span';
import { fill, type Checker } from './checker';
import { functionsOf } from './code/call';
import { keyLiterals, strategyLiterals, type KeyLiteral, type KeyModel } from './code/key-literal';
import { hintsOf } from './code/pattern';
import { givenSecretsIn, secretKnowledge } from './environment';
import { offered } from './fixes/fix';
import { literalToStore } from './secret-accessor';
import { literalProperties } from './template/literal-property';
import { article, isAssignedSecret, isAuthorization, isNamedSecret, isPassword, isPlaceholder, masked, mayNameSecrets, secretsIn, type SecretKnowledge } from './secret-text';

/** What a literal is given to. */
interface Naming {
  /** A variable, property or parameter; undefined where it is given to nothing named. */
  readonly name: string | undefined;
  /** Where the literal is surely what the name stands for. */
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
      yield* literalProperties(rule, deployment, knowledge, ({ uri, span }) => givenSecretsIn(uri, knowledge, facts).includes(span.start));
      yield undefined;
    }
    if (facts.scripts.length === 0) return;
    for (const uri of facts.scripts) {
      for (const one of secretsOf(uri, knowledge, facts)) if (!givenSecretsIn(uri, knowledge, facts).includes(one.span.start)) yield draftOf(rule, facts, uri, one);
      yield undefined;
    }
    yield* inCalls(rule, facts, knowledge);
  },
};

function secretsOf(uri: string, knowledge: SecretKnowledge, facts: Facts): readonly Found[] {
  const file = facts.snapshot.file(uri);
  const script = facts.snapshot.script(uri);
  return file === undefined || script === undefined ? [] : facts.snapshot.memo.of('literal-secrets', file, () => secretsInScript(readingOf(script, facts.snapshot), knowledge));
}

/** Literals that calls use as keys or passwords, whatever they are called; each is told once, where it is used first. */
function* inCalls(rule: RuleData, facts: Facts, knowledge: SecretKnowledge): Generator<Draft | undefined> {
  const code = codeFacts(facts);
  const model = facts.models['keys'] as KeyModel;
  const told = new Set<string>();
  for (const uri of code.mentioning([...hintsOf(model.secrets, code), ...hintsOf(model.passwords, code), 'passport'])) {
    const passwords = [...keyLiterals(uri, model.passwords, model, code)].filter((one) => !one.local && one.text !== '' && !isPlaceholder(one.text, knowledge));
    for (const one of [...keyLiterals(uri, model.secrets, model, code), ...strategyLiterals(uri, model, code), ...passwords]) {
      const literal = one.written;
      const place = `${literal.uri} ${String(literal.span.start)}`;
      if (told.has(place) || givenSecretsIn(literal.uri, knowledge, facts).includes(literal.span.start) || /[$#%]\{|\{\{/.test(one.text) || secretsOf(literal.uri, knowledge, facts).some(({ span }) => span.start === literal.span.start)) continue;
      told.add(place);
      yield usedDraft(rule, facts, one);
    }
    yield undefined;
  }
}

function usedDraft(rule: RuleData, facts: Facts, { used: location, written: literal, isText, callee, what, name, text }: KeyLiteral): Draft {
  const elsewhere = location.uri !== literal.uri || location.span.start !== literal.span.start;
  const said = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  return {
    location,
    message: fill(rule.message, { What: text === '' ? `${said} is empty: it` : `${said} (given to \`${callee}\`)` }),
    related: elsewhere ? [{ location: literal, message: 'it is written here' }] : [],
    functions: functionsOf(location.uri, facts),
    fixes: isText ? [offered(facts, () => literalToStore(name, literal, facts))] : [],
  };
}

function draftOf(rule: RuleData, facts: Facts, uri: string, { span, what, name }: Found): Draft {
  return { location: { uri, span }, message: fill(rule.message, { What: what }), functions: functionsOf(uri, facts), fixes: name === undefined ? [] : [offered(facts, () => literalToStore(name, { uri, span }, facts))] };
}

function secretsInScript({ top: { script }, texts, properties }: Reading, knowledge: SecretKnowledge): readonly Found[] {
  const hints = knowledge.hints.foundIn(script.text);
  const shaped = secretsIn(script.text, knowledge, hints);
  if (shaped.length === 0 && !mayNameSecrets(hints, knowledge)) return [];
  const found: Found[] = [];
  // What a store is asked for is a secret's name.
  const asked = new Set((properties.get('SecretId') ?? []).flatMap(({ node }) => (ts.isPropertyAssignment(node) && ts.isIdentifier(node.initializer) ? [node.initializer.text] : [])));
  const examples = new Map<ts.ObjectLiteralExpression, boolean>();
  for (const literal of texts) {
    const { node } = literal;
    const inside = shaped.length === 0 ? undefined : shaped.find((match) => contains(spanOf(node, script), match.span));
    const text = ts.isTemplateExpression(node) ? '' : node.text;
    const { name, assigned } = ts.isTemplateExpression(node) ? unnamed : namingOf(literal);
    if (inside === undefined && name === undefined && assigned === undefined) continue;
    if ((name === knowledge.pages.field && isForPages(literal, knowledge)) || (inside === undefined && name !== undefined && asked.has(name))) continue;
    const one = inside === undefined ? namedSecret({ name, assigned }, text, knowledge) : { name: inside.span.end - inside.span.start === text.length ? name : undefined, what: `${article(inside.what)} ${inside.what} (\`${masked(script.text.slice(inside.span.start, inside.span.end))}\`)` };
    if (one !== undefined && (inside !== undefined || !isMadeUp(literal, examples))) found.push({ span: spanOf(node, script), ...one });
  }
  return found.sort((one, other) => one.span.start - other.span.start);
}

/** By the name that it is given to. */
function namedSecret({ name, assigned }: { readonly name: string | undefined; readonly assigned: string | undefined }, text: string, knowledge: SecretKnowledge): Omit<Found, 'span'> | undefined {
  if (name !== undefined && (isPassword(name, text, knowledge) || isNamedSecret(name, text, knowledge))) return { name, what: `The value of \`${name}\`` };
  if (name !== undefined && isAuthorization(name, text, knowledge)) return { name: undefined, what: `The credential in \`${name}\`` };
  return assigned !== undefined && isAssignedSecret(assigned, text, knowledge) ? { name: assigned, what: `The value of \`${assigned}\`` } : undefined;
}

/** `{ apiKey, authDomain, … }`: what a page calls its project with. */
function isForPages({ around }: Seen<ts.Node>, { pages }: SecretKnowledge): boolean {
  return around.find(ts.isObjectLiteralExpression)?.properties.some(({ name }) => name !== undefined && pages.beside.includes(memberName(name) ?? '')) === true;
}

/** `{ email: 'admin@shop.test', password: '…' }`: nobody has an address at a domain that is kept for examples and tests (RFC 2606). `sampleUser` says so itself. */
function isMadeUp({ around }: Seen<ts.Node>, examples: Map<ts.ObjectLiteralExpression, boolean>): boolean {
  if (around.some((one) => ts.isVariableDeclaration(one) && one.initializer !== undefined && ts.isObjectLiteralExpression(unwrapped(one.initializer)) && /^_?(?:sample|mock|fake|dummy|example|fixture|stub)(?:[A-Z_\d]|s?$)|^(?:SAMPLE|MOCK|FAKE|DUMMY|EXAMPLE|FIXTURE)_/.test(nameOf(one.name) ?? ''))) return true;
  const object = around.find(ts.isObjectLiteralExpression);
  if (object === undefined) return false;
  // However many texts stand in it, it is gone through once.
  let known = examples.get(object);
  if (known === undefined) examples.set(object, (known = object.properties.some((property) => ts.isPropertyAssignment(property) && endsInExample(property.initializer))));
  return known;
}

/** The text itself, or what stands in for a missing variable of the environment. */
function endsInExample(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node)) return endsInExample(node.right);
  return ts.isStringLiteralLike(node) && /^[^@\s]+@(?:[\w-]+\.)*(?:(?:test|example|invalid|localhost)|example\.(?:com|net|org))$/i.test(node.text);
}

const unnamed: Naming = { name: undefined, assigned: undefined };

/** By what stands around: through brackets, the ways of a condition, `Buffer.from(…)`. */
function namingOf({ node, around }: Seen<ts.Node>): Naming {
  /** What a value stands beside that counts where the whole has no name of its own: `process.env.DB_PASSWORD ?? 'literal'`. */
  let beside = unnamed;
  let value: ts.Node = node;
  const named = (name: string | undefined, isAssigned: boolean): Naming => ({ name: name ?? beside.name, assigned: isAssigned && value === node ? name : beside.assigned });
  for (const outer of around) {
    if (ts.isParenthesizedExpression(outer) || ts.isAsExpression(outer) || ts.isSatisfiesExpression(outer) || (ts.isConditionalExpression(outer) && outer.condition !== value)) value = outer;
    else if (ts.isBinaryExpression(outer) && outer.right === value && (outer.operatorToken.kind === ts.SyntaxKind.BarBarToken || outer.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)) {
      const name = beside.name ?? nameOf(outer.left);
      beside = { name, assigned: value === node && readsEnvironment(outer.left) ? name : beside.assigned };
      value = outer;
    } else if (ts.isCallExpression(outer)) {
      const [first, second] = outer.arguments;
      // `config.set('apiKey', 'literal')`
      if (first !== undefined && second === value && outer.arguments.length === 2 && ts.isStringLiteralLike(first)) return named(first.text, true);
      if (first !== value || !ts.isPropertyAccessExpression(outer.expression) || outer.expression.name.text !== 'from') return beside;
      value = outer;
    } else if (ts.isBinaryExpression(outer)) return outer.operatorToken.kind === ts.SyntaxKind.EqualsToken && outer.right === value ? named(nameOf(outer.left), true) : beside;
    else if (ts.isVariableDeclaration(outer) || ts.isPropertyAssignment(outer) || ts.isPropertyDeclaration(outer) || ts.isParameter(outer) || ts.isBindingElement(outer)) return outer.initializer === value ? named(nameOf(outer.name), false) : beside;
    else return beside;
  }
  return beside;
}

/** `process.env.NAME`, `process.env['NAME']`. */
function readsEnvironment(node: ts.Expression): boolean {
  return (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'env';
}

/** Of a declared name, a property (`x.password`, `x['password']`) or a key. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteral(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) return node.argumentExpression.text;
  return undefined;
}
