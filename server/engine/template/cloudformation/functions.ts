/** Functions of a stack: where their code is, what is in their environment, which role they run with. Knows no triggers. */
import { folderOf, join } from '../../text/uri';
import type { EnvironmentVariable, HandlerReference } from '../deployment';
import { entryAt, itemsOf, possibilities, stringOf, valueAt, type Value } from '../value';
import type { LoweredResource } from './resources';
import type { Roles } from './roles';
import { mapOf, textAt } from './values';
import { sam, type as types } from './vocabulary';

export function isFunction(resource: LoweredResource): boolean {
  return resource.type === types.function && resource.implicit !== true;
}

/** The role's logical id; of a SAM function without `Role` the implicit one. */
export function roleOf(resource: LoweredResource, roles: Roles): string | undefined {
  const role = valueAt(resource.properties, 'Role');
  if (role === undefined) return resource.declaredType === sam.function ? `${resource.id}Role` : undefined;
  return roles.idOf(role);
}

export function environmentOf(resource: LoweredResource): { readonly variables: readonly EnvironmentVariable[]; readonly open: boolean } {
  const environment = entryAt(resource.properties, 'Environment');
  if (environment === undefined) return { variables: [], open: resource.properties.open === true };
  const block = mapOf(environment.value, environment.keyAt);
  const given = entryAt(block, 'Variables');
  if (given === undefined) return { variables: [], open: block.open === true };
  const variables = mapOf(given.value, given.keyAt);
  return {
    variables: variables.entries.map((entry) => ({ name: entry.key, at: entry.keyAt, value: entry.value })),
    open: block.open === true || variables.open === true,
  };
}

export function codeOf(resource: LoweredResource): HandlerReference {
  const { properties } = resource;
  const home = folderOf(resource.at.uri);
  const handler = valueAt(properties, 'Handler');
  const inline = valueAt(properties, 'InlineCode') ?? valueAt(properties, 'Code', 'ZipFile');
  const folders = [...sourceFolders(valueAt(properties, 'CodeUri') ?? valueAt(properties, 'Code'), home), home];
  const reference: HandlerReference = { handler, folders: [...new Set(folders)], entryPoints: bundledFiles(resource.metadata, folders[0] ?? home) };
  if (textAt(properties, 'PackageType')?.toLowerCase() === 'image' || valueAt(properties, 'ImageUri') !== undefined || valueAt(properties, 'Code', 'ImageUri') !== undefined) return { ...reference, unbound: 'a container image' };
  if (inline !== undefined) return { ...reference, inline };
  const asset = textAt(resource.metadata, 'aws:asset:path');
  return asset === undefined ? reference : packed(asset, home, handler);
}

/** Code of a template that the CDK wrote: in a folder beside the template, else where nobody sees. */
function packed(asset: string, home: string, handler: Value | undefined): HandlerReference {
  const isBeside = !/^(?:[\\/]|[a-z]:)/i.test(asset);
  return { handler, folders: isBeside ? [join(home, asset)] : [], entryPoints: [], ...(isBeside ? {} : { unbound: 'packed by the CDK elsewhere' }) };
}

/** Local folders that a code location may mean; a bucket or archive tells nothing of the sources. */
function sourceFolders(value: Value | undefined, home: string): readonly string[] {
  if (value === undefined) return [];
  return possibilities(value).flatMap((one) => {
    const path = stringOf(one);
    if (path === undefined || path === '' || /^[a-z0-9]+:/i.test(path)) return [];
    return [/\.(zip|jar)$/i.test(path) ? folderOf(join(home, path)) : join(home, path)];
  });
}

/** SAM's build metadata for esbuild names the entry files, relative to the code's folder. */
function bundledFiles(metadata: Value | undefined, folder: string): readonly string[] {
  if (textAt(metadata, 'BuildMethod') !== 'esbuild') return [];
  return itemsOf(valueAt(metadata, 'BuildProperties', 'EntryPoints')).flatMap((entry) => {
    const path = stringOf(entry);
    return path === undefined ? [] : [join(folder, path)];
  });
}
