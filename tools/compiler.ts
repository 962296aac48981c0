/**
 * Takes the parser out of the TypeScript compiler, which npm has as one file: each of its top-level names is declared so that esbuild can leave it out
 * when nothing asks for it, whereupon type checker, emitter, editor services and `tsserver` fall away. Knows how that file is laid out, and nothing of us.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/** The compiler's file as a module of these of its names. */
export function parserOnly(names: readonly string[]): Plugin {
  return {
    name: 'parser-only',
    setup: (bundler) => {
      bundler.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => ({
        contents: [...declarations(await readFile(path, 'utf8')), nodesKnowTheirText, `export { ${names.join(', ')} };`].join('\n'),
      }));
    },
  };
}

/** What the editor services add to nodes, such as `getText`, without their symbols, types and signatures. */
const nodesKnowTheirText = `setObjectAllocator({ ...objectAllocator, ${['Node', 'Token', 'Identifier', 'PrivateIdentifier', 'SourceFile']
  .map((kind) => `get${kind}Constructor: () => ${kind}Object`).join(', ')} });`;

/** Sources whose other statements complete what they declare. Those of the rest set up the file system, the services and the server. */
const sourcesToRun: ReadonlySet<string> = new Set(['compiler/scanner.ts', 'compiler/semver.ts']);

function declarations(compiler: string): readonly string[] {
  const file = ts.createSourceFile('typescript.js', compiler, ts.ScriptTarget.Latest);
  const sources = [...compiler.matchAll(/^\/\/ src\/(\S+)$/gm)];
  const { statements } = bodyOf(file);
  const filled = new Set(statements.map((statement) => filledBy(statement.getText(file))));
  const kept = statements.flatMap((statement): readonly string[] => {
    const text = statement.getText(file);
    const name = filledBy(text);
    if (name !== undefined) return [variable(name, `{ var ${name} = {}; ${text} return ${name}; }`)];
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.filter((each) => !filled.has(each.name.getText(file))).flatMap((each) => variables(each, file));
    if (ts.isFunctionDeclaration(statement)) return [text];
    return sourcesToRun.has(sources.findLast(({ index }) => index < statement.getStart(file))?.[1] ?? '') ? [text] : [];
  });
  return kept.map((text) => text.replace(/\b(Diagnostics)\.(?=\w)/g, '$1_').replace(setByLaterSteps, ''));
}

/** A node's members that the parser leaves undefined for the steps behind it to set, which are left out: a tenth of what a tree takes. */
const setByLaterSteps = /^ *(?:node|this)\.(?:id|original|emitNode|symbol|localSymbol|locals|nextContainer|flowNode|endFlowNode|returnFlowNode) = (?:void )?0;\n/gm;

/** Of `Diagnostics`, two thousand messages, each is a variable of its own; of `sys` there is none, so that the parser reaches neither files nor the process. */
function variables({ name, initializer }: ts.VariableDeclaration, file: ts.SourceFile): readonly string[] {
  const called = name.getText(file);
  if (initializer === undefined || called === 'sys') return [`var ${called};`];
  if (called !== 'Diagnostics' || !ts.isObjectLiteralExpression(initializer)) return [variable(called, `(${initializer.getText(file)})`)];
  return initializer.properties.flatMap((each) => (ts.isPropertyAssignment(each) ? [variable(`${called}_${each.name.getText(file)}`, each.initializer.getText(file))] : []));
}

/** Its value comes out of a call that esbuild may leave out. */
function variable(name: string, body: string): string {
  return `var ${name} = /* @__PURE__ */ (() => ${body})();`;
}

/** The function around everything: `var ts = {}; ((module) => { … })(…)`. */
function bodyOf(file: ts.SourceFile): ts.Block {
  const find = (node: ts.Node): ts.Block | undefined => (ts.isArrowFunction(node) && ts.isBlock(node.body) ? node.body : ts.forEachChild(node, find));
  const body = find(file);
  if (body === undefined) throw new Error('The TypeScript compiler is laid out in another way than tools/compiler.ts knows.');
  return body;
}

/** The namespace that a statement fills: `__export(name, { … });`, or `((name2) => { … })(name || (name = {}));`. */
function filledBy(statement: string): string | undefined {
  return /^__export\((\w+),/.exec(statement)?.[1] ?? /\)\((\w+) \|\| \(\1 = \{\}\)\);$/.exec(statement)?.[1];
}
