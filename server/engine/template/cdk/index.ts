/** CDK programs in TypeScript and JavaScript: each stack, with those that it is tied to, is a deployment. Nothing is run. Knows nothing of rules. */
import { ts, isScript } from '../../syntax/script';
import { folderOf, join } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Deployment } from '../deployment';
import type { Dialect, Reading, Stage } from '../dialect';
import { instantiate } from './calls';
import { connected } from './groups';
import { configurationFile, rankOf } from './library';
import { longestLine, parentOf } from './members';
import { openProgram } from './open';
import type { Program } from './program';
import { buildStacks, uriOf } from './stack';
import { stagesIn } from './stages';
import { unknownThing, constant, type DeclaredClass, type Thing } from './thing';
import { writer } from './write';

export const cdk: Dialect = { name: 'cdk', longest: 600_000, recognises, lower, stages };

function recognises(file: SourceFile): boolean {
  return isScript(file.uri) && file.omitted === undefined && /['"`](?:aws-cdk-lib|@aws-cdk\/|constructs['"`])/.test(file.text);
}

function lower(file: SourceFile, reading: Reading): readonly Deployment[] {
  const root = reading.rootOf(file.uri) ?? folderOf(file.uri);
  const { home, app } = projectOf(file, reading, root);
  const program = openProgram(reading, home, root);
  if (app !== undefined) program.run(app);
  if (makesApplication(file.text)) program.run(file.uri);
  for (const declared of unusedClasses(program, file)) instantiate(program, declared, standIns(program, declared), program.place(declared.node, declared.uri));
  const stacks = program.stacks.filter((stack) => stack.constructs.length > 0);
  return connected(stacks, program).filter((group) => uriOf(group) === file.uri).map((group) => {
    const { model, lowering } = buildStacks(group, program, reading);
    return { ...model, write: writer(program, lowering, model) };
  });
}

function stages(file: SourceFile, reading: Reading): readonly Stage[] {
  const { home } = projectOf(file, reading, reading.rootOf(file.uri) ?? folderOf(file.uri));
  const configuration = reading.file(join(home, configurationFile));
  return configuration?.omitted === undefined && configuration !== undefined ? stagesIn(configuration) : [];
}

function makesApplication(text: string): boolean {
  return /new\s+(?:\w+\.)?(?:App|Stage|Stack)\s*\(/.test(text);
}

/** The folder in which `cdk` runs, and the file that it runs. */
function projectOf(file: SourceFile, reading: Reading, root: string): { readonly home: string; readonly app: string | undefined } {
  for (let folder = folderOf(file.uri); folder.length >= root.length && folder.includes('//'); folder = folderOf(folder)) {
    const configuration = reading.file(join(folder, configurationFile));
    if (configuration !== undefined) {
      const entry = /"app"\s*:\s*"([^"]*)"/.exec(configuration.text)?.[1]?.split(/\s+/).findLast((word) => /\.[cm]?[jt]s$/.test(word));
      const candidates = entry === undefined ? [] : [join(folder, entry), join(folder, entry.replace(/\.js$/, '.ts'))];
      return { home: folder, app: candidates.find((uri) => reading.file(uri) !== undefined) };
    }
    if (folder === root) break;
  }
  for (let folder = folderOf(file.uri); folder.length >= root.length && folder.includes('//'); folder = folderOf(folder)) {
    if (reading.file(join(folder, 'package.json')) !== undefined) return { home: folder, app: undefined };
    if (folder === root) break;
  }
  return { home: folderOf(file.uri), app: undefined };
}

/** Stacks and constructs of a file that nothing seen makes: whoever does may be elsewhere. Stacks first, as they use the constructs. */
function* unusedClasses(program: Program, file: SourceFile): Generator<DeclaredClass> {
  const classes = [...program.declarations(file.uri)].flatMap(([name, declaration]) => {
    const thing = declaration.kind === 'class' ? program.topLevel(file.uri, name) : undefined;
    return thing?.kind === 'class' ? [thing.declared] : [];
  });
  for (const wanted of ['stack', 'construct'] as const) {
    for (const declared of classes) {
      const isAbstract = declared.node.modifiers?.some((one) => one.kind === ts.SyntaxKind.AbstractKeyword) === true;
      if (!isAbstract && !program.used.has(declared.node) && kindOf(program, declared) === wanted) yield declared;
    }
  }
}

function kindOf(program: Program, declared: DeclaredClass, depth = 0): 'stack' | 'construct' | undefined {
  const parent = parentOf(program, declared);
  if (parent?.kind === 'class' && depth < longestLine) return kindOf(program, parent.declared, depth + 1);
  const clause = declared.node.heritageClauses?.find((one) => one.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  if (parent?.kind !== 'library') return clause !== undefined && ts.isIdentifier(clause) && /Stack$/.test(clause.text) ? 'stack' : undefined;
  const rank = rankOf(parent.module, parent.path.join('.'));
  if (rank === 'stack' || rank === 'nested') return 'stack';
  return rank === 'construct' || (rank === 'other' && /^aws-|^core$/.test(parent.module)) ? 'construct' : rank === 'other' && /Stack$/.test(parent.path.at(-1) ?? '') ? 'stack' : undefined;
}

/** What stands for the arguments of whoever makes it. */
function standIns(program: Program, declared: DeclaredClass): readonly Thing[] {
  const at = program.place(declared.node.name ?? declared.node, declared.uri);
  const given = unknownThing(`it is given by whoever makes ${declared.name}`, 'parameter', at);
  return [given, constant(declared.name, at), given];
}
