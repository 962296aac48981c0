/** Which AWS actions the code of a function calls, and on what, as far as its text says so. Knows no rule and no dialect. */
import { Modules, worldOf } from '../code/modules';
import { actionsOf, resourceParameters } from '../iam/sdk-old';
import { serviceOf } from '../iam/actions';
import type { Snapshot } from '../snapshot';
import { own } from '../text/own';
import { ts, walk, type Script } from '../syntax/script';

export interface SdkCall {
  /** e.g. `dynamodb:PutItem`; several where the call needs several. */
  readonly actions: readonly string[];
  /** The environment variable that names the resource; undefined where something else does. */
  readonly variable: string | undefined;
  /** The one that names the bucket: what is called is in it, but its own ARN does not stand for its objects. */
  readonly bucket?: string;
}

/** Libraries that call AWS for the code, so that its own text does not show what is called. */
const hiding = /^(?:aws-sdk(?:\/|$)|aws-amplify|@aws-amplify\/|dynamoose|dynamodb-toolbox|electrodb|@typedorm\/|@middy\/(?!core|http-|validator|error-logger|input-output|do-not-wait|event-normalizer|util)|@aws-lambda-powertools\/(?:idempotency|parameters)|aws-xray-sdk|s3-streamlogger|connect-dynamodb|@nestjs\/|sst(?:\/|$))/;

/** The calls of a file and of all that it imports in the workspace; undefined where something may be called that is not seen. */
export function sdkCallsFrom(uri: string, snapshot: Snapshot): readonly SdkCall[] | undefined {
  const modules = modulesOf(snapshot);
  const calls: SdkCall[] = [];
  const seen = new Set([uri]);
  for (const file of seen) {
    const script = snapshot.script(file);
    const text = script === undefined ? undefined : snapshot.memo.of('sdk-calls', script, readScript);
    if (text?.calls === undefined) return undefined;
    calls.push(...text.calls);
    for (const specifier of text.imports) {
      const target = modules.resolve(specifier, file);
      if (target !== undefined) seen.add(target);
      else if (hiding.test(specifier) || specifier.startsWith('.')) return undefined;
    }
  }
  return calls;
}

/** The file and all that it imports in the workspace, directly or not, as far as imports are written out. */
export function importedFrom(uri: string, snapshot: Snapshot): readonly string[] {
  const modules = modulesOf(snapshot);
  const seen = new Set([uri]);
  for (const file of seen) {
    const script = snapshot.script(file);
    for (const specifier of script === undefined ? [] : snapshot.memo.of('sdk-calls', script, readScript).imports) {
      const target = modules.resolve(specifier, file);
      if (target !== undefined) seen.add(target);
    }
  }
  return [...seen];
}

function modulesOf(snapshot: Snapshot): Modules {
  return snapshot.memo.of('modules', worldOf(snapshot), () => new Modules(snapshot));
}

interface ScriptText {
  readonly imports: readonly string[];
  /** Undefined where a client is used in a way that is not read. */
  readonly calls: readonly SdkCall[] | undefined;
}

interface Imported {
  readonly module: string;
  readonly name: string;
}

function readScript(script: Script): ScriptText {
  const imports = new Set<string>();
  const names = new Map<string, Imported>();
  const variables = new Map<string, string>();
  const calls: SdkCall[] = [];
  const unseen: string[] = [];

  const bind = (local: string, imported: Imported): void => {
    if (imported.module.startsWith('@aws-sdk/client-') && (imported.name === '*' || imported.name === 'default')) unseen.push(local);
    names.set(local, imported);
  };
  walk(script, (node) => {
    if (ts.isImportDeclaration(node)) readImport(node, imports, bind);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) imports.add(node.moduleSpecifier.text);
    else if (ts.isVariableDeclaration(node)) {
      const module = requiredModule(node.initializer);
      if (module !== undefined && ts.isObjectBindingPattern(node.name)) {
        for (const { name, propertyName } of node.name.elements) if (ts.isIdentifier(name)) bind(name.text, { module, name: propertyName !== undefined && ts.isIdentifier(propertyName) ? propertyName.text : name.text });
      } else if (module !== undefined && ts.isIdentifier(node.name)) bind(node.name.text, { module, name: '*' });
      const variable = node.initializer === undefined ? undefined : environmentName(node.initializer);
      if (variable !== undefined && ts.isIdentifier(node.name)) variables.set(node.name.text, variable);
    } else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require'))) {
      const [specifier] = node.arguments;
      if (specifier !== undefined && ts.isStringLiteral(specifier)) imports.add(specifier.text);
      else unseen.push('import');
    }
    return true;
  });

  walk(script, (node) => {
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression)) {
      const imported = names.get(node.expression.text);
      const actions = imported === undefined ? [] : actionsOfUse(imported);
      if (actions === undefined) unseen.push(node.expression.text);
      else if (actions.length > 0) {
        const input = node.arguments?.[0];
        const bucket = variableIn(input, ['Bucket'], variables);
        calls.push({ actions, variable: variableIn(input, own(resourceParameters, serviceOf(actions[0] ?? '')), variables), ...(bucket === undefined ? {} : { bucket }) });
      }
    } else if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && names.get(node.expression.text)?.name === 'DynamoDBDocument') unseen.push(node.name.text);
    return true;
  });
  return { imports: [...imports], calls: unseen.length > 0 ? undefined : calls };
}

