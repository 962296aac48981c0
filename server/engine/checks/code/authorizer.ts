/** Reports Lambda authorizers that allow more than the request, or allow when something goes wrong. Knows no template. */
import { codeFacts, type Call, type CodeFacts, type Place, type Reading, type Seen } from '../../facts/code-calls';
import type { Facts } from '../../facts/facts';
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts, unwrapped, walk } from '../../syntax/script';
import { isFunction, lastWord, memberName } from '../../syntax/names';
import { contains } from '../../text/span';
import { fill, type Checker } from '../checker';
import { replaced } from '../fixes/fix';
import { functionsOf } from './call';

/** What tells a script of an authorizer. */
const telling = ['execute-api:', 'isAuthorized', 'policyDocument'];

export const authorizerWildcard: Checker = {
  name: 'authorizer-wildcard',
  over: ['scripts'],
  *run(rule, facts) {
    const code = codeFacts(facts);
    for (const uri of code.mentioning(telling.slice(0, 1))) {
      const reading = code.reading(uri);
      for (const statement of reading === undefined ? [] : allowing(reading, code)) yield* widest(rule, statement, reading, code, facts);
      yield undefined;
    }
  },
};

interface Statement {
  readonly object: Place<ts.ObjectLiteralExpression>;
  readonly resource: Place;
}

/** Objects with `Effect`, `Action: execute-api:…` and `Resource`, where the effect may be to allow. */
function* allowing(reading: Reading, code: CodeFacts): Generator<Statement> {
  for (const { node, scope, around } of [...(reading.properties.get('Resource') ?? []), ...(reading.properties.get('resource') ?? [])]) {
    const object = around[0];
    if (object === undefined || !ts.isObjectLiteralExpression(object)) continue;
    const place = { node: object, scope };
    const action = code.property(place, 'Action') ?? code.property(place, 'action');
    const effect = code.property(place, 'Effect') ?? code.property(place, 'effect');
    const actions = Array.isArray(action) ? action.flatMap((one: Place) => code.texts(one)) : [];
    const effects = Array.isArray(effect) ? effect.flatMap((one: Place) => code.texts(one)) : [];
    if (!actions.some((one) => /^execute-api:/i.test(one)) || effects.includes('Deny')) continue;
    if (Array.isArray(effect) && effects.length === 0 && !effect.some((one: Place) => ts.isIdentifier(unwrapped(one.node)))) continue;
    yield { object: place, resource: { node: ts.isPropertyAssignment(node) ? node.initializer : node.name, scope } };
  }
}

/** `*`, or an ARN that is nothing but stars behind the service. */
const everything = /^(?:\*|arn:aws:execute-api:\*(?::\*)*(?:\/\*)*)$/;

