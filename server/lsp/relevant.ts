/** Tells by its name which files an analysis reads, and turns what was read into a source file. Knows no file system and no template. */
import { uris, type SourceFile } from '../engine';

/** Sizes in UTF-16 units (bytes, where a file is measured before it is read) above which a file is named but not read. */
export interface Limits {
  readonly script: number;
  /** Templates, settings and all other data. */
  readonly data: number;
}

/** One parse is the smallest slice of work, so an editor must not be given more than this at once. */
export const editorLimits: Limits = { script: 1024 * 1024, data: 512 * 1024 };

/** Nobody waits for a slice there, but a tree takes some thirty times the memory of its text. */
export const commandLineLimits: Limits = { script: 16 * 1024 * 1024, data: 32 * 1024 * 1024 };

const scripts = new Set(['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx']);
const data = new Set(['.yaml', '.yml', '.json', '.jsonc', '.template', '.tf', '.tofu', '.tfvars', '.tftpl', '.tpl', '.bicep']);
const names = new Set(['yarn.lock', 'bun.lock', 'wrangler.toml', 'netlify.toml', '.dev.vars']);

/** Folders that hold what others wrote or what a build made. */
const foreignFolders = new Set([
  'node_modules', 'bower_components', '.git', '.hg', '.svn', '.venv', '__pycache__',
  'dist', 'coverage', '.nyc_output', '.cache', '.turbo', '.next', '.nuxt',
  '.aws-sam', '.serverless', '.build', '.webpack', '.esbuild', 'cdk.out', '.terraform', '.sst', '.yarn', '.pnpm-store',
  '.vercel', '.netlify', '.firebase', '.wrangler', '.open-next', '.output', '.svelte-kit', '.parcel-cache', '.tmp', '.temp',
]);

/** Whether a folder of this name is left out with all that is in it. */
export function isForeignFolder(name: string): boolean {
  return foreignFolders.has(name);
}

/** Whether a file of this name takes part in an analysis. */
export function isRelevant(name: string): boolean {
  const extension = uris.extensionOf(name);
  if (scripts.has(extension)) return !/\.d\.[mc]?ts$|\.(?:min|bundle)\.[mc]?js$/.test(name);
  return data.has(extension) || names.has(name) || name === '.env' || name.startsWith('.env.') || name.startsWith('.dev.vars.');
}

/** Whether the part of a uri below its root passes both tests above. */
export function isRelevantPath(path: string): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  return isRelevant(name) && !segments.some(isForeignFolder);
}

export function limitOf(uri: string, limits: Limits): number {
  return scripts.has(uris.extensionOf(uri)) ? limits.script : limits.data;
}

/** The file as the engine takes it: without a byte order mark, and without its text where that is too much or no text. */
export function sourceOf(uri: string, text: string, limits: Limits): SourceFile {
  if (text.length > limitOf(uri, limits)) return { uri, text: '', omitted: 'too-large' };
  if (text.includes('\0')) return { uri, text: '', omitted: 'binary' };
  return { uri, text: text.startsWith('\uFEFF') ? text.slice(1) : text };
}
