/** Finds the functions that the platform calls: by name where a template says so, else by their shape. */
import type { Snapshot } from '../snapshot';
import { ts, walk, type Script } from '../syntax/script';
import { isFunction, lastWord, textOf } from '../syntax/names';
import { folderOf, isWithin, join } from '../text/uri';
import type { CodeKnowledge } from './index';
import { exported } from './bindings';
import { surrounded } from './functions';
import { placeOf, newFrame, type Machine } from './machine';
import { asksBefore, checkedBefore, schemasBeside, untouched } from './middleware';
import type { Models } from './models';
import { dependenciesOf, nearestPackage } from './modules';
import type { Outline } from './outline';
import { placements, type Placed } from './placements';
import { functionsRegistered, registrations, type Counting, type Registered } from './registrations';
import type { EntryPoint, EventKind } from './report';
import { functionsAround, readingOf, type Reading } from './scopes';
import { refusesStrangers } from './strangers';
import type { FunctionCallable, Value } from './values';

export function namedEntry(machine: Machine, uri: string, exportName: string, events: readonly EventKind[], style = 'lambda'): EntryPoint | undefined {
  const outline = machine.outline(uri);
  if (outline === undefined) return undefined;
  const at = placeOfExport(outline, exportName);
  const functions = functionsOf(machine, uri, exportName);
  const place = at ?? functions[0]?.node;
  if (place === undefined) return undefined;
  const frame = newFrame(uri, outline.script, undefined);
  const inside = at !== undefined || functions[0]?.uri === uri;
  return { uri, name: exportName, location: inside ? placeOf(place, frame) : { uri, span: { start: 0, end: 0 } }, events, style };
}

function placeOfExport(outline: Outline, name: string): ts.Node | undefined {
  const direct = outline.exports.get(name);
  if (direct !== undefined) return direct.at;
  const whole = outline.exports.get('module.exports') ?? outline.exports.get('default');
  if (whole?.kind !== 'expression' || !ts.isObjectLiteralExpression(whole.node)) return undefined;
  return whole.node.properties.find((property) => property.name !== undefined && 'text' in property.name && property.name.text === name)?.name;
}

/** The workspace's functions behind an export, out of whatever wraps them. */
export function functionsOf(machine: Machine, uri: string, name: string): readonly FunctionCallable[] {
  const value = exported(machine, uri, name);
  return value.callables.filter((one) => one.kind === 'function');
}

/** Entry points that the file shows by itself. */
export function shownEntries(machine: Machine, uri: string, text: string, snapshot: Snapshot, knowledge: CodeKnowledge): readonly EntryPoint[] {
  const outline = machine.outline(uri);
  if (outline === undefined) return [];
  // Others ask for it when the tree is gone.
  machine.surface(uri);
  const frame = newFrame(uri, outline.script, undefined);
  const standing = placedIn(machine, outline);
  const { entries, told } = codeEntries(machine, outline, uri, text, snapshot, knowledge, new Set(standing.flatMap(({ functions }) => functions.map(({ node }) => node))));
  // What the code hands over itself says more than where it stands.
  const placed = standing.filter(({ functions }) => !functions.every(({ node }) => told.has(node))).map(({ name, at, style, event, functions, inner }): EntryPoint => ({ uri, name, location: placeOf(at, frame), events: [event], style, ...(inner ? { callers: 'own' } : asked(functions.every((one) => one.uri === uri) ? functions.map(({ node }) => node) : [], outline.script)) }));
  const named = lambdaEntries(machine, outline, uri).filter((entry) => !placed.some((one) => one.location.span.start === entry.location.span.start) && !functionsOf(machine, uri, entry.name).some(({ node }) => told.has(node)));
  return [...named, ...placed, ...entries];
}

