/** Reports calls, options and assignments in code that a rule names by what they are given. Which, the rule says. */
import type { Facts } from '../../facts/facts';
import { entriesThrough } from '../../facts/lookup';
import { codeFacts, type Call, type CodeFacts, type Place } from '../../facts/code-calls';
import type { Draft, Fix, RelatedPlace } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts } from '../../syntax/script';
import { isFunctionValue, lastWord, memberName, referencePath } from '../../syntax/names';
import type { Cloud } from '../../template/deployment';
import { possibilities } from '../../template/value';
import type { Location } from '../../text/span';
import type { Severity } from '../../workspace';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { variablesOf } from '../environment';
import { optionAdded, replacement } from './edits';
import { hintsOf, metBy, namedCalls, type Condition, type Met, type Named } from './pattern';
import { namesAround, namesGiven } from './purpose';
import { functionNames } from '../reached';

interface Change {
  readonly title: string;
  /** The option that gets the text; what met the first condition where there is none. */
  readonly at?: string;
  readonly text: string;
  /** Nothing hangs on the old value. */
  readonly kind?: 'safe';
}

interface Reported {
  /** Of the message: what it is, as `MD5`; may have `{callee}` and `{value}` in it. */
  readonly what: string;
  readonly severity?: Severity;
  readonly fix?: Change;
}

export interface CallPattern extends Named, Reported {
  /** All must be met. The first says what is pointed at. */
  readonly where?: readonly Condition[];
  /** None may be met. */
  readonly unless?: readonly Condition[];
  /** A name around the call, or in what it is given, must match. */
  readonly purpose?: string;
  /** No name around the call, or in what it is given, may match. */
  readonly harmless?: string;
  /** In place of the rule's. */
  readonly message?: string;
}

interface ValuePattern extends Reported {
  readonly names: readonly string[];
  /** An expression for the value as text; all that it may be has to match. */
  readonly is: string;
  /** The value's text is looked at instead, where it is no constant. */
  readonly written?: true;
  /** Properties of the same object that leave this one without effect. */
  readonly notBeside?: readonly string[];
  /** Of variables: clouds whose runtime does not ask for it. */
  readonly ignoredBy?: readonly Cloud[];
}

interface Parameters {
  readonly calls?: readonly CallPattern[];
  /** Properties of any object literal, whatever it is given to. */
  readonly properties?: readonly ValuePattern[];
  /** `process.env.NAME = …`, `tls.DEFAULT_MIN_VERSION = …`, by whole paths. */
  readonly assignments?: readonly ValuePattern[];
  /** Environment variables of deployed functions. */
  readonly environment?: readonly ValuePattern[];
}

export const codeCall: Checker = {
  name: 'code-call',
  over: ['deployments', 'scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const { calls = [], properties = [], assignments = [], environment = [] } = parameters;
    if (environment.length > 0) yield* inEnvironments(rule, environment, facts);
    const code = codeFacts(facts);
    const words = [...hintsOf(calls, code), ...[...properties, ...assignments].flatMap(({ names }) => names.map((name) => name.slice(name.lastIndexOf('.') + 1)))];
    for (const uri of code.mentioning(words)) {
      yield* draftsOfCalls(rule, uri, calls, code, facts);
      yield* inValues(rule, uri, parameters, code, facts);
    }
  },
};

/** The calls of a script that patterns mean, each told once. */
export function* draftsOfCalls(rule: RuleData, uri: string, patterns: readonly CallPattern[], code: CodeFacts, facts: Facts): Generator<Draft> {
  const told = new Set<ts.Node>();
  for (const [call, pattern] of namedCalls(code, uri, patterns)) {
    const draft = told.has(call.node) ? undefined : inCall(rule, call, pattern, code, facts);
    if (draft === undefined) continue;
    told.add(call.node);
    yield draft;
  }
}

