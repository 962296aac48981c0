/** What a handler sends back: objects with a status, a body and headers. */
import { ts } from '../syntax/script';
import type { Argument, Frame, Machine } from './machine';
import { bare } from './members';
import { form } from './models';
import { nodeOf, ofKind, report } from './sinks';
import { constantTexts, deepTaints, external, nothing, onlyText, type External, type Value } from './values';

/** Checks an object literal that is an HTTP answer by its fields. */
export function responseLiteral(machine: Machine, fields: ReadonlyMap<string, Value>, places: ReadonlyMap<string, ts.Node>, node: ts.ObjectLiteralExpression, frame: Frame): void {
  if (!fields.has('statusCode') && !(fields.has('status') && fields.has('headers'))) return;
  const bodyNode = places.get('body');
  if (bodyNode !== undefined) checkBody(machine, fields, bodyNode, node, frame);
  const headers = fields.get('headers');
  const location = headers === undefined ? undefined : headerNamed(headers, 'location');
  const headersNode = places.get('headers');
  // Without a body it is what a response of the web is made with.
  if (headers?.deep === true && headersNode !== undefined && (fields.has('statusCode') || fields.has('body') || fields.has('jsonBody'))) checkHeaders(machine, headers, headersNode, node, frame);
  const redirect = machine.models.kinds.get('redirect');
  if (location !== undefined && headersNode !== undefined && redirect !== undefined) report(machine, ofKind(redirect), location.taints, headersNode, node, frame);
}

function checkHeaders(machine: Machine, headers: Value, node: ts.Node, site: ts.Node, frame: Frame): void {
  const kind = machine.models.kinds.get('header');
  if (kind === undefined) return;
  for (const [name, value] of headers.fields ?? []) if (name.toLowerCase() !== 'location') report(machine, ofKind(kind), value.taints, nodeOf(node, name), site, frame);
}

/** Checks an answer that is put together bit by bit, when it gets its body: `response.body = …`. */
export function responseAssigned(machine: Machine, answer: Value, given: Value, body: ts.Expression, site: ts.Node, frame: Frame): void {
  if (answer.fields?.has('statusCode') === true) checkBody(machine, answer.fields, body, site, frame);
  else if (answer.taints.some(({ shape }) => shape?.answers?.module === 'koa')) contextAnswers(machine, given, body, site, frame);
}

/** `ctx.body = text`: Koa takes a text that begins with `<` for a page, unless a type was set (its guide's "response.body="). */
function contextAnswers(machine: Machine, { taints, fields }: Value, body: ts.Expression, site: ts.Node, frame: Frame): void {
  const page = machine.models.kinds.get('html');
  if (page === undefined || fields !== undefined) return;
  const isTyped = /\.type\s*=|content-type/i.test(frame.script.text);
  const begins = firstText(body).trimStart().startsWith('<');
  report(machine, ofKind(page), taints.filter(({ before, clean }) => begins || (!isTyped && before === '' && (clean & form.text) !== 0)), body, site, frame);
}

/** What a text that is put together begins with. */
function firstText(node: ts.Expression): string {
  let inner = bare(node);
  while (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.PlusToken) inner = bare(inner.left);
  if (ts.isTemplateExpression(inner)) return inner.head.text;
  return ts.isStringLiteralLike(inner) ? inner.text : '';
}

function checkBody(machine: Machine, fields: ReadonlyMap<string, Value>, bodyNode: ts.Node, site: ts.Node, frame: Frame): void {
  const body = fields.get('body');
  if (body?.deep !== true) return;
  const page = machine.models.kinds.get('html');
  const response = machine.models.kinds.get('response');
  if (isHtml(fields.get('headers')) && page !== undefined) report(machine, ofKind(page), body.taints, bodyNode, site, frame);
  if (response !== undefined) report(machine, ofKind(response), deepTaints(body), bodyNode, site, frame);
}

function isHtml(headers: Value | undefined): boolean {
  const type = headers === undefined ? undefined : headerNamed(headers, 'content-type');
  return type !== undefined && isPage(type);
}

/** `new Response(body, { headers })` of the web, and what extends it. */
export function isResponse({ module, path }: External): boolean {
  return (module === 'global' && path[0] === 'Response' && path.length === 1) || (module === 'next/server' && path[0] === 'NextResponse');
}

export function webResponse(machine: Machine, [body, options]: readonly Argument[], site: ts.Node, frame: Frame): void {
  const headers = options?.value.fields?.get('headers');
  const at = options === undefined ? undefined : nodeOf(options.node, 'headers');
  if (body?.value.deep === true) {
    const page = machine.models.kinds.get('html');
    const response = machine.models.kinds.get('response');
    if (isHtml(headers) && page !== undefined) report(machine, ofKind(page), body.value.taints, body.node, site, frame);
    if (response !== undefined) report(machine, ofKind(response), deepTaints(body.value), body.node, site, frame);
  }
  if (headers?.deep !== true || at === undefined) return;
  // Headers of the web take no line breaks; what stands in a cookie may still end it and begin an attribute.
  const cookie = headerNamed(headers, 'set-cookie');
  if (cookie !== undefined) checkHeaders(machine, { ...headers, fields: new Map([['set-cookie', cookie]]) }, at, site, frame);
  const redirect = machine.models.kinds.get('redirect');
  const location = headerNamed(headers, 'location');
  if (location !== undefined && redirect !== undefined) report(machine, ofKind(redirect), location.taints, at, site, frame);
}

/** What a call such as `res.type('json')` says that the answer is; undefined where it says nothing. A type that is not known is no page. */
export function typedAs(name: string, args: readonly Argument[]): 'page' | 'other' | undefined {
  const [first = nothing, ...others] = args.map((argument) => argument.value);
  const type = name === 'type' || name === 'contentType' ? first
    : /^(set|header|setHeader)$/.test(name) && /^content-type$/i.test(onlyText(first) ?? '') ? others[0]
      : /^(set|header|headers|writeHead)$/.test(name) ? [first, ...others].map((value) => headerNamed(value, 'content-type')).find((value) => value !== undefined)
        : undefined;
  if (type === undefined) return undefined;
  return isPage(type) ? 'page' : 'other';
}

/** The answer after such a call, also under the name that it has. */
export function typedAnswer(machine: Machine, { module, path }: External, type: 'page' | 'other', receiver: ts.Expression, frame: Frame): Value {
  const answer = external(module, path[0] ?? '', type === 'page' ? aPage : notPage);
  let root = bare(receiver);
  while (ts.isCallExpression(root) || ts.isPropertyAccessExpression(root)) root = bare(root.expression);
  // What it is called with stands behind this call, also where the name is one of a function around this one.
  if (ts.isIdentifier(root) && machine.evaluate(root, frame).externals.some((one) => one.module === module && one.path[0] === path[0])) frame.env.set(root.text, answer);
  return answer;
}

/** Stand in the path of an answer whose content type is known. */
const aPage = '(HTML)';
const notPage = '(other than HTML)';

function isPage(type: Value): boolean {
  return constantTexts(type).some((text) => /html|svg/i.test(text));
}

function headerNamed(headers: Value, name: string): Value | undefined {
  for (const [field, value] of headers.fields ?? []) if (field.toLowerCase() === name) return value;
  return undefined;
}