/** Functions that the code hands over by a call or a decorator, or that look like routes, each once. */
function codeEntries(machine: Machine, outline: Outline, uri: string, text: string, snapshot: Snapshot, knowledge: CodeKnowledge, standing: ReadonlySet<ts.Node>): { readonly entries: readonly EntryPoint[]; readonly told: ReadonlySet<ts.Node> } {
  const routes = knowledge.expressRoutes === 'always' || (knowledge.expressRoutes === 'auto' && runsInFunction(machine, outline, uri, snapshot, machine.models.serverlessPackages));
  const frame = newFrame(uri, outline.script, undefined);
  // Where functions are deployed, a server that the code starts itself is for the desk.
  const shaped = routes && /\b[rR]eq(?:uest)?\b/.test(text) ? routesIn(machine, outline.script).filter(({ serves }) => !serves || knowledge.expressRoutes === 'always') : [];
  const shapes = new Set<ts.Node>(shaped.map(({ node }) => node));
  const registered = registeredIn(machine, outline.script, routes ? 'all' : knowledge.expressRoutes === 'auto' && runsInFunction(machine, outline, uri, snapshot, machine.models.resolverPackages) ? 'resolvers' : 'none');
  const handed = registered.flatMap((one) => {
    const nodes = isFunction(one.node) && one.holds !== true ? [one.node] : functionsRegistered(machine, one, uri).map(({ node }) => node);
    return nodes.length === 0 || (one.style === 'express' && isFunction(one.node) && shapes.has(one.node)) ? [] : [{ one, nodes }];
  });
  // What is handed to a server's router is no Lambda handler either.
  const told = new Set<ts.Node>([...handed.flatMap(({ nodes }) => nodes), ...(routes ? [] : registeredIn(machine, outline.script, 'all').map(({ node }) => node))]);
  const entries = [
    ...handed.map(({ one }): EntryPoint => ({ uri, name: one.label, location: placeOf(one.node, frame), events: [one.event], style: one.style, ...(one.callers === undefined ? asked([one.node], outline.script, one) : { callers: one.callers }) })),
    ...shaped.filter(({ node }) => !told.has(node) && !standing.has(node)).map(({ node, label }): EntryPoint => ({ uri, name: label ?? 'route', location: placeOf(node, frame), events: ['http'], style: 'express', ...(label === undefined ? { shaped: true } : {}), ...asked([node], outline.script, registered.find((one) => one.node === node)) })),
  ];
  return { entries, told };
}

/** What these functions, or those that run before them, ask of whoever calls. */
function asked(functions: readonly ts.Node[], script: Script, registered?: Registered): Pick<EntryPoint, 'callers'> {
  const refuses = functions.length > 0 && functions.every((node) => isFunction(node) && refusesStrangers(node, script));
  return refuses || (registered !== undefined && asksBefore(registered)) ? { callers: 'signed-in' } : {};
}

function registeredIn(machine: Machine, script: Script, routes: Counting): readonly Registered[] {
  return machine.remembered(script, `registered ${routes}`, () => registrations(machine, script.fileName, routes)) ?? [];
}

function placedIn(machine: Machine, outline: Outline): readonly Placed[] {
  return machine.remembered(outline.script, 'placed', () => placements(machine, outline, outline.script.fileName)) ?? [];
}

function routesIn(machine: Machine, script: Script): readonly RouteFunction[] {
  return machine.snapshot.memo.of('routes', script, (key) => routeFunctions(readingOf(key, machine.snapshot)));
}

/** A function behind an entry point, and what its parameters are: names of shapes, or `package:Export`. */
export interface StartedFunction {
  readonly callable: FunctionCallable;
  readonly receives: readonly string[];
  /** A validator stands before it. */
  readonly checked: boolean;
  /** Schemas that the framework has held parts of the first parameter against, by their names. */
  readonly schemas?: Value | undefined;
}

/** The functions behind an entry point that is no Lambda handler. */
export function startedBy(machine: Machine, { uri, name, style, location, events }: EntryPoint): readonly StartedFunction[] {
  const outline = machine.outline(uri);
  if (outline === undefined) return [];
  const { script } = outline;
  const here = (node: ts.Node): boolean => node.getStart(script) === location.span.start;
  const placed = placedIn(machine, outline).find((one) => one.name === name && one.style === style && here(one.at));
  if (placed !== undefined) return placed.functions.map((callable) => ({ callable, receives: placed.receives, checked: false }));
  const registered = registeredIn(machine, script, 'all').find((one) => one.style === style && here(one.node));
  if (registered !== undefined) {
    const checked = checkedBefore(machine, registered, uri);
    const schemas = schemasBeside(machine, registered, uri);
    const receives = untouched(machine, registered, uri) ? registered.receives.map((name) => (name === 'express' ? 'express-untouched' : name)) : registered.receives;
    return functionsOfRegistered(machine, registered, uri).map((callable) => ({ callable, receives, checked, schemas }));
  }
  const route = routesIn(machine, script).find(({ node }) => here(node));
  if (route === undefined) {
    const known = machine.models.called.get(style);
    const receives = events.map((event) => known?.get(event)).find((one) => one !== undefined);
    return receives === undefined ? [] : functionsOf(machine, uri, name).map((callable) => ({ callable, receives, checked: false }));
  }
  const request = /^(?:NextApi|Vercel)Request\b/.test(route.node.parameters[0]?.type?.getText(script) ?? '') ? 'node-request' : 'express';
  const receives = [...(route.node.parameters.length === 4 ? ['-'] : []), request, 'express:Response', 'express:next'];
  return [{ callable: surrounding(machine, uri, route.node, route.around), receives, checked: false }];
}

