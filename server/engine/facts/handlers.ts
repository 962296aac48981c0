/** Finds the file and export that a deployed function runs. Knows no dialect and no rule. */
import { folderOf, isWithin, join, nameOf } from '../text/uri';
import type { DeployedFunction, Deployment } from '../template/deployment';
import { stringOf } from '../template/value';
import type { Binding, Handler } from './facts';

/** What binding may look at. */
export interface Listing {
  readonly has: (uri: string) => boolean;
  readonly rootOf: (uri: string) => string | undefined;
}

/** Sources before what a compiler made of them, wherever either stands. */
const extensions = [['.ts', '.mts', '.cts', '.tsx'], ['.js', '.mjs', '.cjs', '.jsx']];

/** Folders that builds write to; the sources are looked for beside them. */
const outputFolder = /^(dist|build|out|lib|\.build|\.aws-sam|\.webpack|\.esbuild|_warmup|target)$/;

export function bindHandlers(deployment: Deployment, listing: Listing): readonly Handler[] {
  return deployment.functions.map((deployed) => ({ deployment, function: deployed, binding: bind(deployed, deployment, listing) }));
}

function bind(deployed: DeployedFunction, deployment: Deployment, listing: Listing): Binding {
  const { code } = deployed;
  if (code.unbound !== undefined) return { kind: 'unbound', reason: code.unbound };
  if (code.inline !== undefined) return { kind: 'unbound', reason: 'its code is written inside the template' };
  if (code.export !== undefined) return exportOf(code.entryPoints, code.export, deployment, listing);
  if (code.handler === undefined) return { kind: 'unbound', reason: 'it names no handler' };
  const handler = stringOf(code.handler);
  if (handler === undefined) return { kind: 'unbound', reason: code.handler.kind === 'unknown' ? `its handler is not known: ${code.handler.reason}` : 'its handler is not known' };
  const dot = handler.lastIndexOf('.');
  const exportName = dot > handler.lastIndexOf('/') ? handler.slice(dot + 1) : 'handler';
  const path = dot > handler.lastIndexOf('/') ? handler.slice(0, dot) : handler;
  const root = listing.rootOf(deployment.uri);
  const inside = (uri: string): boolean => root !== undefined && isWithin(root, uri) && listing.has(uri);
  for (const candidate of candidates(code.folders, code.entryPoints, path)) if (inside(candidate)) return { kind: 'bound', uri: candidate, exportName };
  return { kind: 'unbound', reason: `no source file was found for \`${handler}\`` };
}

/** The source of the first file that is there, or of what it was made of. */
function exportOf(entryPoints: readonly string[], exportName: string, deployment: Deployment, listing: Listing): Binding {
  const root = listing.rootOf(deployment.uri);
  for (const uri of entryPoints) {
    for (const candidate of candidates([folderOf(uri)], [], withoutExtension(nameOf(uri)))) if (root !== undefined && isWithin(root, candidate) && listing.has(candidate)) return { kind: 'bound', uri: candidate, exportName };
  }
  return { kind: 'unbound', reason: `no source file was found for \`${nameOf(entryPoints[0] ?? '')}\`` };
}

function* candidates(folders: readonly string[], entryPoints: readonly string[], path: string): Generator<string> {
  // A bundler's entry is the handler's file only if it is the one that the handler names, or the only one.
  const named = entryPoints.filter((uri) => withoutExtension(nameOf(uri)) === nameOf(path));
  yield* named.length > 0 ? named : entryPoints.slice(0, 1);
  for (const folder of folders) {
    for (const kind of extensions) {
      for (const base of sourceFolders(folder)) {
        for (const tail of sourcePaths(path)) {
          for (const extension of kind) yield join(base, tail + extension);
          for (const extension of kind) yield join(base, `${tail}/index${extension}`);
        }
      }
    }
  }
}

/** The folder itself, and for a build's output folder where its sources may be. */
function sourceFolders(folder: string): readonly string[] {
  const segments = folder.split('/');
  const output = segments.findLastIndex((segment) => outputFolder.test(segment));
  if (output < 0) return [folder];
  const head = segments.slice(0, output).join('/');
  const tail = segments.slice(output + 1).join('/');
  return [folder, join(`${head}/src`, tail), join(head, tail)];
}

function sourcePaths(path: string): readonly string[] {
  const [first = '', ...rest] = path.replace(/^\.\//, '').split('/');
  if (rest.length === 0 || !outputFolder.test(first)) return [path];
  return [path, `src/${rest.join('/')}`, rest.join('/')];
}

function withoutExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

