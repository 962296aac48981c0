/** Reports connections without encryption to another host. Which calls connect, the rule says. */
import { codeFacts, type Call, type CodeFacts, type Place } from '../../facts/code-calls';
import type { Facts } from '../../facts/facts';
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts } from '../../syntax/script';
import { fill, type Checker } from '../checker';
import { calleeText, functionsOf } from './call';
import { propertyAdded } from './edits';
import { locationOf } from './key-literal';
import { isLocalHost } from './local-host';
import { hintsOf, metBy, namedCalls, type Condition, type Named } from './pattern';
import { beginning } from '../../text/span';

interface AddressPattern extends Named {
  /** Where the address may stand. */
  readonly at: readonly string[];
}

interface ProtocolPattern extends Named {
  readonly what: string;
  /** Where the host may stand; a local one is no other host. */
  readonly hosts?: readonly string[];
  /** Options that switch encryption on; one of them with another value than false makes it safe, one that is not known may. */
  readonly safe?: readonly string[];
  readonly where?: readonly Condition[];
  /** The host is the first argument of the call around. */
  readonly hostAround?: boolean;
  /** The host is pointed at, not what is called. */
  readonly pointed?: boolean;
  /** Only where the host is written out. */
  readonly named?: boolean;
  /** An option of the call's first argument that the fix sets. */
  readonly fix?: { readonly name: string; readonly text: string };
}

interface Parameters {
  readonly addresses: readonly AddressPattern[];
  /** Protocols of addresses that are not encrypted, and those that are. */
  readonly schemes: Readonly<Record<string, string>>;
  /** Hosts that are reached within the machine or a private network. */
  readonly privateHosts: string;
  readonly protocols: readonly ProtocolPattern[];
  /** Database settings that a tool reads from a module: what such an object's `dialect` may be. */
  readonly dialects: string;
}

export const cleartext: Checker = {
  name: 'cleartext',
  over: ['scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    for (const uri of code.mentioning(Object.keys(parameters.schemes).map((scheme) => `${scheme}://`))) {
      const told = new Set<string>();
      for (const [call, { at }] of namedCalls(code, uri, parameters.addresses)) {
        for (const way of at) {
          const draft = inAddress(rule, call, way, parameters, code, facts);
          if (draft === undefined || told.has(beginning(draft.location))) continue;
          told.add(beginning(draft.location));
          yield draft;
        }
      }
      yield undefined;
    }
    for (const uri of code.mentioning(hintsOf(parameters.protocols, code))) {
      const told = new Set<ts.Node>();
      for (const [call, pattern] of namedCalls(code, uri, parameters.protocols)) {
        const draft = told.has(call.node) ? undefined : overProtocol(rule, call, pattern, parameters, code, facts);
        if (draft !== undefined) told.add(call.node);
        yield draft;
      }
      yield undefined;
    }
    for (const uri of code.mentioning(['dialect'])) {
      yield* inSettings(rule, uri, parameters, code, facts);
      yield undefined;
    }
  },
};

/** `{ dialect: 'postgres', host: 'db.…' }` without `ssl`, wherever it stands. */
function* inSettings(rule: RuleData, uri: string, { dialects, privateHosts }: Parameters, code: CodeFacts, facts: Facts): Generator<Draft> {
  const known = new RegExp(dialects);
  for (const { node, scope, around } of code.reading(uri)?.properties.get('dialect') ?? []) {
    const object = around[0];
    if (object === undefined || !ts.isObjectLiteralExpression(object) || !ts.isPropertyAssignment(node) || around.some((outer) => ts.isCallExpression(outer) || ts.isNewExpression(outer))) continue;
    const place: Place = { node: object, scope };
    const texts = (name: string): readonly string[] => {
      const found = code.property(place, name);
      return found === undefined || found === 'unknown' ? [] : found.flatMap((one) => code.texts(one));
    };
    if (!texts('dialect').some((text) => known.test(text)) || !texts('host').some((host) => isPublicHost(host, true, privateHosts))) continue;
    const options = code.property(place, 'dialectOptions');
    const encryption = options === undefined ? undefined : options === 'unknown' ? 'unknown' : options.map((one) => code.property(one, 'ssl'))[0];
    const off = encryption === undefined || (encryption !== 'unknown' && encryption.every((one) => code.constants(one).some(({ value }) => value === false)));
    if (off && code.property(place, 'ssl') === undefined) yield { location: locationOf({ node, scope }), message: fill(rule.message, { what: 'What the database client exchanges' }), functions: functionsOf(uri, facts) };
  }
}

/** An address that begins with a cleartext protocol and a host that is written out. */
function inAddress(rule: RuleData, call: Call, way: string, { schemes, privateHosts }: Parameters, code: CodeFacts, facts: Facts): Draft | undefined {
  const option = code.option(call, way);
  if (option.kind !== 'given') return undefined;
  for (const value of option.values) {
    const written = addressOf(value, code);
    if (written === undefined) continue;
    const [, scheme = '', host = ''] = /^([a-z+]+):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(written.text) ?? [];
    const better = schemes[scheme.toLowerCase()];
    if (better === undefined || host === '' || !isPublicHost(host, written.whole, privateHosts)) continue;
    const location = locationOf(written.at);
    return {
      location,
      message: fill(rule.message, { what: `What \`${calleeText(call)}\` exchanges with \`${host}\` by ${scheme.toLowerCase()}` }),
      functions: functionsOf(location.uri, facts),
      fixes: [otherScheme(written.at, scheme, better)],
    };
  }
  return undefined;
}

