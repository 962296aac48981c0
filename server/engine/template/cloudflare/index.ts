/** Cloudflare Workers: wrangler.toml, wrangler.json and wrangler.jsonc, each environment a function. Knows nothing of rules. */
import { child, type DataNode } from '../../syntax/data';
import { parseJson } from '../../syntax/json';
import { parseToml } from '../../syntax/toml';
import { folderOf, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { DeployedFunction, Deployment, Resource, Trigger } from '../deployment';
import type { Dialect } from '../dialect';
import { documentOf, plainWriter, withoutSecret } from '../plain-write';
import { eventTrigger, filledLater, httpTrigger, plainDeployment, plainFunction, plainValue, startOf, variablesIn, type CodePlace } from '../plain';

export const cloudflare: Dialect = { name: 'cloudflare', recognises, lower };

function recognises(file: SourceFile): boolean {
  return file.omitted === undefined && /^wrangler\.(?:toml|jsonc?)$/.test(nameOf(file.uri));
}

function lower(file: SourceFile): readonly Deployment[] {
  const { tree, problems } = file.uri.endsWith('.toml') ? parseToml(file) : parseJson(file);
  if (tree?.kind !== 'map') return [plainDeployment(file, 'cloudflare', { problems })];
  const environments = child(tree, 'env');
  const named = environments?.kind === 'map' ? environments.entries : [];
  const functions = [workerOf(tree, undefined, tree, file.uri), ...named.map(({ key, value }) => workerOf(value, key, tree, file.uri))];
  const resources = [tree, ...named.map(({ value }) => value)].flatMap((block) => consumersOf(block, file.uri));
  const document = documentOf(file, tree, file.uri.endsWith('.toml') ? 'toml' : 'json');
  return [{ ...plainDeployment(file, 'cloudflare', { functions, resources, problems }), write: plainWriter(document, resources, (change) => withoutSecret(change, document)) }];
}

/** What a Worker takes from each queue, in the words of the configuration. An environment has queues of its own. */
function consumersOf(block: DataNode, uri: string): readonly Resource[] {
  const consumers = child(block, 'queues', 'consumers');
  return consumers?.kind !== 'list' ? [] : consumers.items.flatMap((consumer): readonly Resource[] => {
    const name = child(consumer, 'queue');
    const properties = plainValue(consumer, uri, filledLater);
    if (name?.kind !== 'scalar' || typeof name.value !== 'string' || properties.kind !== 'map') return [];
    return [{ id: name.value, type: 'Cloudflare::QueueConsumer', at: { uri, span: name.span }, properties, presence: 'always' }];
  });
}

/** Variables are an environment's own; its routes, triggers and code too, where it has some. */
function workerOf(block: DataNode, environment: string | undefined, top: DataNode, uri: string): DeployedFunction {
  const name = child(block, 'name') ?? child(top, 'name');
  const own = name?.kind === 'scalar' && typeof name.value === 'string' ? name.value : 'worker';
  const at = name === undefined ? startOf(uri) : { uri, span: name.span };
  const variables = child(block, 'vars');
  const triggers: Trigger[] = [];
  const route = routeOf(block) ?? routeOf(top);
  const address = child(block, 'workers_dev') ?? child(top, 'workers_dev');
  // Whoever it lets in, it decides itself: a Worker has no gateway in front that its configuration could name.
  if (route !== undefined || !(address?.kind === 'scalar' && address.value === false)) triggers.push(httpTrigger(own, 'ANY', route ?? `the address of ${own}`, at, { authorizer: 'unknown', exposure: 'anonymous', because: 'it is on the internet and checks callers itself, if at all' }));
  else triggers.push(httpTrigger(own, 'ANY', `the service ${own}`, at, { authorizer: 'unknown', exposure: 'account', because: 'it has neither a route nor an address, so that only other Workers call it' }));
  const crons = child(block, 'triggers', 'crons') ?? child(top, 'triggers', 'crons');
  if (crons?.kind === 'list' && crons.items.length > 0) triggers.push(eventTrigger('schedule', 'schedule', { uri, span: crons.span }, 'schedule', 'a schedule sends it'));
  const consumers = child(block, 'queues', 'consumers');
  if (consumers?.kind === 'list') for (const consumer of consumers.items) triggers.push(eventTrigger('queue', labelOf(consumer), { uri, span: consumer.span }, 'external-data', 'messages carry what others put into them'));
  return plainFunction({ name: environment === undefined ? own : `${own} (${environment})`, at, environment: variablesIn(variables === undefined ? undefined : plainValue(variables, uri, filledLater)), triggers, code: codeOf(block, top, uri) });
}

function labelOf(consumer: DataNode): string {
  const name = child(consumer, 'queue');
  return name?.kind === 'scalar' ? `queue ${String(name.value)}` : 'queue';
}

/** The Worker's module, and the functions of a site on Pages. */
function codeOf(block: DataNode, top: DataNode, uri: string): CodePlace | undefined {
  const main = child(block, 'main') ?? child(top, 'main');
  if (main?.kind === 'scalar' && typeof main.value === 'string') return { files: [join(folderOf(uri), main.value)], export: '*' };
  return child(top, 'pages_build_output_dir') === undefined ? undefined : { within: [join(folderOf(uri), 'functions')] };
}

function routeOf(block: DataNode): string | undefined {
  const routes = child(block, 'routes');
  const first = child(block, 'route') ?? (routes?.kind === 'list' ? routes.items[0] : undefined);
  const pattern = first?.kind === 'map' ? child(first, 'pattern') : first;
  return pattern?.kind === 'scalar' && typeof pattern.value === 'string' ? pattern.value : undefined;
}
