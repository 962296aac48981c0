/** What a script imports and requires at its top level, by the names it gives. Reads that script alone; follows nothing. */
import { ts, unwrapped, type Script } from './script';

/** A name that an import or a `require` gives. */
export interface Imported {
  /** As written, but without `node:`. */
  readonly module: string;
  /** The exported name; `default` for a default import, `*` for the module itself. */
  readonly name: string;
  /** The specifier or binding. */
  readonly node: ts.ImportSpecifier | ts.BindingElement | ts.Identifier;
}

/** True where members of the module are reached through the name: a default import, a namespace, a whole `require`. */
export function isWhole(imported: Imported): boolean {
  return imported.name === '*' || imported.name === 'default';
}

/** Whether a name that is imported from a module means all of it: `default`, `*`, or what the module itself is called (`{ CryptoJS } from 'crypto-js'`). */
export function isItself(module: string, name: string): boolean {
  return name === '*' || name === 'default' || unimported.get(name) === module;
}

export function bareModule(specifier: string): string {
  return specifier.replace(/^node:/, '');
}

/** Modules of Node by their own names: a REPL has them without an import, and so have bundles. */
const nodeModules = ['fs', 'vm', 'path', 'http', 'https', 'http2', 'child_process', 'crypto', 'tls', 'net', 'dgram', 'dns', 'url'];

/** Packages by the names that their own manuals import them as. */
const packages: Readonly<Record<string, readonly string[]>> = {
  axios: ['axios'], got: ['got'], request: ['request'], superagent: ['superagent'], needle: ['needle'], undici: ['undici'], jsonwebtoken: ['jsonwebtoken', 'jwt'], jose: ['jose'],
  bcrypt: ['bcrypt'], bcryptjs: ['bcryptjs'], 'crypto-js': ['CryptoJS'], 'node-forge': ['forge'], md5: ['md5'], sha1: ['sha1'], pg: ['pg'], mysql: ['mysql'], mysql2: ['mysql2'], mssql: ['mssql'],
  sqlite3: ['sqlite3'], knex: ['knex'], mongoose: ['mongoose'], mongodb: ['mongodb'], 'aws-sdk': ['AWS'], nodemailer: ['nodemailer'], puppeteer: ['puppeteer'], shelljs: ['shelljs'],
  execa: ['execa'], ejs: ['ejs'], pug: ['pug'], jade: ['jade'], nunjucks: ['nunjucks'], handlebars: ['handlebars', 'Handlebars'], mustache: ['mustache', 'Mustache'], doT: ['doT'],
  'hogan.js': ['Hogan'], eta: ['Eta'], squirrelly: ['Sqrl'], lodash: ['lodash', '_'], libxmljs: ['libxmljs'], 'js-yaml': ['jsyaml'], joi: ['joi', 'Joi'], zod: ['z'], yup: ['yup'], validator: ['validator'],
};

const unimported: ReadonlyMap<string, string> = new Map([
  ...nodeModules.map((name) => [name, name] as const),
  ...Object.entries(packages).flatMap(([module, names]) => names.map((name) => [name, module] as const)),
]);

/** The module that code means by a name which nothing in the script declares: its import is still missing, or a page loads it. */
export function unimportedModule(name: string): string | undefined {
  return unimported.get(name);
}

/** By local name. What is imported for its types alone is left out unless asked for. */
export function importsOf({ statements }: { readonly statements: readonly ts.Statement[] }, { types }: { readonly types: boolean } = { types: false }): ReadonlyMap<string, Imported> {
  const names = new Map<string, Imported>();
  for (const statement of statements) {
    if (ts.isImportDeclaration(statement)) readImport(statement, names, types);
    else if (ts.isImportEqualsDeclaration(statement)) {
      const { moduleReference: reference } = statement;
      if (!statement.isTypeOnly && ts.isExternalModuleReference(reference) && ts.isStringLiteral(reference.expression)) names.set(statement.name.text, { module: bareModule(reference.expression.text), name: '*', node: statement.name });
    } else if (ts.isVariableStatement(statement)) for (const declaration of statement.declarationList.declarations) readRequire(declaration, names);
  }
  return names;
}

function readImport({ moduleSpecifier, importClause: clause }: ts.ImportDeclaration, names: Map<string, Imported>, types: boolean): void {
  if (!ts.isStringLiteral(moduleSpecifier) || clause === undefined || (!types && clause.phaseModifier === ts.SyntaxKind.TypeKeyword)) return;
  const module = bareModule(moduleSpecifier.text);
  if (clause.name !== undefined) names.set(clause.name.text, { module, name: 'default', node: clause.name });
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) names.set(bindings.name.text, { module, name: '*', node: bindings.name });
  else for (const element of bindings.elements) if (types || !element.isTypeOnly) names.set(element.name.text, { module, name: (element.propertyName ?? element.name).text, node: element });
}

function readRequire({ name, initializer }: ts.VariableDeclaration, names: Map<string, Imported>): void {
  const required = initializer === undefined ? undefined : requiredModule(initializer);
  if (required === undefined) return;
  if (ts.isIdentifier(name)) names.set(name.text, { ...required, node: name });
  else if (ts.isObjectBindingPattern(name) && required.name === '*') {
    for (const element of name.elements) {
      const exported = element.propertyName ?? element.name;
      if (ts.isIdentifier(element.name) && ts.isIdentifier(exported)) names.set(element.name.text, { module: required.module, name: exported.text, node: element });
    }
  }
}

/** What compilers put around a `require` so that `default` is there. */
const interop = new Set(['__importDefault', '__importStar', '_interopRequireDefault', '_interopRequireWildcard', '__toESM']);

/** What such a call is put around: `__importStar(x)`, `tslib_1.__importStar(x)`. */
export function interoperating({ expression, arguments: [argument] }: ts.CallExpression): ts.Expression | undefined {
  const name = ts.isIdentifier(expression) ? expression : ts.isPropertyAccessExpression(expression) ? expression.name : undefined;
  return name !== undefined && interop.has(name.text) ? argument : undefined;
}

/** `require('x')`, `require('x').name`, `__importDefault(require('x'))`. */
export function requiredModule(node: ts.Expression): Pick<Imported, 'module' | 'name'> | undefined {
  const inner = unwrapped(node);
  if (ts.isPropertyAccessExpression(inner)) {
    const holder = unwrapped(inner.expression);
    const whole = ts.isPropertyAccessExpression(holder) ? undefined : requiredModule(holder);
    return whole?.name === '*' ? { module: whole.module, name: inner.name.text } : undefined;
  }
  if (!ts.isCallExpression(inner)) return undefined;
  const module = interoperating(inner);
  if (module !== undefined) return requiredModule(module);
  const [argument] = inner.arguments;
  if (!ts.isIdentifier(inner.expression) || inner.expression.text !== 'require') return undefined;
  return argument !== undefined && ts.isStringLiteralLike(argument) ? { module: bareModule(argument.text), name: '*' } : undefined;
}

/** True for a statement that does nothing but import, by either word. */
export function isImport(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement)) return true;
  return ts.isVariableStatement(statement) && statement.declarationList.declarations.some(({ initializer }) => initializer !== undefined && requiredModule(initializer) !== undefined);
}

/** True for a file of `import` and `export`, false for one of `require`. */
export function isModule(script: Script): boolean {
  return script.statements.some((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)
    || (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true));
}
