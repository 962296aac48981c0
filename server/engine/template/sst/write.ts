/** Writes changes into SST programs in the words of its components. Knows no rule. */
import { spanOf, ts, type Script } from '../../syntax/script';
import type { Location } from '../../text/span';
import { addProperty, expressionAt, holderOf, nameOfMade, propertyNamed, quoted } from '../cdk/script';
import type { Change, Grant, Plain, Resource, Trigger } from '../deployment';
import { isReference, plainText, programChange, put, putText, type Edits, type ProgramWriting } from '../program-write';
import type { ProgramModel } from '../pulumi/model';
import { pulumiChange } from '../pulumi/write';
import type { ReferenceValue } from '../value';
import { functionProperties, queueProperties, types } from './vocabulary';

type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

/** Where a component, or a function that is described in place, is written. */
export interface Component {
  readonly type: string;
  /** The expression that makes it. */
  readonly at: Location;
  /** The object with its properties, where it has one. */
  readonly options: Location | undefined;
  /** The second generation has a scope before the name. */
  readonly isSecond: boolean;
}

export interface Model extends ProgramModel {
  readonly components: ReadonlyMap<string, Component>;
}

export function sstChange(change: Change, model: Model): Edits {
  const writing: ProgramWriting = { script: model.script, reference: () => undefined };
  switch (change.kind) {
    case 'add': return change.resource.type === types.queue ? addedQueue(change, model) : undefined;
    case 'set': return redrive(change, model, (to) => nameOfComponent(to, change.resource, model)) ?? set(change.resource, change.path, change.to, model, writing) ?? pulumiChange(change, model);
    case 'authorize': return authorized(change.trigger, change.function, model) ?? pulumiChange(change, model);
    case 'grant': return granted(change, model, { ...writing, reference: (to) => arnOf(to, change.function, model) }) ?? pulumiChange(change, model);
    case 'statement': return statement(change, { ...writing, reference: (to) => arnOf(to, functionsOf(change.grant), model) });
    case 'entry': return (change.key === 'FunctionResponseTypes' ? partialResponses(change.map.at, model) : undefined) ?? pulumiChange(change, model);
    default: return programChange(change, writing) ?? pulumiChange(change, model);
  }
}

function set(id: string, path: readonly string[], to: Plain, model: Model, writing: ProgramWriting): Edits {
  const component = model.components.get(id);
  if (component === undefined) return undefined;
  const table = component.type === types.queue ? queueProperties : component.type === types.function ? functionProperties : [];
  const wanted = path.join('.');
  const word = table.find((one) => one.path.join('.') === wanted && (one.from !== 'memory' || !component.isSecond) && (one.from !== 'memorySize' || component.isSecond)) ?? table.find((one) => wanted.startsWith(`${one.path.join('.')}.`));
  const script = model.script(component.at.uri);
  if (word === undefined || script === undefined) return undefined;
  const rest = path.slice(word.path.length);
  const measure = word.unit !== undefined && typeof to === 'number' && !(component.isSecond && word.unit === 'megabytes') ? (word.unit === 'seconds' ? `${String(to)} ${to === 1 ? 'second' : 'seconds'}` : `${String(to)} MB`) : to;
  const text = plainText(measure, component.at, script, writing);
  return text === undefined ? undefined : inOptions(component, [...word.from.split('.'), ...rest], text, script);
}

/** A queue for failures is made where it is named. */
function addedQueue({ resource, then }: Of<'add'>, model: Model): Edits {
  const id = `${resource.beside}${resource.suffix}`;
  const [wanted, ...more] = then?.(id) ?? [];
  if (wanted?.kind !== 'set' || more.length > 0 || model.resources.some((one) => one.id === id)) return undefined;
  const ordered = resource.properties['FifoQueue'] === true ? ', { fifo: true }' : '';
  return redrive(wanted, model, (to, made, script) => (to.resource === id ? `new ${made.expression.getText(script)}(${quoted(id, script)}${ordered})` : undefined));
}

