/** Reports doors that pages of any origin may use: in the template's cross-origin settings and headers, and in responses written in code. */
import type { Facts } from '../facts/facts';
import type { Draft, Fix } from '../finding';
import type { RuleData } from '../rules/rule';
import { importsOf } from '../syntax/imports';
import { isFunction } from '../syntax/names';
import { spanOf, ts, unwrapped, walk, type Script } from '../syntax/script';
import type { Deployment } from '../template/deployment';
import { booleanOf, itemsOf, possibilities, stringOf, valueAt, type MapEntry, type Value } from '../template/value';
import type { Span } from '../text/span';
import { changes } from './change';
import { fill, type Checker } from './checker';
import { upTo } from './excerpt';
import { listed } from './holder';
import { bucketType } from './vocabulary';

const originHeader = /(?:^|\.)access-control-allow-origin$/i;
const credentialsHeader = /(?:^|\.)access-control-allow-credentials$/i;

/** Stands for the user's own in a fix. */
const exampleOrigin = 'https://www.example.com';

export const anyOrigin: Checker = {
  name: 'any-origin',
  over: ['deployments', 'scripts'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      yield* inApis(rule, deployment, facts);
      yield* inRoutes(rule, deployment, facts);
      yield* inBuckets(rule, deployment, facts);
      for (const resource of deployment.resources) yield* inHeaders(rule, resource.properties, deployment, facts);
      yield undefined;
    }
    for (const uri of facts.scripts) {
      const script = facts.snapshot.script(uri);
      if (script !== undefined) yield* inScript(rule, uri, script, facts);
      yield undefined;
    }
  },
};

function* inApis(rule: RuleData, deployment: Deployment, facts: Facts): Generator<Draft> {
  for (const api of deployment.apis) {
    if (api.cors === undefined) continue;
    const star = api.cors.origins.flatMap(possibilities).find(isStar);
    if (star !== undefined) yield { ...draft(rule, star, `the answers of API \`${api.id}\``, booleanOf(api.cors.credentials) === true), fixes: nameOrigin([star], deployment, facts) };
  }
}

/** Only where the star is written out, or a word stands for it that the dialect knows: what stands for it elsewhere is spelled in a way of its own. */
function nameOrigin(stars: readonly Value[], deployment: Deployment, facts: Facts): readonly Fix[] {
  const isWritten = stars.every(({ at: { uri, span } }) => /\*|^true$/.test(facts.snapshot.file(uri)?.text.slice(span.start, span.end) ?? ''));
  return isWritten ? changes(`Allow ${exampleOrigin} only (put your own origin there)`, deployment, stars.map((value) => ({ kind: 'replace', value, by: exampleOrigin }))) : [];
}

/** Routes that each say so are one finding where they are more than a few. */
function* inRoutes(rule: RuleData, deployment: Deployment, facts: Facts): Generator<Draft> {
  const open = new Map<string, { readonly star: Value; readonly label: string; readonly withCredentials: boolean }[]>();
  for (const { label, route } of deployment.functions.flatMap((deployed) => deployed.triggers)) {
    const star = route?.cors?.origins.flatMap(possibilities).find(isStar);
    if (route?.cors === undefined || star === undefined) continue;
    open.set(route.api, [...(open.get(route.api) ?? []), { star, label, withCredentials: booleanOf(route.cors.credentials) === true }]);
  }
  for (const routes of open.values()) {
    const [first, ...others] = routes;
    if (first === undefined) continue;
    if (routes.length <= 3) for (const { star, label, withCredentials } of routes) yield { ...draft(rule, star, `the answers of \`${label}\``, withCredentials), fixes: nameOrigin([star], deployment, facts) };
    else {
      const where = `the answers of ${listed(routes.map(({ label }) => label))}`;
      const related = others.map(({ star, label }) => ({ location: star.at, message: label }));
      yield { ...draft(rule, first.star, where, routes.some(({ withCredentials }) => withCredentials)), related, fixes: nameOrigin(routes.map(({ star }) => star), deployment, facts) };
    }
  }
}

