/** What runs before a function that the code hands to a router: whether it checks the request, or asks who sends it. Follows no data. */
import { ts, walk } from '../syntax/script';
import { isFunction, lastWord, referencePath } from '../syntax/names';
import { newFrame, type Frame, type Machine } from './machine';
import { bare } from './members';
import type { Registered } from './registrations';
import type { Value } from './values';

/** Whether a validator, or a schema among the options, stands beside the function. */
export function checkedBefore(machine: Machine, registered: Registered, uri: string): boolean {
  const script = machine.snapshot.script(uri);
  if (script === undefined) return false;
  const frame = newFrame(uri, script, undefined);
  if (registered.beside.some((node) => ts.isObjectLiteralExpression(node) && hasSchema(node))) return true;
  return before(registered).some((node) => (ts.isCallExpression(node) || ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) && checks(machine, node, frame));
}

/** `app.post('/x', handler, { body: t.Object({ … }) })`: schemas that the framework holds parts of the request against before the function runs. */
export function schemasBeside(machine: Machine, { beside, style }: Registered, uri: string): Value | undefined {
  const options = style === 'elysia' ? beside.find((node) => ts.isObjectLiteralExpression(node) || ts.isIdentifier(node)) : undefined;
  const script = options === undefined ? undefined : machine.snapshot.script(uri);
  return options === undefined || script === undefined ? undefined : machine.evaluate(options, newFrame(uri, script, undefined));
}

/** `router.post('/x', authenticate, …)`: by the names of those that run before. */
export function asksBefore(registered: Registered): boolean {
  return before(registered).some(asksByName);
}

/** Whether what is called, or named, says that nobody passes who has not signed in. */
export function asksByName(node: ts.Expression): boolean {
  return namesIn(node).some((name) => asking.test(name) && !/optional|maybe|\boauth|router?s?$/i.test(name));
}

/** Nothing that runs before can have added anything to the request, as far as the script shows. */
export function untouched(machine: Machine, registered: Registered, uri: string): boolean {
  const script = machine.snapshot.script(uri);
  if (script === undefined || !registered.first) return false;
  const frame = newFrame(uri, script, undefined);
  return before(registered).every((node) => {
    if (ts.isStringLiteralLike(node)) return true;
    const { externals, callables } = machine.evaluate(node, frame);
    return callables.length === 0 && externals.length > 0 && externals.every(({ module }) => machine.models.plainMiddleware.has(module));
  });
}

/** Says of a name that it lets nobody pass who has not signed in. */
const asking = /^(?:\w*[a-z])?(?:[Aa]uth(?:enticate[ds]?|entication|orize[ds]?|orization|orise[ds]?)?|JWT|Jwt|LoggedIn|SignedIn)(?:[A-Z]\w*)?$|^jwt(?:[A-Z]\w*)?$|^protect(?:ed)?(?:Route)?$|^(?:is|require|ensure|check|only)s?(?:User|Admin|Login|SuperAdmin|Session)s?$|^(?:verify|check|validate)\w*Token$/;

/** `auth.required`, `passport.authenticate('jwt')`: outermost last. */
function namesIn(node: ts.Expression): readonly string[] {
  const called = ts.isCallExpression(node) ? bare(node.expression) : node;
  return referencePath(called) ?? [lastWord(called)];
}

/** In the order in which they run; those of a list one by one. */
function before({ node, beside, above }: Registered): readonly ts.Expression[] {
  return [...above, ...beside.filter((one) => one.pos < node.pos)].flatMap((one) => {
    const inner = bare(one);
    return ts.isArrayLiteralExpression(inner) ? inner.elements.map(bare) : [inner];
  });
}

function checks(machine: Machine, node: ts.Expression, frame: Frame): boolean {
  const given = machine.evaluate(node, frame);
  return listed(given).some((one) => [one, ...(one.fields?.values() ?? [])].some(({ externals, callables }) => externals.some((external) => machine.models.checkedBy.matching(external).length > 0) || callables.some((callable) => callable.kind === 'function' && validates(callable.node, 2))) || checksBefore(one));
}

/** `{ before: async (request) => { request.event.body = schema.parse(request.event.body); } }`: middleware of middy's kind that the project wrote itself; alone or in a list. */
export function ownCheck(given: Value): boolean {
  return listed(given).some(checksBefore);
}

function checksBefore({ fields }: Value): boolean {
  return fields?.get('before')?.callables.some((one) => one.kind === 'function' && validates(one.node, 1)) === true;
}

function listed(given: Value): readonly Value[] {
  return [given, ...(given.element === undefined ? [] : [given.element]), ...[...(given.fields ?? [])].flatMap(([name, one]) => (/^\d+$/.test(name) ? [one] : []))];
}

/** `handler.use(validator(schema));`: a statement of its own puts the check before the function that the name stands for. */
export function checkedByUse(machine: Machine, uri: string, name: string): boolean {
  const script = machine.snapshot.script(uri);
  if (script === undefined) return false;
  return script.statements.some((statement) => ts.isExpressionStatement(statement) && usedIn(statement.expression, name).some((node) => checks(machine, node, newFrame(uri, script, undefined))));
}

/** What a chain of `name.use(…).use(…)` is given. */
function usedIn(node: ts.Expression, name: string): readonly ts.Expression[] {
  const given: ts.Expression[] = [];
  let inner = bare(node);
  while (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression)) {
    if (inner.expression.name.text === 'use') given.push(...inner.arguments);
    inner = bare(inner.expression.expression);
  }
  return ts.isIdentifier(inner) && inner.text === name ? given : [];
}

const applying = /^(?:parse|safeParse|validate)(?:Async|Sync|OrReject)?$|^(?:isValid(?:Sync)?|validationResult)$/;

/** `(req, res, next) => { schema.parse(req.body); next(); }`, with so many parameters at least. */
function validates(node: ts.SignatureDeclaration, parameters: number): boolean {
  const [request] = node.parameters;
  if (!isFunction(node) || request === undefined || !ts.isIdentifier(request.name) || node.parameters.length < parameters) return false;
  const { text } = request.name;
  const calls: ts.CallExpression[] = [];
  walk(node, (one) => {
    if (ts.isCallExpression(one) && applying.test(lastWord(one.expression)) && referencePath(one.expression)?.[0] !== 'JSON') calls.push(one);
    return undefined;
  });
  return calls.some((call) => call.arguments.some((argument) => isOf(argument, text)));
}

/** The request, or what it brings: `req`, `req.body`, `req[part]`, `{ body: req.body }`; not its headers. */
function isOf(argument: ts.Expression, request: string): boolean {
  const names = new Set<string>();
  walk(argument, (node) => {
    if (ts.isIdentifier(node)) names.add(node.text);
    return undefined;
  });
  return names.has(request) && !['headers', 'header', 'cookies', 'get'].some((name) => names.has(name));
}

/** `{ schema: … }`, `{ options: { validate: … } }` */
function hasSchema(options: ts.ObjectLiteralExpression): boolean {
  return options.properties.some((property) => {
    const name = property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : '';
    if (name === 'schema' || name === 'validate') return true;
    return /^(?:options|config)$/.test(name) && ts.isPropertyAssignment(property) && ts.isObjectLiteralExpression(property.initializer) && hasSchema(property.initializer);
  });
}