function readImport(node: ts.ImportDeclaration, imports: Set<string>, bind: (local: string, imported: Imported) => void): void {
  const { importClause: clause, moduleSpecifier } = node;
  if (!ts.isStringLiteral(moduleSpecifier) || clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
  const module = moduleSpecifier.text;
  imports.add(module);
  if (clause?.name !== undefined) bind(clause.name.text, { module, name: 'default' });
  const bindings = clause?.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) bind(bindings.name.text, { module, name: '*' });
  else for (const element of bindings.elements) if (!element.isTypeOnly) bind(element.name.text, { module, name: element.propertyName?.text ?? element.name.text });
}

function requiredModule(node: ts.Expression | undefined): string | undefined {
  if (node === undefined || !ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require') return undefined;
  const [specifier] = node.arguments;
  return specifier !== undefined && ts.isStringLiteral(specifier) ? specifier.text : undefined;
}

/** None for what calls nothing (clients, errors, marshalling); undefined for what may call anything (aggregated clients, waiters). */
function actionsOfUse({ module, name }: Imported): readonly string[] | undefined {
  if (module === '@aws-sdk/lib-storage') return name === 'Upload' ? ['s3:PutObject', 's3:AbortMultipartUpload'] : [];
  if (!module.startsWith('@aws-sdk/client-') && module !== '@aws-sdk/lib-dynamodb') return [];
  const operation = /^(\w+)Command$/.exec(name)?.[1] ?? /^paginate(\w+)$/.exec(name)?.[1];
  if (operation !== undefined) return actionsOf(module, operation);
  return /(?:Client|Exception|Error)$/.test(name) || /^[a-z]/.test(name) && !name.startsWith('waitUntil') ? [] : undefined;
}

/** The environment variable behind `{ TableName: process.env.TABLE }`, also by way of a constant. */
function variableIn(input: ts.Expression | undefined, parameters: readonly string[] | undefined, variables: ReadonlyMap<string, string>): string | undefined {
  // A query on an index needs the index's ARN too.
  if (input === undefined || !ts.isObjectLiteralExpression(input) || input.properties.some((property) => property.name !== undefined && nameOf(property.name) === 'IndexName')) return undefined;
  for (const property of input.properties) {
    if (property.name === undefined || parameters?.includes(nameOf(property.name)) !== true) continue;
    if (ts.isShorthandPropertyAssignment(property)) return variables.get(property.name.text);
    if (ts.isPropertyAssignment(property)) return environmentName(property.initializer) ?? (ts.isIdentifier(property.initializer) ? variables.get(property.initializer.text) : undefined);
  }
  return undefined;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';
}

/** The name in `process.env.NAME`, `process.env.NAME!`, `process.env.NAME ?? ''`, `process.env.NAME as string`. */
function environmentName(node: ts.Expression): string | undefined {
  if (ts.isNonNullExpression(node) || ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return environmentName(node.expression);
  if (ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || node.operatorToken.kind === ts.SyntaxKind.BarBarToken)) return environmentName(node.left);
  if (!ts.isPropertyAccessExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: environment, name } = node;
  return environment.name.text === 'env' && ts.isIdentifier(environment.expression) && environment.expression.text === 'process' ? name.text : undefined;
}
