/** Functions that a script registers with `app.http(…)` and its like: the fourth model of Azure Functions for Node.js. Follows no names but the package's. */
import { importsOf, isWhole } from '../../syntax/imports';
import { parseScript, spanOf, ts, unwrapped, walk, type Script } from '../../syntax/script';
import { isFunctionValue } from '../../syntax/names';
import type { FileEdit } from '../../text/edit';
import type { Location } from '../../text/span';
import { folderOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import { addProperty, propertyNamed } from '../cdk/script';
import type { DeployedFunction, Deployment, Trigger } from '../deployment';
import type { Reading } from '../dialect';
import { eventTrigger, plainDeployment, plainFunction } from '../plain';
import { routePrefixOf } from './app';
import { openness } from './levels';
import { codePackage, levels, routeMethods, sources } from './vocabulary';
import { own } from '../../text/own';

export function lowerRegistrations(file: SourceFile, reading: Reading): readonly Deployment[] {
  const script = parseScript(file).tree;
  if (script === undefined) return [];
  const imports = importsOf(script);
  const prefix = routePrefixOf(file.uri, reading);
  const functions: DeployedFunction[] = [];
  walk(script, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
    const { expression: receiver, name } = node.expression;
    const isApp = ts.isIdentifier(receiver)
      ? imports.get(receiver.text)?.module === codePackage && imports.get(receiver.text)?.name === 'app'
      : ts.isPropertyAccessExpression(receiver) && receiver.name.text === 'app' && ts.isIdentifier(receiver.expression) && isPackage(imports.get(receiver.expression.text));
    const declared = isApp ? registered(node, name.text, script, file.uri, prefix) : undefined;
    if (declared !== undefined) functions.push(declared);
    return undefined;
  });
  return functions.length === 0 ? [] : [{ ...plainDeployment(file, 'azure', { functions, problems: [] }), write: (change) => (change.kind === 'authorize' ? keyed(change.trigger.at, script) : undefined) }];
}

/** The registration asks for a key; the short form, which hands over the handler alone, turns into the long one. */
function keyed({ uri, span }: Location, script: Script): readonly FileEdit[] | undefined {
  let call: ts.CallExpression | undefined;
  walk(script, (node) => {
    if (ts.isCallExpression(node) && node.arguments[0] !== undefined && spanOf(node.arguments[0], script).start === span.start) call ??= node;
    return undefined;
  });
  const options = call?.arguments[1];
  if (options === undefined) return undefined;
  const quote = script.text.charAt(span.start) === '"' ? '"' : "'";
  const level = `${quote}function${quote}`;
  if (!ts.isObjectLiteralExpression(options)) {
    const own = spanOf(options, script);
    return [{ uri, edits: [{ span: { start: own.start, end: own.start }, newText: `{ authLevel: ${level}, handler: ` }, { span: { start: own.end, end: own.end }, newText: ' }' }] }];
  }
  const known = propertyNamed(options, 'authLevel');
  return [{ uri, edits: [known === undefined ? addProperty(script, options, `authLevel: ${level}`) : { span: spanOf(known.initializer, script), newText: level }] }];
}

function isPackage(imported: Parameters<typeof isWhole>[0] | undefined): boolean {
  return imported?.module === codePackage && isWhole(imported);
}

function registered(call: ts.CallExpression, method: string, script: Script, uri: string, prefix: string): DeployedFunction | undefined {
  const [first, options] = call.arguments;
  if (first === undefined || (own(routeMethods, method) === undefined && own(sources, method) === undefined)) return undefined;
  const at: Location = { uri, span: spanOf(first, script) };
  const name = ts.isStringLiteralLike(first) ? first.text : first.getText(script);
  const object = options === undefined ? undefined : unwrapped(options);
  const triggers = own(routeMethods, method) !== undefined ? routesOf(method, name, object, at, script, uri, prefix) : sourceOf(method, at);
  return plainFunction({ name, at, triggers, code: { files: [uri], export: name } });
}

function sourceOf(method: string, at: Location): readonly Trigger[] {
  const source = own(sources, method);
  return source === undefined ? [] : [eventTrigger(source.kind, source.what, at, source.exposure, source.because)];
}

function routesOf(method: string, name: string, options: ts.Expression | undefined, at: Location, script: Script, uri: string, prefix: string): readonly Trigger[] {
  const literal = options !== undefined && ts.isObjectLiteralExpression(options) ? options : undefined;
  const property = (key: string): ts.Expression | undefined => literal?.properties.flatMap((one) => (ts.isPropertyAssignment(one) && 'text' in one.name && one.name.text === key ? [unwrapped(one.initializer)] : [])).at(-1);
  const level = property('authLevel');
  // The short form hands over the handler alone; a spread may hold the level.
  const isOpen = options === undefined || literal === undefined ? options !== undefined && isFunctionValue(options) : !literal.properties.some((one) => !ts.isPropertyAssignment(one) && !ts.isMethodDeclaration(one) && !(ts.isShorthandPropertyAssignment(one) && one.name.text !== 'authLevel'));
  const said = level === undefined ? (isOpen ? levels.ofCode : undefined) : ts.isStringLiteralLike(level) ? level.text : undefined;
  const route = property('route');
  const methods = property('methods');
  const words = methods !== undefined && ts.isArrayLiteralExpression(methods) ? methods.elements.flatMap((one) => (ts.isStringLiteralLike(one) ? [one.text.toUpperCase()] : [])) : [];
  const levelAt: Location = level === undefined ? at : { uri, span: spanOf(level, script) };
  const path = route !== undefined && ts.isStringLiteralLike(route) ? route.text : name;
  return (words.length === 0 ? [own(routeMethods, method) ?? 'ANY'] : words).map((word) => openness(said, { app: folderOf(uri), method: word, route: path, at, levelAt, prefix }));
}