function* widest(rule: RuleData, { resource }: Statement, reading: Reading | undefined, code: CodeFacts, facts: Facts): Generator<Draft> {
  for (const constant of code.constants(resource)) if (typeof constant.value === 'string' && everything.test(constant.value)) yield draftOf(rule, constant.at, facts);
  // The policy is made by a function of the script: what it is called with counts.
  const name = unwrapped(resource.node);
  const { inside } = resource.scope;
  if (!ts.isIdentifier(name) || inside === undefined || reading === undefined) return;
  const index = inside.parameters.findIndex((parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === name.text);
  if (index < 0) return;
  for (const call of callsOf(inside, reading)) {
    const argument = call.node.arguments?.[index];
    const refuses = (call.node.arguments ?? []).some((one) => code.texts({ node: one, scope: call.scope }).includes('Deny'));
    if (argument === undefined || refuses) continue;
    const wide = code.constants({ node: argument, scope: call.scope }).some(({ value }) => typeof value === 'string' && everything.test(value));
    if (wide) yield draftOf(rule, { node: argument, scope: call.scope }, facts);
  }
}

/** Calls of a function by the name that it has, or that its variable has. */
function callsOf(callable: ts.Node, reading: Reading): readonly Call[] {
  const name = nameOf(callable, reading);
  return name === undefined ? [] : reading.calls.get(name) ?? [];
}

function nameOf(callable: ts.Node, reading: Reading): string | undefined {
  if ((ts.isFunctionDeclaration(callable) || ts.isMethodDeclaration(callable)) && callable.name !== undefined) return ts.isIdentifier(callable.name) ? callable.name.text : undefined;
  const holder = isFunction(callable) ? reading.functions.get(callable)?.around[0] : undefined;
  if (holder !== undefined && ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return holder.name.text;
  if (holder !== undefined && ts.isPropertyAssignment(holder)) return memberName(holder.name);
  return holder !== undefined && ts.isBinaryExpression(holder) ? lastWord(holder.left) : undefined;
}

function draftOf(rule: RuleData, { node, scope }: Place, facts: Facts): Draft {
  const { script } = scope;
  return { location: { uri: script.fileName, span: spanOf(node, script) }, message: rule.message, functions: functionsOf(script.fileName, facts), fixes: thisMethod({ node, scope }) };
}

/** The event's own ARN, where the function around has the event. */
function thisMethod({ node, scope }: Place): readonly Fix[] {
  const [event] = scope.inside?.parameters ?? [];
  const { script } = scope;
  if (event === undefined || !ts.isIdentifier(event.name) || !/ev(?:en)?t|request|req/i.test(event.name.text)) return [];
  const text = `${event.name.text}.methodArn`;
  return [{ title: 'Allow the requested method alone', kind: 'review', edits: () => [{ uri: script.fileName, edits: [replaced(node, text, script)] }] }];
}

interface FailOpen {
  readonly onError: string;
  readonly byDefault: string;
}

export const authorizerFailOpen: Checker = {
  name: 'authorizer-fail-open',
  over: ['scripts'],
  *run(rule, facts) {
    const { onError, byDefault } = rule.with as FailOpen;
    const code = codeFacts(facts);
    for (const uri of code.mentioning(telling)) {
      const reading = code.reading(uri);
      if (reading === undefined) continue;
      const { script } = reading.top;
      const draft = (node: ts.Node, what: string): Draft => ({ location: { uri, span: spanOf(node, script) }, message: fill(rule.message, { what }), functions: functionsOf(uri, facts) });
      const allows = allowances(reading, code);
      const inCatch = catches(script);
      for (const allow of allows) if (inCatch.some((block) => contains(spanOf(block, script), spanOf(allow, script)))) yield draft(allow, onError);
      for (const allow of initially(reading, code)) yield draft(allow, byDefault);
      yield undefined;
    }
  },
};

/** Places that say yes: `Effect: 'Allow'`, `isAuthorized: true`, a call with 'Allow' or of `generateAllow`. */
function allowances(reading: Reading, code: CodeFacts): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const value = ({ node, scope }: Seen<ts.PropertyAssignment | ts.ShorthandPropertyAssignment>): Place => ({ node: ts.isPropertyAssignment(node) ? node.initializer : node.name, scope });
  const surely = (place: Place, what: string | boolean): boolean => {
    const constants = code.constants(place);
    return constants.length > 0 && constants.every((constant) => constant.value === what);
  };
  for (const name of ['Effect', 'effect']) for (const one of reading.properties.get(name) ?? []) if (surely(value(one), 'Allow')) found.push(one.node);
  for (const one of reading.properties.get('isAuthorized') ?? []) if (surely(value(one), true)) found.push(one.node);
  for (const call of [...reading.calls.values()].flat()) {
    if (/^(?:generate|build|create|make)?allow(?:Policy|Request|All|Access)?$/i.test(lastWord(call.node.expression))) found.push(call.node);
    else if ((call.node.arguments ?? []).some((argument) => ts.isStringLiteralLike(argument) && argument.text === 'Allow')) found.push(call.node);
  }
  return found;
}

function catches(script: ts.Node): readonly ts.Node[] {
  const blocks: ts.Node[] = [];
  walk(script, (node) => {
    if (ts.isCatchClause(node)) blocks.push(node.block);
    else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'catch' && node.arguments[0] !== undefined) blocks.push(node.arguments[0]);
    return undefined;
  });
  return blocks;
}

/** `let effect = 'Allow'` that is turned into a refusal later, in the cases that somebody thought of. */
function* initially(reading: Reading, code: CodeFacts): Generator<ts.Node> {
  for (const [name, list] of reading.assignments) {
    for (const { node, scope } of list) {
      if (!ts.isIdentifier(node.left)) continue;
      const later = code.constants({ node: node.right, scope }).map(({ value }) => value);
      if (later.length !== 1 || (later[0] !== 'Deny' && later[0] !== false)) continue;
      for (let current: typeof scope | undefined = scope; current !== undefined; current = current.outer) {
        const first = current.names.get(name)?.find((giving) => giving.kind === 'value' && giving.declared);
        if (first?.kind !== 'value') continue;
        const [constant] = code.constants(first);
        if ((constant?.value === 'Allow' && later[0] === 'Deny') || (constant?.value === true && later[0] === false && /^(?:is)?_?(?:auth|allow|permit|grant)/i.test(name))) yield first.node;
        break;
      }
    }
  }
}