/** Reading a bucket from any page is what public files are for, so only `strict` speaks of it; writing is not. */
function* inBuckets(rule: RuleData, deployment: Deployment, facts: Facts): Generator<Draft> {
  for (const bucket of deployment.resources) {
    if (bucket.type !== bucketType) continue;
    for (const entry of itemsOf(valueAt(bucket.properties, 'CorsConfiguration', 'CorsRules'))) {
      const star = itemsOf(valueAt(entry, 'AllowedOrigins')).flatMap(possibilities).find(isStar);
      const methods = itemsOf(valueAt(entry, 'AllowedMethods')).map(stringOf);
      if (star === undefined) continue;
      const changing = methods.some((method) => method !== undefined && !/^(?:GET|HEAD)$/i.test(method));
      if (changing) yield { ...draft(rule, star, `and change bucket \`${bucket.id}\``, false), ...upTo(entry.at, star.at), fixes: nameOrigin([star], deployment, facts) };
      else if (methods.length > 0 && methods.every((method) => method !== undefined)) yield { ...draft(rule, star, `the objects of bucket \`${bucket.id}\``, false), ...upTo(entry.at, star.at), severity: 'information', only: 'strict', fixes: nameOrigin([star], deployment, facts) };
    }
  }
}

/** Headers that the gateway itself adds: gateway responses, integration responses, OpenAPI extensions. */
function* inHeaders(rule: RuleData, value: Value, deployment: Deployment, facts: Facts): Generator<Draft> {
  if (value.kind === 'list') for (const item of value.items) yield* inHeaders(rule, item, deployment, facts);
  if (value.kind !== 'map') return;
  const withCredentials = value.entries.some((entry) => credentialsHeader.test(entry.key) && /^'?true'?$/i.test(String(stringOf(entry.value) ?? booleanOf(entry.value) ?? '')));
  for (const entry of value.entries) {
    const star = originHeader.test(entry.key) ? possibilities(entry.value).find(isStar) : undefined;
    if (star !== undefined) yield { ...draft(rule, star, whereOf(entry), withCredentials), fixes: nameOrigin([star], deployment, facts) };
    else yield* inHeaders(rule, entry.value, deployment, facts);
  }
}

function whereOf(entry: MapEntry): string {
  return `answers with this \`${entry.key.replace(/^.*\./, '')}\``;
}

/** `*`, also in the quotes that API Gateway wants around a fixed header. */
function isStar(value: Value): boolean {
  const text = stringOf(value)?.trim();
  return text === '*' || text === "'*'" || text === '"*"';
}

function draft(rule: RuleData, star: Value, where: string, withCredentials: boolean): Draft {
  return { location: star.at, message: messageOf(rule, where, withCredentials), related: star.via, ...(withCredentials ? { severity: 'error' as const } : {}) };
}

function messageOf(rule: RuleData, where: string, withCredentials: boolean): string {
  // Fetch Standard, "CORS protocol and credentials": a browser takes no `*` then, so somebody will soon answer with whatever origin asks.
  return fill(rule.message, { where, credentials: withCredentials ? ' (but none with credentials, which are allowed besides: browsers want a name then)' : '' });
}

/** Whether code that answers web requests runs through the file. */
function answers(uri: string, facts: Facts): boolean {
  return facts.derived('answers requests', uri, ({ entries, snapshot }) => snapshot.memo.of('answering-files', entries, (all) => new Set(all
    .filter(({ entry }) => entry.events.some((event) => event === 'http' || event === 'unknown' || event === 'load-balancer' || event === 'edge'))
    .flatMap(({ entry, report }) => [entry.uri, ...report.files]))).has(uri));
}