/** `dlq: failures.arn` of a queue of the third generation. */
function redrive({ resource, path, to }: Of<'set'>, model: Model, nameOf: (to: ReferenceValue, made: ts.NewExpression, script: Script) => string | undefined): Edits {
  const component = path.join('.') === 'RedrivePolicy' ? model.components.get(resource) : undefined;
  const script = component === undefined || component.isSecond ? undefined : model.script(component.at.uri);
  const made = component === undefined || script === undefined ? undefined : expressionAt(script, component.at.span);
  const target = to !== null && typeof to === 'object' && 'deadLetterTargetArn' in to ? to['deadLetterTargetArn'] : undefined;
  if (component === undefined || script === undefined || made === undefined || !ts.isNewExpression(made) || !isReference(target)) return undefined;
  const name = nameOf(target, made, script);
  return name === undefined ? undefined : inOptions(component, ['dlq'], `${name}.arn`, script);
}

/** Every component that functions may be linked to says its ARN. */
function arnOf(to: ReferenceValue, user: string, model: Model): string | undefined {
  const name = to.attribute === 'Arn' || model.components.get(to.resource)?.type === types.topic ? nameOfComponent(to, user, model) : undefined;
  return name === undefined ? undefined : `${name}.arn`;
}

/** Only of one that was made before. */
function nameOfComponent({ resource }: ReferenceValue, beside: string, model: Model): string | undefined {
  const [target, own] = [model.components.get(resource), model.components.get(beside)];
  const script = target === undefined || target.at.uri !== own?.at.uri || target.at.span.start > own.at.span.start ? undefined : model.script(target.at.uri);
  return target === undefined || script === undefined ? undefined : nameOfMade(script, target.at.span);
}

/** Into the component's properties; a handler that stands alone becomes one of them. */
function inOptions({ options, at }: Component, path: readonly string[], text: string, script: Script): Edits {
  if (options !== undefined) {
    const node = expressionAt(script, options.span);
    return node === undefined ? undefined : putText(script, node, path, text);
  }
  const node = expressionAt(script, at.span);
  const [name = '', ...inner] = path;
  const value = inner.reduceRight((within, key) => `{ ${key}: ${within} }`, text);
  if (node !== undefined && ts.isStringLiteralLike(node)) {
    const own = spanOf(node, script);
    return [{ uri: at.uri, edits: [{ span: own, newText: `{ handler: ${script.text.slice(own.start, own.end)}, ${name}: ${value} }` }] }];
  }
  const last = node !== undefined && ts.isNewExpression(node) ? node.arguments?.at(-1) : undefined;
  return last === undefined || !ts.isStringLiteralLike(last) ? undefined : [{ uri: at.uri, edits: [{ span: { start: last.end, end: last.end }, newText: `, { ${name}: ${value} }` }] }];
}

function authorized(trigger: Trigger, name: string, model: Model): Edits {
  if (trigger.kind === 'url') {
    const component = model.components.get(name);
    const script = component === undefined ? undefined : model.script(component.at.uri);
    if (component === undefined || script === undefined) return undefined;
    const iam = quoted('iam', script);
    return signedUrl(component, script, iam);
  }
  return trigger.kind === 'http' ? signedRoute(trigger.at, model) : undefined;
}

function signedUrl(component: Component, script: Script, iam: string): Edits {
  const key = component.isSecond ? 'authorizer' : 'authorization';
  const options = component.options === undefined ? undefined : expressionAt(script, component.options.span);
  const url = options !== undefined && ts.isObjectLiteralExpression(options) ? propertyNamed(options, 'url')?.initializer : undefined;
  if (url === undefined) return undefined;
  if (ts.isObjectLiteralExpression(url)) return putText(script, url, [key], iam);
  return url.kind === ts.SyntaxKind.TrueKeyword ? [{ uri: script.fileName, edits: [{ span: spanOf(url, script), newText: `{ ${key}: ${iam} }` }] }] : undefined;
}

