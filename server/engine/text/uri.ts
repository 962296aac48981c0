/**
 * Paths inside engine uris. An engine uri is a decoded uri such as `file:///home/me/my app/a.ts`: hosts decode what they are
 * given and encode what they hand out, so that joining and comparing here is plain text. Knows nothing of file systems.
 */

/** The folder that holds the file, without a slash at its end. */
export function folderOf(uri: string): string {
  const slash = uri.lastIndexOf('/');
  return slash < 0 ? '' : uri.slice(0, slash);
}

export function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

/** The extension of the last path segment with its dot, in lower case; '' where there is none. */
export function extensionOf(uri: string): string {
  const name = nameOf(uri);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot).toLowerCase();
}

/** Joins a folder uri and a relative path; `.` and `..` are resolved, never above the uri's authority. */
export function join(folder: string, path: string): string {
  // A name in a folder is what is asked for most, and there is nothing to resolve.
  if (!path.startsWith('.') && !path.includes('/') && path !== '' && isResolved(folder)) return `${folder}/${path}`;
  const scheme = /^[a-zA-Z][\w+.-]*:\/\/[^/]*/.exec(folder)?.[0] ?? '';
  const segments: string[] = [];
  for (const segment of `${folder.slice(scheme.length)}/${path}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return `${scheme}/${segments.join('/')}`;
}

function isResolved(folder: string): boolean {
  const scheme = folder.indexOf('://');
  return scheme > 0 && !folder.endsWith('/') && !folder.includes('/.') && !folder.includes('//', scheme + 3);
}

/** True if `uri` is `folder` or lies below it. */
export function isWithin(folder: string, uri: string): boolean {
  return uri === folder || (uri.startsWith(folder) && (folder.endsWith('/') || uri[folder.length] === '/'));
}

/** The longest of the folders that hold the uri. */
export function innermost(folders: readonly string[], uri: string): string | undefined {
  let best: string | undefined;
  for (const folder of folders) if (isWithin(folder, uri) && folder.length > (best?.length ?? -1)) best = folder;
  return best;
}

/** `uri` relative to `folder`, or the whole uri where it does not lie below. */
export function relativeTo(folder: string, uri: string): string {
  if (!isWithin(folder, uri)) return uri;
  return uri.slice(folder.length).replace(/^\//, '');
}

/** The relative path that leads from a folder to a file, `./` or `../` first, as an import specifier wants it. */
export function pathFrom(folder: string, uri: string): string {
  const from = folder.split('/');
  const to = uri.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.length - shared;
  return (up === 0 ? './' : '../'.repeat(up)) + to.slice(shared).join('/');
}
