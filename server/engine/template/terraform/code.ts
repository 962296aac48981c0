/** Where a function's code is: from its archive, its package's path, or the folders that people use. Knows no triggers. */
import { folderOf, join, nameOf } from '../../text/uri';
import type { HandlerReference } from '../deployment';
import { itemsOf, possibilities, referencesIn, stringOf, valueAt, type MapValue, type Value } from '../value';
import { archiveOf } from './data-sources';
import type { Evaluation } from './evaluation';
import type { Call, Scope, WrittenResource } from './scope';

/** Beside the configuration, where nothing is said about the sources. */
const usual = ['.', 'src', 'lambda', 'lambdas', 'functions', '..', '../src'];

interface Sources {
  readonly folders: readonly string[];
  readonly files: readonly string[];
  readonly inline: Value | undefined;
}

const none: Sources = { folders: [], files: [], inline: undefined };

/** `others` are all resources and `archives` all archives of the deployment. */
export function codeOf(written: WrittenResource, others: readonly WrittenResource[], archives: readonly Value[], evaluation: Evaluation): HandlerReference {
  const { body, instance } = written;
  if (stringOf(valueAt(body, 'package_type'))?.toLowerCase() === 'image' || valueAt(body, 'image_uri') !== undefined) return image(valueAt(body, 'handler'));
  const filename = valueAt(body, 'filename');
  const sources = filename === undefined ? uploaded(valueAt(body, 's3_key'), others, [], instance.scope, evaluation) : packaged(filename, archives, instance.scope, evaluation);
  return reference(valueAt(body, 'handler'), sources, instance.scope.module.folder);
}

/** The lambda module builds the package itself: `source_path` says from what. */
export function codeOfCall(call: Call, evaluation: Evaluation): HandlerReference {
  const { inputs, instance } = call;
  const handler = valueAt(inputs, 'handler');
  if (stringOf(valueAt(inputs, 'package_type'))?.toLowerCase() === 'image' || valueAt(inputs, 'image_uri') !== undefined) return image(handler);
  const source = valueAt(inputs, 'source_path');
  const paths = itemsOf(source).flatMap((one) => (one.kind === 'map' ? itemsOf(valueAt(one, 'path')) : [one]));
  const found = paths.map((path) => pathSources(path, instance.scope, evaluation));
  const existing = valueAt(inputs, 'local_existing_package');
  if (existing !== undefined) found.push(pathSources(existing, instance.scope, evaluation));
  return reference(handler, { folders: found.flatMap((one) => one.folders), files: found.flatMap((one) => one.files), inline: undefined }, instance.scope.module.folder);
}

function image(handler: Value | undefined): HandlerReference {
  return { handler, folders: [], entryPoints: [], unbound: 'a container image' };
}

function reference(handler: Value | undefined, sources: Sources, home: string): HandlerReference {
  const folders = [...new Set([...sources.folders, ...usual.map((name) => join(home, name))])];
  const result: HandlerReference = { handler, folders, entryPoints: sources.files };
  return sources.inline === undefined ? result : { ...result, inline: sources.inline };
}

/** A path to a package: an archive of the deployment by its path, or what lies around the path. */
function packaged(path: Value, archives: readonly Value[], scope: Scope, evaluation: Evaluation): Sources {
  const text = stringOf(path);
  const archive = archiveOf(path) ?? archives.find((one) => text !== undefined && sameFile(stringOf(valueAt(one, 'output_path')), text, scope, evaluation));
  return archive === undefined ? pathSources(path, scope, evaluation) : archiveSources(archive, scope, evaluation);
}

function sameFile(one: string | undefined, other: string, scope: Scope, evaluation: Evaluation): boolean {
  return one !== undefined && (one === other || (evaluation.uriOf(one, scope) ?? '') === evaluation.uriOf(other, scope));
}

function archiveSources(archive: Value, scope: Scope, evaluation: Evaluation): Sources {
  const folder = valueAt(archive, 'source_dir');
  if (folder !== undefined) return pathSources(folder, scope, evaluation);
  const file = valueAt(archive, 'source_file');
  if (file !== undefined) return pathSources(file, scope, evaluation);
  const contents = itemsOf(valueAt(archive, 'source')).map((source) => valueAt(source, 'content'));
  const files = contents.flatMap((content) => (content === undefined || !('written' in content) ? [] : [(content.written as { readonly uri: string }).uri]));
  if (files.length > 0) return { folders: files.map(folderOf), files, inline: undefined };
  const content = valueAt(archive, 'source_content') ?? contents.find((one) => stringOf(one) !== undefined);
  return { ...none, inline: content };
}

/** Files count as themselves, archives as what may have been packed beside them. */
function pathSources(path: Value, scope: Scope, evaluation: Evaluation): Sources {
  const folders: string[] = [];
  const files: string[] = [];
  for (const one of possibilities(path)) {
    const text = stringOf(one);
    const uri = text === undefined ? undefined : evaluation.uriOf(text, scope);
    if (uri === undefined) continue;
    const name = nameOf(uri);
    if (/\.(?:zip|jar)$/i.test(name)) folders.push(uri.slice(0, uri.lastIndexOf('.')), folderOf(uri), join(folderOf(uri), 'src'));
    else if (/\.[cm]?[jt]sx?$/i.test(name)) {
      files.push(uri);
      folders.push(folderOf(uri));
    } else folders.push(uri);
  }
  return { folders, files, inline: undefined };
}

/** The folders that an object in a bucket is packed from. */
export function foldersOfObject(key: Value | undefined, written: WrittenResource, others: readonly WrittenResource[], archives: readonly Value[], evaluation: Evaluation): readonly string[] {
  return uploaded(key, others, archives, written.instance.scope, evaluation).folders;
}

/** An object in a bucket, where the deployment itself puts it there. */
function uploaded(key: Value | undefined, others: readonly WrittenResource[], archives: readonly Value[], scope: Scope, evaluation: Evaluation): Sources {
  for (const { resource } of key === undefined ? [] : referencesIn(key)) {
    const object = others.find((one) => one.id === resource);
    const source: MapValue | undefined = object?.body;
    const path = valueAt(source, 'source');
    if (path !== undefined) return packaged(path, archives, object?.instance.scope ?? scope, evaluation);
  }
  return none;
}