function inCall(rule: RuleData, call: Call, pattern: CallPattern, code: CodeFacts, facts: Facts): Draft | undefined {
  const met: Met[] = [];
  for (const condition of pattern.where ?? []) {
    const one = metBy(code, call, condition);
    if (one === undefined) return undefined;
    met.push(one);
  }
  if (pattern.unless?.some((condition) => metBy(code, call, condition) !== undefined) === true) return undefined;
  if (pattern.purpose !== undefined && !hasName(call, pattern.purpose)) return undefined;
  if (pattern.harmless !== undefined && hasName(call, pattern.harmless)) return undefined;
  const [first] = met;
  const at = pointedAt(call, first, code);
  return {
    location: at,
    message: filled(pattern.message ?? rule.message, pattern.what, calleeText(call), first?.constant === undefined ? undefined : String(first.constant.value)),
    related: writtenElsewhere(first, at),
    functions: functionsOf(at.uri, facts),
    fixes: fixesOf(call, pattern, first, code),
    ...(pattern.severity === undefined ? {} : { severity: pattern.severity }),
  };
}

function hasName(call: Call, words: string): boolean {
  const expression = new RegExp(words, 'i');
  return [...namesAround(call), ...namesGiven(call)].some((name) => expression.test(name));
}

function filled(message: string, what: string, callee: string, value: string | undefined): string {
  return fill(fill(message, { what }), { callee, value });
}

/** What is called, as a person would say it: without the arguments of calls on the way. */
export function calleeText({ node }: Pick<Call, 'node'>): string {
  return referencePath(node.expression)?.join('.') ?? lastWord(node.expression);
}

/** The option where it stands in the call, the argument where the option stands elsewhere, what is called where nothing is given. */
function pointedAt(call: Call, met: Met | undefined, code: CodeFacts): Location {
  const { script } = call.scope;
  const uri = script.fileName;
  if (met?.option.kind === 'given') {
    const { node, scope } = met.option.at;
    if (scope.script === script && node.pos >= call.node.pos && node.end <= call.node.end) return { uri, span: spanOf(node, script) };
    const argument = (call.node.arguments ?? []).find((one) => [...code.values({ node: one, scope: call.scope })].some((value) => value.scope.script === scope.script && value.node.pos <= node.pos && node.end <= value.node.end));
    if (argument !== undefined) return { uri, span: spanOf(argument, script) };
  }
  return { uri, span: spanOf(call.node.expression, script) };
}

function writtenElsewhere(met: Met | undefined, { uri, span }: Location): readonly RelatedPlace[] {
  if (met?.constant === undefined) return [];
  const { node, scope } = met.constant.at;
  const there = { uri: scope.script.fileName, span: spanOf(node, scope.script) };
  return there.uri === uri && there.span.start >= span.start && there.span.end <= span.end ? [] : [{ location: there, message: 'it is written here' }];
}

function fixesOf(call: Call, { fix }: Reported, met: Met | undefined, code: CodeFacts): readonly Fix[] {
  if (fix === undefined) return [];
  const edits = fix.at !== undefined ? optionAdded(call, fix.at, fix.text, code) : met?.constant === undefined ? undefined : replacement(met.constant.at, fix.text);
  return edits === undefined ? [] : [{ title: fix.title, kind: fix.kind ?? 'review', edits: () => edits }];
}

/** Names of the deployed functions that run a file. */
export function functionsOf(uri: string, facts: Facts): readonly string[] {
  return functionNames(entriesThrough(uri, facts));
}

function* inValues(rule: RuleData, uri: string, { properties = [], assignments = [] }: Parameters, code: CodeFacts, facts: Facts): Generator<Draft | undefined> {
  const reading = code.reading(uri);
  if (reading === undefined) return;
  for (const pattern of properties) {
    for (const name of pattern.names) {
      for (const { node, scope, around } of reading.properties.get(name) ?? []) {
        if (!hasBeside(around[0], pattern) && !staysHere(around)) yield valueDraft(rule, memberName(node.name) ?? name, { node: ts.isPropertyAssignment(node) ? node.initializer : node.name, scope }, node, pattern, code, facts);
      }
      for (const { node, scope } of reading.assignments.get(name) ?? []) {
        if (!ts.isIdentifier(node.left)) yield valueDraft(rule, name, { node: node.right, scope }, node, pattern, code, facts);
      }
    }
    yield undefined;
  }
  for (const pattern of assignments) {
    for (const name of pattern.names) {
      const last = name.slice(name.lastIndexOf('.') + 1);
      for (const { node, scope } of reading.assignments.get(last) ?? []) {
        if (referencePath(node.left)?.join('.').endsWith(name) === true) yield valueDraft(rule, last, { node: node.right, scope }, node, pattern, code, facts);
      }
    }
  }
}