/** `api.route('GET /x', handler, { auth: { iam: true } })`; among the second generation's routes an `authorizer`. */
function signedRoute({ uri, span }: Location, model: Model): Edits {
  const script = model.script(uri);
  const holder = script === undefined ? undefined : holderOf(script, span);
  if (script === undefined || holder === undefined) return undefined;
  if (ts.isCallExpression(holder)) {
    const [, handler, options] = holder.arguments;
    if (options !== undefined) return putText(script, options, ['auth'], '{ iam: true }');
    return handler === undefined ? undefined : [{ uri, edits: [{ span: { start: handler.end, end: handler.end }, newText: ', { auth: { iam: true } }' }] }];
  }
  if (!ts.isPropertyAssignment(holder)) return undefined;
  const route = holder.initializer;
  const iam = quoted('iam', script);
  if (ts.isObjectLiteralExpression(route)) return putText(script, route, ['authorizer'], iam);
  const own = spanOf(route, script);
  return ts.isStringLiteralLike(route) ? [{ uri, edits: [{ span: own, newText: `{ function: ${script.text.slice(own.start, own.end)}, authorizer: ${iam} }` }] }] : undefined;
}

/** What one of the permissions says, which are lists there. */
function statement({ grant, actions, resources }: Of<'statement'>, writing: ProgramWriting): Edits {
  const lists = ([['actions', actions], ['resources', resources]] as const).flatMap(([key, items]) => (items === undefined ? [] : [put(grant.at, [key], items, writing)]));
  const edits = lists.flatMap((one) => one ?? []);
  return lists.includes(undefined) || edits.length === 0 ? undefined : [{ uri: grant.at.uri, edits: edits.flatMap((one) => one.edits) }];
}

function functionsOf({ holder }: Grant): string {
  return holder.kind === 'role' ? holder.functions[0] ?? '' : '';
}

/** One more of the function's permissions, as the third generation lists them. */
function granted({ function: name, actions, resources }: Extract<Change, { kind: 'grant' }>, model: Model, writing: ProgramWriting): Edits {
  const component = model.components.get(name);
  const script = component === undefined || component.isSecond ? undefined : model.script(component.at.uri);
  const text = script === undefined || component === undefined ? undefined : plainText({ actions, resources }, component.at, script, writing);
  if (component === undefined || script === undefined || text === undefined) return undefined;
  const options = component.options === undefined ? undefined : expressionAt(script, component.options.span);
  const known = options !== undefined && ts.isObjectLiteralExpression(options) ? propertyNamed(options, 'permissions')?.initializer : undefined;
  if (known === undefined) return inOptions(component, ['permissions'], `[${text}]`, script);
  if (!ts.isArrayLiteralExpression(known)) return undefined;
  const last = known.elements.at(-1);
  const own = spanOf(known, script);
  return [{ uri: script.fileName, edits: [last === undefined ? { span: own, newText: `[${text}]` } : { span: { start: last.end, end: last.end }, newText: `, ${text}` }] }];
}

/** `queue.subscribe(handler, { batch: { partialResponses: true } })`. */
function partialResponses(at: Location, model: Model): Edits {
  const mapping: Resource | undefined = model.resources.find(({ type, properties }) => type === types.mapping && properties.at.span.start === at.span.start && properties.at.uri === at.uri);
  const script = mapping === undefined ? undefined : model.script(at.uri);
  const member = script === undefined ? undefined : holderOf(script, at.span);
  const call = script === undefined || member === undefined ? undefined : holderOf(script, spanOf(member, script));
  if (script === undefined || call === undefined || !ts.isCallExpression(call)) return undefined;
  const [handler, options] = call.arguments;
  if (options !== undefined && ts.isObjectLiteralExpression(options)) {
    const batch = propertyNamed(options, 'batch');
    return batch === undefined ? [{ uri: at.uri, edits: [addProperty(script, options, 'batch: { partialResponses: true }')] }] : putText(script, options, ['batch', 'partialResponses'], 'true');
  }
  return handler === undefined || options !== undefined ? undefined : [{ uri: at.uri, edits: [{ span: { start: handler.end, end: handler.end }, newText: ', { batch: { partialResponses: true } }' }] }];
}
