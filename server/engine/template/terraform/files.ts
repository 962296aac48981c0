/** Which files make a module, and which folders are roots of their own. Reads names and raw text only. */
import { folderOf, isWithin, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Reading } from '../dialect';
import { once } from '../documents';

const configuration = /\.(?:tf|tofu)(?:\.json)?$/;
const variables = /^(?:terraform|.+\.auto)\.tfvars(?:\.json)?$/;
/** A folder that configures providers or a backend is where commands are run. */
const rootMark = /^[ \t]*(?:provider\s+"[^"]+"\s*\{|(?:backend\s+"|cloud\s*\{))/m;
const nativeSource = /^[ \t]*source[ \t]*=[ \t]*"(\.{1,2}(?:\/[^"]*)?)"/gm;
const jsonSource = /"source"\s*:\s*"(\.{1,2}(?:\/[^"]*)?)"/g;

export function isConfiguration(uri: string): boolean {
  return configuration.test(uri);
}

/** The configuration files directly in a folder, in name order. Where OpenTofu's own form of a file stands beside Terraform's, it wins. */
export function configurationIn(folder: string, reading: Reading): readonly SourceFile[] {
  return filesOf(namesIn(folder, reading), reading);
}

/** Whether the file is the first of those; other files need not be asked. */
export function isFirstIn(folder: string, { uri }: SourceFile, reading: Reading): boolean {
  return namesIn(folder, reading).find((one) => { const file = reading.file(one); return file !== undefined && file.omitted === undefined; }) === uri;
}

function namesIn(folder: string, reading: Reading): readonly string[] {
  return once('configuration in', reading.under(folder), reading, (below) => {
    const uris = below.filter((uri) => folderOf(uri) === folder && isConfiguration(uri));
    const all = new Set(uris);
    return uris.filter((uri) => !all.has(uri.replace(/\.tf(\.json)?$/, '.tofu$1')) || uri.includes('.tofu'));
  });
}

/** Files that assign variables without being named on the command line, weakest first. */
export function variableFilesIn(folder: string, reading: Reading): readonly SourceFile[] {
  const uris = reading.under(folder).filter((uri) => folderOf(uri) === folder && variables.test(nameOf(uri)));
  const rank = (uri: string): number => (nameOf(uri).startsWith('terraform.tfvars') ? 0 : 1);
  return filesOf([...uris].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)), reading);
}

/** Files that assign variables where they are named on the command line: here and in folders below that are no modules of their own. */
export function stageFilesIn(folder: string, reading: Reading): readonly SourceFile[] {
  const below = reading.under(folder);
  const modules = new Set(below.filter((uri) => configuration.test(uri)).map(folderOf));
  return filesOf(below.filter((uri) => /\.tfvars(?:\.json)?$/.test(uri) && (folderOf(uri) === folder ? !variables.test(nameOf(uri)) : !modules.has(folderOf(uri)))).sort(), reading);
}

function filesOf(uris: readonly string[], reading: Reading): readonly SourceFile[] {
  return uris.flatMap((uri) => reading.file(uri) ?? []).filter((file) => file.omitted === undefined);
}

/** True for a folder whose files another folder of the workspace uses as a module, so that they are read from there. */
export function isUsedAsModule(folder: string, own: readonly SourceFile[], reading: Reading): boolean {
  return reading.mentioned?.(folder) === true && !own.some((file) => rootMark.test(file.text));
}

/** Folders that a file calls as modules. What calls a folder from inside is an example of its use: the folder stands on its own. */
export function calledFolders(file: SourceFile): readonly string[] {
  const from = folderOf(file.uri);
  const sources = file.text.matchAll(file.uri.endsWith('.json') ? jsonSource : nativeSource);
  return [...new Set([...sources].map((match) => join(from, match[1] ?? '')))].filter((folder) => !isWithin(folder, from));
}