function* inScript(rule: RuleData, uri: string, script: Script, facts: Facts): Generator<Draft> {
  let isTold = false;
  for (const { star, credentials, reflects, byDefault } of facts.snapshot.memo.of('any-origin', script, starsIn)) {
    if (!answers(uri, facts)) return;
    const span = spanOf(star, script);
    const own = `'${exampleOrigin}'`;
    const fix: Fix = { title: `Allow ${exampleOrigin} only (put your own origin there)`, kind: 'review', edits: () => [{ uri, edits: [byDefault === undefined ? { span, newText: own } : { span: byDefault.span, newText: byDefault.text(own) }] }] };
    // No cookie goes along: what is told is little more than what a program may ask for itself.
    if (byDefault !== undefined && !credentials) {
      // An answer to `OPTIONS` says the same once more.
      if (isTold) continue;
      isTold = true;
      yield { location: { uri, span }, message: messageOf(rule, 'what is answered here', false), severity: 'information', fixes: [fix] };
      continue;
    }
    const message = reflects ? fill(rule.message, { where: 'this response with the cookies of whoever visits them', credentials: ', as the origin that asks is the one that is answered' }) : messageOf(rule, 'this response', credentials);
    yield { location: { uri, span }, message, ...(credentials ? { severity: 'error' as const } : {}), fixes: [fix] };
  }
}

interface OpenDoor {
  readonly star: ts.Node;
  readonly credentials: boolean;
  /** Whichever origin asks is allowed by its name. */
  readonly reflects: boolean;
  /** No origin is named: the package's own setting holds. Where one is to be written, and how. */
  readonly byDefault?: { readonly span: Span; readonly text: (origin: string) => string };
}

/**
 * `'Access-Control-Allow-Origin': '*'` in an object, `headers['Access-Control-Allow-Origin'] = '*'`, `setHeader('Access-Control-Allow-Origin', '*')`; the
 * origin that asks beside credentials, and packages that are told so.
 */
function starsIn(script: Script): readonly OpenDoor[] {
  if (!/access-control-allow-origin|\bcors\b/i.test(script.text)) return [];
  const found: OpenDoor[] = [];
  const set: HeaderSet[] = [];
  const functions: ts.Node[] = [];
  walk(script, (node) => {
    if (isFunction(node)) functions.push(node);
    if (ts.isObjectLiteralExpression(node)) {
      const named = node.properties.filter(ts.isPropertyAssignment).map((property) => ({ name: nameText(property.name), value: property.initializer }));
      const credentials = named.some(({ name, value }) => credentialsHeader.test(name) && (value.kind === ts.SyntaxKind.TrueKeyword || literal(value) === 'true'));
      for (const { name, value } of named) if (originHeader.test(name)) {
        if (literal(value) === '*') found.push({ star: value, credentials, reflects: false });
        else if (credentials && asksOrigin(value, script)) found.push({ star: value, credentials, reflects: true });
      }
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isElementAccessExpression(node.left)) {
      if (originHeader.test(literal(node.left.argumentExpression) ?? '') && literal(node.right) === '*') found.push({ star: node.right, credentials: false, reflects: false });
    } else if (ts.isCallExpression(node)) {
      const [name, value] = node.arguments;
      if (name !== undefined && value !== undefined && originHeader.test(literal(name) ?? '') && literal(value) === '*') found.push({ star: value, credentials: false, reflects: false });
      const on = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression.getText(script) : undefined;
      if (on !== undefined && name !== undefined && value !== undefined && /^access-control-allow-/i.test(literal(name) ?? '')) set.push({ on, name: literal(name) ?? '', value });
      const option = optionOf(node, script);
      if (option !== undefined) found.push(option);
    }
    return undefined;
  });
  return [...found, ...reflectedBySetting(set, functions, script)];
}

/** `response.header('Access-Control-Allow-Origin', …)` */
interface HeaderSet {
  readonly on: string;
  readonly name: string;
  readonly value: ts.Expression;
}

