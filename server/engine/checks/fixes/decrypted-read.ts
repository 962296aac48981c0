/** Lets code that reads a parameter of the store ask for it decrypted. Knows nothing of templates. */
import { importsOf } from '../../syntax/imports';
import { ts, unwrapped, walk, type Script } from '../../syntax/script';
import { memberName, referencePath } from '../../syntax/names';
import type { TextEdit } from '../../text/edit';
import { addedOption } from './added-option';
import { replaced } from './fix';
import { constantNamed } from './names';

/** What the code may call the parameter by. */
export interface ParameterName {
  readonly name: string;
  /** Variables of the environment that hold it. */
  readonly variables: ReadonlySet<string>;
}

/** What a script's text holds that lists parameters by the beginning of their names. */
export const listing = 'ParametersByPath';

/** The edits of one script; undefined where it names the parameter in a place that is no read of it. */
export function decryptedReads(parameter: ParameterName, script: Script): readonly TextEdit[] | undefined {
  const edits: (readonly TextEdit[] | undefined)[] = [];
  const understood = new Set<ts.Node>();
  const imports = importsOf(script);
  walk(script, (node) => {
    const read = ts.isCallExpression(node) || ts.isNewExpression(node) ? readOf(node, imports) : undefined;
    if (read === undefined) return undefined;
    const named = read.names.flatMap((one) => namesIn(one, parameter, script));
    for (const one of named) understood.add(one);
    if (read.below !== undefined && !ts.isStringLiteralLike(read.below)) edits.push(undefined);
    else if (named.length > 0 || (read.below !== undefined && parameter.name.startsWith(`${read.below.text.replace(/\/$/, '')}/`))) edits.push(withOption(read, script));
    return undefined;
  });
  walk(script, (node) => {
    if (isName(node, parameter) && !understood.has(node)) edits.push(undefined);
    return undefined;
  });
  return edits.includes(undefined) ? undefined : edits.flatMap((one) => one ?? []);
}

export interface Read {
  readonly call: ts.CallExpression | ts.NewExpression;
  readonly names: readonly ts.Expression[];
  /** What the names of all that are read begin with. */
  readonly below?: ts.Expression;
  /** Which argument holds the option, and what it is called. */
  readonly argument: number;
  readonly option: string;
}

/** `new GetParameterCommand({ Name })`, `ssm.getParameters({ Names })`, and `getParameter(name)` of Powertools. */
export function readOf(call: ts.CallExpression | ts.NewExpression, imports: ReturnType<typeof importsOf>): Read | undefined {
  const path = referencePath(call.expression) ?? [];
  const called = path.at(-1) ?? '';
  const [first] = call.arguments ?? [];
  if (first === undefined) return undefined;
  const isPowertools = ts.isCallExpression(call) && path.length === 1 && imports.get(called)?.module === '@aws-lambda-powertools/parameters/ssm';
  if (isPowertools) return imports.get(called)?.name === 'getParameter' ? { call, names: [first], argument: 1, option: 'decrypt' } : undefined;
  const isOfStore = ts.isNewExpression(call) ? /^GetParameters?(?:ByPath)?Command$/.test(called) : path.length > 1 && /^getParameters?(?:ByPath)?$/.test(called);
  const input = isOfStore ? unwrapped(first) : undefined;
  if (input === undefined || !ts.isObjectLiteralExpression(input)) return undefined;
  const given = (name: RegExp): readonly ts.Expression[] => input.properties.flatMap((one) => (ts.isPropertyAssignment(one) && name.test(memberName(one.name) ?? '') ? [unwrapped(one.initializer)] : []));
  const [below] = given(/^Path$/);
  return { call, names: given(/^Names?$/), ...(below === undefined ? {} : { below }), argument: 0, option: 'WithDecryption' };
}

/** The places that say the parameter's name: the text itself, or the constant that holds it. */
export function namesIn(node: ts.Expression, parameter: ParameterName, script: Script): readonly ts.Node[] {
  const inner = unwrapped(node);
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.flatMap((one) => namesIn(one, parameter, script));
  if (ts.isIdentifier(inner)) {
    const given = constantNamed(inner.text, [script])?.initializer;
    return given === undefined || ts.isIdentifier(given) ? [] : namesIn(given, parameter, script);
  }
  // `process.env.NAME ?? ''`
  if (ts.isBinaryExpression(inner)) return namesIn(inner.left, parameter, script);
  return isName(inner, parameter) ? [inner] : [];
}

export function isName(node: ts.Node, { name, variables }: ParameterName): boolean {
  if (ts.isStringLiteralLike(node)) return node.text === name;
  const path = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? referencePath(node) : undefined;
  return path?.length === 3 && path[0] === 'process' && path[1] === 'env' && variables.has(path[2] ?? '');
}

function withOption({ call, argument, option }: Read, script: Script): readonly TextEdit[] | undefined {
  const given = call.arguments?.[argument];
  const options = given === undefined ? undefined : unwrapped(given);
  const own = options !== undefined && ts.isObjectLiteralExpression(options) ? options.properties.find((one) => one.name !== undefined && memberName(one.name) === option) : undefined;
  if (own === undefined) return addedOption(call, { argument, text: `${option}: true` }, '', 'review', script)?.edits;
  if (!ts.isPropertyAssignment(own)) return undefined;
  const { kind } = own.initializer;
  if (kind === ts.SyntaxKind.TrueKeyword) return [];
  return kind === ts.SyntaxKind.FalseKeyword ? [replaced(own.initializer, 'true', script)] : undefined;
}