function hasBeside(object: ts.Node | undefined, { notBeside = [] }: ValuePattern): boolean {
  return object !== undefined && ts.isObjectLiteralExpression(object) && object.properties.some((property) => property.name !== undefined && notBeside.includes(memberName(property.name) ?? ''));
}

/** `connect({ host: '127.0.0.1', tls: { … } })`: what is said never leaves the machine. Settings that stand by themselves are copied for other hosts, and `localhost` may be a tunnel's end. */
function staysHere(around: readonly ts.Node[]): boolean {
  return around.some((object, i) => {
    const outer = around[i + 1];
    return ts.isObjectLiteralExpression(object) && outer !== undefined && (ts.isCallExpression(outer) || ts.isNewExpression(outer))
      && object.properties.some((property) => ts.isPropertyAssignment(property) && /^host(?:name)?$/.test(memberName(property.name) ?? '') && ts.isStringLiteralLike(property.initializer) && /^(?:127\.|::1$)/.test(property.initializer.text));
  });
}

/** Only where all that the value may be is known to match: a switch for local runs is none. */
function valueDraft(rule: RuleData, name: string, value: Place, at: ts.Node, pattern: ValuePattern, code: CodeFacts, facts: Facts): Draft | undefined {
  const expression = new RegExp(pattern.is, 'i');
  const values = code.values(value);
  const texts = values.map((one) => (pattern.written === true && (ts.isBinaryExpression(one.node) || ts.isPropertyAccessExpression(one.node)) ? one.node.getText(one.scope.script) : textOf(one, code)));
  if (!texts.every((text) => text !== undefined && expression.test(text))) return undefined;
  const { script } = value.scope;
  const [only, ...others] = values;
  return {
    location: { uri: script.fileName, span: spanOf(at, script) },
    message: filled(rule.message, pattern.what, name, texts[0]),
    functions: functionsOf(script.fileName, facts),
    fixes: pattern.fix === undefined || only === undefined || others.length > 0 ? [] : [{ title: pattern.fix.title, kind: 'review', edits: () => replacement(only, pattern.fix?.text ?? '') }],
    ...(pattern.severity === undefined ? {} : { severity: pattern.severity }),
  };
}

/** A constant as text; a function that does nothing but give back undefined, null or true as `() => nothing`. */
function textOf(place: Place, code: CodeFacts): string | undefined {
  const [constant, ...more] = code.constants(place);
  if (constant !== undefined && more.length === 0) return String(constant.value);
  const { node } = place;
  if (!isFunctionValue(node)) return undefined;
  const body: ts.Node = node.body;
  const harmless = (inner: ts.Node | undefined): boolean => inner === undefined || inner.kind === ts.SyntaxKind.TrueKeyword || inner.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(inner) && inner.text === 'undefined') || ts.isVoidExpression(inner);
  if (!ts.isBlock(body)) return harmless(body) ? '() => nothing' : undefined;
  const [statement, ...rest] = body.statements;
  return rest.length === 0 && (statement === undefined || (ts.isReturnStatement(statement) && harmless(statement.expression))) ? '() => nothing' : undefined;
}

function* inEnvironments(rule: RuleData, patterns: readonly ValuePattern[], facts: Facts): Generator<Draft> {
  for (const deployment of facts.deployments) {
    for (const { variable, functions } of variablesOf(deployment, facts)) {
      const pattern = patterns.find(({ names }) => names.includes(variable.name));
      if (pattern === undefined || functions.every(({ builds }) => builds === true) || (deployment.cloud !== undefined && pattern.ignoredBy?.includes(deployment.cloud) === true)) continue;
      const expression = new RegExp(pattern.is, 'i');
      const value = possibilities(variable.value).find((one) => one.kind === 'scalar' && expression.test(String(one.value)));
      if (value === undefined) continue;
      const { fix } = pattern;
      yield {
        location: variable.value.at,
        message: filled(rule.message, pattern.what, variable.name, value.kind === 'scalar' ? String(value.value) : undefined),
        functions: functions.map((deployed) => deployed.name),
        related: value.via,
        fixes: fix === undefined || value.via.length > 0 ? [] : changes(fix.title, deployment, [{ kind: 'replace', value, by: fix.text.replace(/^'|'$/g, '') }], 'review'),
      };
    }
  }
}