/** The origin that asks, set beside credentials in a function that asks nothing of it. */
function reflectedBySetting(set: readonly HeaderSet[], functions: readonly ts.Node[], script: Script): readonly OpenDoor[] {
  return set.flatMap(({ on, name, value }): readonly OpenDoor[] => {
    if (!originHeader.test(name) || !asksOrigin(value, script)) return [];
    const around = functions.findLast((one) => one.pos <= value.pos && value.end <= one.end);
    const beside = set.some((other) => other.on === on && credentialsHeader.test(other.name) && (other.value.kind === ts.SyntaxKind.TrueKeyword || literal(other.value) === 'true') && around !== undefined && around.pos <= other.value.pos && other.value.end <= around.end);
    const isAsked = around === undefined || /\b(?:includes|indexOf|test|match|has|some|find|startsWith|endsWith)\(|allowed|allowList|whitelist|permitted|trusted|\bvalid/i.test(around.getText(script).replace(/access-control-allow-[\w-]+/gi, ''));
    return beside && !isAsked ? [{ star: value, credentials: true, reflects: true }] : [];
  });
}

/** `event.headers.origin`, `req.get('origin')`, with another behind it or without; or a variable that is given it and asked for nothing else. */
function asksOrigin(value: ts.Expression, script: Script): boolean {
  const node = unwrapped(value);
  if (ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.BarBarToken || node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)) return asksOrigin(node.left, script);
  if (!ts.isIdentifier(node)) return /\bheaders\s*(?:(?:\?\.|\.)\s*)?(?:origin|\[\s*['"]origin['"]\s*\])$|\.(?:get|header)\(\s*['"]origin['"]\s*\)$/i.test(node.getText(script));
  const given: ts.Expression[] = [];
  let uses = 0;
  walk(script, (one) => {
    if (ts.isIdentifier(one) && one.text === node.text) uses++;
    if (ts.isPropertyAccessExpression(one) && one.name.text === node.text) uses--;
    if (ts.isVariableDeclaration(one) && ts.isIdentifier(one.name) && one.name.text === node.text && one.initializer !== undefined) given.push(one.initializer);
    return undefined;
  });
  const [only] = given;
  return uses === 2 && given.length === 1 && only !== undefined && !ts.isIdentifier(unwrapped(only)) && asksOrigin(only, script);
}

/** Packages that answer `*` where they are told nothing. Sources: their READMEs, `origin`; `true` answers with the origin that asks. */
const corsPackages = /^(?:cors|hono\/cors|@fastify\/cors|@koa\/cors)$/;

/** `cors()`, `cors({ … })`, `fastify.register(cors, { … })` */
function optionOf(call: ts.CallExpression, script: Script): OpenDoor | undefined {
  const comes = (node: ts.Node | undefined): string => (node !== undefined && ts.isIdentifier(node) ? importsOf(script).get(node.text)?.module ?? '' : '');
  const registered = ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'register' && comes(call.arguments[0]) === '@fastify/cors';
  const module = registered ? '@fastify/cors' : comes(call.expression);
  if (!corsPackages.test(module)) return undefined;
  const options = call.arguments[registered ? 1 : 0];
  if (options === undefined) {
    // What the origin that asks is answered with here is its own name, and no credentials.
    if (module === '@koa/cors' || (module === '@fastify/cors' && !registered)) return undefined;
    const at = call.end - 1;
    return { star: call, credentials: false, reflects: false, byDefault: { span: { start: at, end: at }, text: (origin) => `${registered ? ', ' : ''}{ origin: ${origin} }` } };
  }
  if (!ts.isObjectLiteralExpression(options) || options.properties.some((one) => !ts.isPropertyAssignment(one) && !(ts.isShorthandPropertyAssignment(one) && one.name.text !== 'origin'))) return undefined;
  const named = new Map(options.properties.filter(ts.isPropertyAssignment).map((property) => [nameText(property.name), property.initializer]));
  const origin = named.get('origin');
  const credentials = named.get('credentials')?.kind === ts.SyntaxKind.TrueKeyword;
  if (origin === undefined) {
    if (module === '@koa/cors') return undefined;
    const at = options.getStart(script) + 1;
    return { star: call, credentials, reflects: false, byDefault: { span: { start: at, end: at }, text: (own) => ` origin: ${own}${options.properties.length === 0 ? ' ' : ','}` } };
  }
  if (origin.kind === ts.SyntaxKind.TrueKeyword && credentials && module !== 'hono/cors') return { star: origin, credentials, reflects: true };
  if (literal(origin) !== '*') return undefined;
  const span = spanOf(origin, script);
  return { star: origin, credentials, reflects: false, byDefault: { span, text: (own) => own } };
}

function nameText(name: ts.PropertyName): string {
  return ts.isStringLiteral(name) || ts.isIdentifier(name) || ts.isNoSubstitutionTemplateLiteral(name) ? name.text : '';
}

function literal(node: ts.Expression): string | undefined {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text : undefined;
}