interface Address {
  readonly text: string;
  /** False where more may follow the host's first words. */
  readonly whole: boolean;
  readonly at: Place;
}

/** Of a literal, a template or sum that begins with one, or `new URL(…)`. */
function addressOf(place: Place, code: CodeFacts): Address | undefined {
  const { node, scope } = place;
  if (ts.isStringLiteralLike(node)) return { text: node.text, whole: true, at: place };
  if (ts.isTemplateExpression(node)) return node.head.text === '' ? firstOf(node.templateSpans[0]?.expression, place, code) : { text: node.head.text, whole: false, at: place };
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    let left: ts.Expression = node;
    while (ts.isBinaryExpression(left) && left.operatorToken.kind === ts.SyntaxKind.PlusToken) left = left.left;
    return firstOf(left, place, code);
  }
  const [first] = ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL' ? node.arguments ?? [] : [];
  if (first === undefined) return undefined;
  return code.values({ node: first, scope }).map((inner) => addressOf(inner, code)).find((found) => found !== undefined);
}

function firstOf(node: ts.Expression | undefined, { scope }: Place, code: CodeFacts): Address | undefined {
  const [only, ...others] = node === undefined ? [] : code.values({ node, scope });
  return only !== undefined && others.length === 0 && ts.isStringLiteralLike(only.node) ? { text: only.node.text, whole: false, at: only } : undefined;
}

/** A host with a dot that is neither this machine nor one of a private network; cut short, it must at least end in a domain. */
function isPublicHost(host: string, whole: boolean, privateHosts: string): boolean {
  if (isLocalHost(host) || new RegExp(privateHosts, 'i').test(host)) return false;
  return whole ? host.includes('.') : /\.[a-z]{2,}$/i.test(host);
}

function otherScheme({ node, scope: { script } }: Place, from: string, to: string): Fix {
  const start = script.text.indexOf(`${from}://`, node.getStart(script));
  return { title: `Use ${to}`, kind: 'review', edits: () => [{ uri: script.fileName, edits: [{ span: { start, end: start + from.length }, newText: to }] }] };
}

/** `ssl: production ? { … } : false` is off in one stage, perhaps. */
function isSure(option: ReturnType<CodeFacts['option']>, code: CodeFacts): boolean {
  return option.kind !== 'given' || option.values.every((value) => code.constants(value).length > 0);
}

function overProtocol(rule: RuleData, call: Call, pattern: ProtocolPattern, { privateHosts }: Parameters, code: CodeFacts, facts: Facts): Draft | undefined {
  for (const way of pattern.safe ?? []) {
    const option = code.option(call, way);
    if (option.kind === 'unknown') return undefined;
    if (option.kind === 'given' && !option.values.every((value) => code.constants(value).some((constant) => constant.value === false || constant.value === null))) return undefined;
  }
  if (!(pattern.where ?? []).every((condition) => metBy(code, call, condition) !== undefined && isSure(code.option(call, condition.at), code))) return undefined;
  const outer = pattern.hostAround === true ? call.around.find((node) => ts.isCallExpression(node) || ts.isNewExpression(node)) : undefined;
  const beside = outer !== undefined && (ts.isCallExpression(outer) || ts.isNewExpression(outer)) ? outer.arguments?.[0] : undefined;
  if (beside !== undefined && code.texts({ node: beside, scope: call.scope }).some((host) => isLocalHost(host))) return undefined;
  // Without a word about the host it is this machine.
  if (pattern.hosts !== undefined && (call.node.arguments ?? []).length === 0) return undefined;
  const given = (pattern.hosts ?? []).map((way) => code.option(call, way)).filter((option) => option.kind === 'given');
  const hosts = given.flatMap((option) => option.values.flatMap((value) => code.texts(value)));
  if (hosts.some((host) => isLocalHost(host)) || (pattern.named === true && !hosts.some((host) => isPublicHost(host, true, privateHosts)))) return undefined;
  const { script } = call.scope;
  const [first] = call.node.arguments ?? [];
  const edits = pattern.fix === undefined || first === undefined ? undefined : propertyAdded(code.values({ node: first, scope: call.scope })[0] ?? { node: first, scope: call.scope }, pattern.fix.name, pattern.fix.text);
  return {
    location: pattern.pointed === true && given[0] !== undefined ? locationOf(given[0].at) : { uri: script.fileName, span: spanOf(call.node.expression, script) },
    message: fill(rule.message, { what: pattern.what }),
    functions: functionsOf(script.fileName, facts),
    fixes: edits === undefined ? [] : [{ title: 'Encrypt the connection', kind: 'review', edits: () => edits }],
  };
}