function functionsOfRegistered(machine: Machine, registered: Registered, uri: string): readonly FunctionCallable[] {
  const { node, around, owner } = registered;
  if (!isFunction(node) || registered.holds === true) return functionsRegistered(machine, registered, uri);
  if (owner === undefined || around.length > 0) return [surrounding(machine, uri, node, around)];
  const script = machine.snapshot.script(uri);
  const self = script === undefined ? undefined : machine.call({ kind: 'class', node: owner, uri, frame: undefined, name: owner.name?.text ?? '' }, [], node, newFrame(uri, script, undefined));
  return [{ kind: 'function', node, uri, frame: undefined, self, name: '' }];
}

/** The function with the variables of those that it stands in. */
function surrounding(machine: Machine, uri: string, node: ts.SignatureDeclaration, around: readonly ts.SignatureDeclaration[]): FunctionCallable {
  return surrounded(machine, uri, [...around, node]) ?? { kind: 'function', node, uri, frame: undefined, self: undefined, name: '' };
}

function lambdaEntries(machine: Machine, outline: Outline, uri: string): readonly EntryPoint[] {
  const { models } = machine;
  const names = [...outline.exports.keys()].filter((name) => name !== 'module.exports' && models.entryNames.test(name));
  const whole = outline.exports.get('module.exports');
  if (whole?.kind === 'expression' && ts.isObjectLiteralExpression(whole.node)) {
    for (const property of whole.node.properties) if (property.name !== undefined && ts.isIdentifier(property.name) && models.entryNames.test(property.name.text)) names.push(property.name.text);
  }
  return [...new Set(names)].flatMap((name) => {
    const functions = functionsOf(machine, uri, name);
    const own = functions.find((one) => one.uri === uri) ?? functions[0];
    if (own === undefined) return [];
    const events = eventsOf(models, own, machine) ?? typedExport(models, outline, name);
    if (events === undefined) return [];
    const entry = namedEntry(machine, uri, name, events);
    return entry === undefined ? [] : [entry];
  });
}

/** The events that a function's first parameter shows by its type or by what is read from it; undefined where it shows none. */
function eventsOf(models: Models, callable: FunctionCallable, machine: Machine): readonly EventKind[] | undefined {
  const [first] = callable.node.parameters;
  if (first === undefined) return undefined;
  const typed = first.type === undefined ? undefined : eventOfType(models, first.type);
  if (typed !== undefined) return [typed];
  if (first.dotDotDotToken !== undefined || isOneRecord(first.type) || callable.node.parameters.length > 3) return undefined;
  const [, second, third] = callable.node.parameters.map(({ name }) => nameText(name));
  if (/^_?(res|response|reply)$/.test(second ?? '') || /^_?next$/.test(third ?? '')) return undefined;
  const script = machine.snapshot.script(callable.uri);
  if (script === undefined || (first.type !== undefined && isForeignEvent(first.type, callable.uri, machine))) return undefined;
  const reads = readsOf(callable.node, first.name, models.entryReads);
  if (ts.isIdentifier(first.name) && !/^(_?event|_?evt|ev|e|record|payload|input|request|req)$/i.test(first.name.text) && reads.size === 0) return undefined;
  return reads.size === 0 ? (ts.isIdentifier(first.name) && /^_?(event|evt)$/i.test(first.name.text) ? ['unknown'] : undefined) : ['unknown'];
}

