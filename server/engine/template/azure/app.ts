/** The app that a file belongs to: the folder with its host.json, what comes before its routes, which of a repository's apps a template deploys. */
import { child, type DataNode } from '../../syntax/data';
import { folderOf, isWithin, join, nameOf } from '../../text/uri';
import type { Reading } from '../dialect';
import { documentOf } from '../documents';

/** The nearest folder upwards with a host.json. */
export function appOf(uri: string, reading: Reading): string | undefined {
  const root = reading.rootOf(uri);
  for (let folder = folderOf(uri); root !== undefined && isWithin(root, folder); folder = folderOf(folder)) {
    if (reading.file(join(folder, 'host.json')) !== undefined) return folder;
    if (folder === root) break;
  }
  return undefined;
}

/** What stands before every route; `api` where nothing is said. Source: the host.json reference of Azure Functions. */
export function routePrefixOf(uri: string, reading: Reading): string {
  const app = appOf(uri, reading);
  const file = app === undefined ? undefined : reading.file(join(app, 'host.json'));
  const given = file === undefined ? undefined : child(documentOf(file, reading).tree, 'extensions', 'http', 'routePrefix');
  return text(given) ?? 'api';
}

/** Folders of the apps that a template may deploy: by the tag that azd looks for, else the only one of the workspace. */
export function appsDeployed(uri: string, service: string | undefined, reading: Reading): readonly string[] {
  const root = reading.rootOf(uri);
  if (root === undefined) return [];
  const named = service === undefined ? undefined : servicesOf(uri, reading).get(service);
  if (named !== undefined) return [named];
  const apps = reading.under(root).filter((one) => nameOf(one) === 'host.json' && !one.includes('/node_modules/')).map(folderOf);
  return apps.length === 1 ? apps : [];
}

/** `services` of the nearest azure.yaml, with the folder of each. */
function servicesOf(uri: string, reading: Reading): ReadonlyMap<string, string> {
  const root = reading.rootOf(uri);
  for (let folder = folderOf(uri); root !== undefined && isWithin(root, folder); folder = folderOf(folder)) {
    const file = reading.file(join(folder, 'azure.yaml'));
    const services = file === undefined ? undefined : child(documentOf(file, reading).tree, 'services');
    if (services?.kind === 'map') return new Map(services.entries.flatMap(({ key, value }) => { const path = text(child(value, 'project')); return path === undefined ? [] : [[key, join(folder, path)]]; }));
    if (folder === root) break;
  }
  return new Map();
}

function text(node: DataNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
