/** Function apps, and what they store in, as Bicep and ARM templates declare them: their settings, origins and environment. Knows no syntax. */
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Api, DeployedFunction, Deployment, EnvironmentVariable, Parameter, Resource } from '../deployment';
import type { Reading } from '../dialect';
import { plainDeployment, plainFunction } from '../plain';
import { appsDeployed } from './app';
import { itemsOf, patternOf, stringOf, unknown, valueAt, type MapValue, type Value } from '../value';
import { plainWriter, type PlainDocument } from '../plain-write';
import { siteType, storageType, versionSetting } from './vocabulary';
import { templateChange } from './write';

/** One resource of a template. */
export interface Declared {
  readonly id: string;
  readonly type: string;
  readonly at: Location;
  readonly presence: Resource['presence'];
  readonly body: MapValue;
  /** The id of the resource that it belongs to, where that is said. */
  readonly parent: string | undefined;
}

export function sitesOf(file: SourceFile, declared: readonly Declared[], parameters: readonly Parameter[], problems: Deployment['problems'], document: PlainDocument, vault: string | undefined, reading: Reading): readonly Deployment[] {
  const sites = declared.filter(({ type }) => type.toLowerCase() === siteType.toLowerCase());
  // What cannot be read is told, though it may have held one.
  if (sites.length === 0 && !declared.some(({ type }) => type.toLowerCase().startsWith(storageType))) return problems.length === 0 ? [] : [plainDeployment(file, 'azure', { problems })];
  const functions: DeployedFunction[] = [];
  const apis: Api[] = [];
  for (const site of sites) {
    const settings = declared.filter(({ type, parent }) => type.toLowerCase() === `${siteType}/config`.toLowerCase() && parent === site.id);
    const config = [valueAt(site.body, 'properties', 'siteConfig'), ...settings.filter(({ body }) => isNamed(body, 'web')).map(({ body }) => valueAt(body, 'properties'))];
    const environment = [...config.flatMap((one) => listed(valueAt(one, 'appSettings'))), ...settings.filter(({ body }) => isNamed(body, 'appsettings')).flatMap(({ body }) => mapped(valueAt(body, 'properties')))];
    // The stack of an app on Linux; on Windows a setting names the version.
    const runtime = config.map((one) => valueAt(one, 'linuxFxVersion')).find((one) => one !== undefined) ?? environment.find(({ name }) => name === versionSetting)?.value;
    const apps = appsDeployed(file.uri, stringOf(valueAt(site.body, 'tags', 'azd-service-name')), reading);
    if (isFunctionApp(site)) functions.push({ ...plainFunction({ name: site.id, at: site.at, environment, ...(runtime === undefined ? {} : { runtime }), code: apps.length === 0 ? undefined : { within: apps } }), presence: site.presence });
    const cors = config.map((one) => valueAt(one, 'cors')).find((one) => one !== undefined);
    const origins = itemsOf(valueAt(cors, 'allowedOrigins'));
    if (cors !== undefined && origins.length > 0) apis.push({ id: site.id, kind: 'http', at: site.at, properties: site.body, implicit: false, cors: { at: cors.at, origins, credentials: valueAt(cors, 'supportCredentials') } });
  }
  const resources = declared.map(({ id, type, at, presence, body }): Resource => ({ id, type, at, presence, properties: body }));
  const write = plainWriter(document, resources, (change) => templateChange(change, { document, parameters, vault }));
  return [{ ...plainDeployment(file, 'azure', { functions, resources, apis, problems }), parameters, write }];
}

function isFunctionApp({ body }: Declared): boolean {
  return /functionapp/i.test(stringOf(valueAt(body, 'kind')) ?? '');
}

function isNamed(body: MapValue, name: string): boolean {
  return new RegExp(`(?:^|[/'])${name}'?(?:\\)|\\]|$)`, 'i').test(textOf(valueAt(body, 'name')) ?? '');
}

/** Also of what is known in part, or an expression: its last part is written out. */
function textOf(value: Value | undefined): string | undefined {
  return value === undefined ? undefined : value.kind === 'unknown' ? value.expression : patternOf(value);
}

/** Whether two names are the same as far as the file tells: the same text, or what one parameter will say. */
export function sameName(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const plain = (value: Value): string | undefined => (value.kind === 'text' ? value.parts.map((part) => (typeof part === 'string' ? part : part.kind === 'unknown' ? `{${part.expression ?? part.reason}}` : `{${part.resource}}`)).join('') : textOf(value));
  const text = plain(a);
  return text !== undefined && text === plain(b);
}

/** `[{ name, value }]`. */
function listed(settings: Value | undefined): readonly EnvironmentVariable[] {
  return itemsOf(settings).flatMap((one) => {
    const name = stringOf(valueAt(one, 'name'));
    const value = valueAt(one, 'value');
    return name === undefined || value === undefined ? [] : [{ name, at: valueAt(one, 'name')?.at ?? value.at, value: resolved(value) }];
  });
}

function mapped(settings: Value | undefined): readonly EnvironmentVariable[] {
  return settings?.kind === 'map' ? settings.entries.map(({ key, keyAt, value }) => ({ name: key, at: keyAt, value: resolved(value) })) : [];
}

/** `@Microsoft.KeyVault(…)` stands for what the vault holds. */
function resolved(value: Value): Value {
  const text = stringOf(value);
  return text?.startsWith('@Microsoft.') === true ? unknown('read from Key Vault or App Configuration', 'secret-store', value.at, value.via, text) : value;
}