/** `Stripe.Event`: another product's event by its type, which comes from a package and is no event of a platform. */
function isForeignEvent(type: ts.TypeNode, uri: string, machine: Machine): boolean {
  if (!ts.isTypeReferenceNode(type)) return false;
  let root = type.typeName;
  const last = ts.isIdentifier(root) ? root.text : root.right.text;
  while (!ts.isIdentifier(root)) root = root.left;
  const from = machine.outline(uri)?.imports.get(root.text)?.specifier;
  return from !== undefined && /(?:Event|Request)$/.test(last) && !/^[.~#]|^aws-lambda$|^@(?:\/|aws-|middy\/|types\/)/.test(from) && machine.modules.resolve(from, uri) === undefined;
}

/** `SQSRecord`: a part of an event, which the handler hands over. */
function isOneRecord(type: ts.TypeNode | undefined): boolean {
  return type !== undefined && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && /^(?:SQS|SNSEvent|S3Event|SESEvent|KinesisStream|KinesisFirehose|FirehoseTransformationEvent|DynamoDB|Kafka|MSK|CloudFormation)\w*Record$/.test(type.typeName.text);
}

function nameText(name: ts.BindingName): string {
  return ts.isIdentifier(name) ? name.text : '';
}

function readsOf(node: ts.Node, parameter: ts.BindingName, fields: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  if (!ts.isIdentifier(parameter)) {
    for (const element of parameter.elements) if (ts.isBindingElement(element)) {
      const name = element.propertyName ?? element.name;
      if (ts.isIdentifier(name) && fields.has(name.text)) found.add(name.text);
    }
    return found;
  }
  const name = parameter.text;
  walk(node, (current) => {
    if (ts.isPropertyAccessExpression(current) && ts.isIdentifier(current.expression) && current.expression.text === name && fields.has(current.name.text)) found.add(current.name.text);
    if (ts.isVariableDeclaration(current) && ts.isObjectBindingPattern(current.name) && current.initializer !== undefined && ts.isIdentifier(current.initializer) && current.initializer.text === name) {
      for (const element of current.name.elements) {
        const field = element.propertyName ?? element.name;
        if (ts.isIdentifier(field) && fields.has(field.text)) found.add(field.text);
      }
    }
    return undefined;
  });
  return found;
}

function eventOfType(models: Models, type: ts.TypeNode): EventKind | undefined {
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.map((one) => eventOfType(models, one)).find((one) => one !== undefined);
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const name = ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text;
  const known = models.entryTypes.get(name) as EventKind | undefined;
  if (known !== 'unknown') return known;
  // `Handler<SQSEvent>` says it in its argument.
  const [argument] = type.typeArguments ?? [];
  return (argument === undefined ? undefined : eventOfType(models, argument)) ?? known;
}

/** `export const handler: SQSHandler = …` */
function typedExport(models: Models, outline: Outline, name: string): readonly EventKind[] | undefined {
  const known = outline.exports.get(name);
  const declaration = known?.kind === 'local' ? outline.declarations.get(known.name) : undefined;
  if (declaration?.kind !== 'variable' || declaration.node.type === undefined) return undefined;
  const event = eventOfType(models, declaration.node.type);
  return event === undefined ? undefined : [event];
}

/** By a dependency, or by a template in the folders between the file and its package.json. */
function runsInFunction(machine: Machine, outline: Outline, uri: string, snapshot: Snapshot, packages: ReadonlySet<string>): boolean {
  if (outline.specifiers.some((one) => packages.has(one))) return true;
  const file = nearestPackage(snapshot, folderOf(uri));
  const last = file === undefined ? snapshot.rootOf(uri) : folderOf(file.uri);
  for (let folder = folderOf(uri); last !== undefined && isWithin(last, folder); folder = folderOf(folder)) if (machine.models.serverlessFiles.some((name) => snapshot.file(join(folder, name)) !== undefined)) return true;
  if (file === undefined) return false;
  machine.file(file.uri);
  return [...dependenciesOf(snapshot, file).keys()].some((name) => packages.has(name));
}

export interface RouteFunction {
  readonly node: ts.SignatureDeclaration;
  /** Undefined where it stands in no call with a path. */
  readonly label: string | undefined;
  /** It is what `createServer` is given. */
  readonly serves: boolean;
  /** Functions that it stands in, outermost first. */
  readonly around: readonly ts.SignatureDeclaration[];
}

/** Functions of a request and a response, wherever they stand. */
function routeFunctions({ functions }: Reading): readonly RouteFunction[] {
  return [...functions.values()].flatMap(({ node, scope, around }) => {
    if (!isRoute(node)) return [];
    const call = around.find((one): one is ts.CallExpression => ts.isCallExpression(one) && ts.isPropertyAccessExpression(one.expression) && one.arguments[0] !== undefined && ts.isStringLiteralLike(one.arguments[0]));
    const label = call !== undefined && ts.isPropertyAccessExpression(call.expression) ? `${call.expression.name.text.toUpperCase()} ${textOf(call.arguments[0]) ?? ''}` : undefined;
    const serves = around.some((one) => ts.isCallExpression(one) && lastWord(one.expression) === 'createServer');
    return [{ node, label, serves, around: functionsAround(scope).slice(1).reverse() }];
  });
}

function isRoute(node: ts.SignatureDeclaration): boolean {
  const parameters = node.parameters;
  if (parameters.length < 2 || parameters.length > 4) return false;
  const shift = parameters.length === 4 ? 1 : 0;
  const [request, response] = [parameters[shift], parameters[shift + 1]];
  if (request === undefined || response === undefined) return false;
  const typed = (type: ts.TypeNode | undefined, names: RegExp): boolean => type !== undefined && ts.isTypeReferenceNode(type) && names.test(ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text);
  const isRequest = typed(request.type, /Request$/) || /^_?(req|request)$/.test(nameText(request.name)) || isRequestPattern(request.name);
  const isResponse = typed(response.type, /(Response|Reply)$/) || /^_?(res|resp|response|reply)$/.test(nameText(response.name));
  return isRequest && isResponse;
}

/** `({ body, query }, res)` */
function isRequestPattern(name: ts.BindingName): boolean {
  return ts.isObjectBindingPattern(name) && name.elements.every((element) => {
    const field = element.propertyName ?? element.name;
    return ts.isIdentifier(field) && /^(body|query|params|headers|cookies|session|user|files?|method|url|path)$/.test(field.text);
  });
}
