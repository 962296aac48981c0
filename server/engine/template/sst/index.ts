/** SST, second and third generation: functions, their addresses, routes, environments and permissions. Knows nothing of rules. */
import { isScript } from '../../syntax/script';
import { folderOf, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import { itemsIn, property, propertyOf, textIn, valueOf, type Made, type Thing } from '../cdk/script';
import { deployed } from '../cloudformation';
import type { LoweredResource } from '../cloudformation/resources';
import { madeMap } from '../cloudformation/values';
import type { DeployedFunction, Deployment } from '../deployment';
import type { Dialect, Reading } from '../dialect';
import { madeIn, type Globals } from '../made';
import { ownScripts, providerResources } from '../pulumi';
import { scalar, stringOf, unknown, type MapEntry, type Value } from '../value';
import { sstChange, type Component } from './write';
import { authorization, restRoutes } from './apis';
import { linkedTo, type Linked } from './links';
import { subscribed } from './subscribers';
import { absentOfFunctions, functionProperties, kinds, queueProperties, types, units, wordsOfFunctions, wordsOfQueues } from './vocabulary';

export const sst: Dialect = { name: 'sst', longest: 600_000, recognises, lower };

const globals: Globals = { sst: { module: 'sst', path: [] }, $app: { module: 'sst', path: ['$app'] }, aws: { module: '@pulumi/aws', path: [] }, pulumi: { module: '@pulumi/pulumi', path: [] } };

function recognises({ uri, text, omitted }: SourceFile): boolean {
  return isScript(uri) && omitted === undefined && (/\bnew\s+sst\.(?:aws\.)?\w+/.test(text) || /['"`](?:sst\/constructs|@serverless-stack\/resources)['"`]/.test(text));
}

function lower(file: SourceFile, reading: Reading): readonly Deployment[] {
  const all = madeIn(file, reading, globals);
  const made = all.filter((one) => ['sst', 'sst/constructs', '@serverless-stack/resources'].includes(one.module));
  if (made.length === 0) return [];
  const lowering = new Lowering(made, homeOf(file, reading), /\$transform\b/.test(file.text));
  for (const one of made) lowering.lower(one);
  const provided = providerResources(all, file.uri, lowering.ids);
  const stack = deployed([...lowering.resources, ...provided.resources], reading);
  const functions = stack.functions.map((one): DeployedFunction => ({ ...one, code: provided.codeOf(one.name, { handler: one.code.handler, folders: [lowering.home, folderOf(file.uri)], entryPoints: [] }) }));
  const model = { components: lowering.components, declared: provided.written, resources: stack.resources, functions, grants: stack.grants, script: ownScripts(reading), provider: 'aws' };
  return [{ uri: file.uri, name: nameOf(file.uri), ...stack, grants: [...stack.grants, ...lowering.linked.flatMap((one) => linkedTo(one))], functions, parameters: [], problems: [], write: (change) => sstChange(change, model) }];
}

/** Paths of handlers start where sst.config.ts stands. */
function homeOf(file: SourceFile, reading: Reading): string {
  const root = reading.rootOf(file.uri) ?? folderOf(file.uri);
  for (let folder = folderOf(file.uri); folder.length >= root.length; folder = folderOf(folder)) {
    if (['sst.config.ts', 'sst.json'].some((name) => reading.file(join(folder, name)) !== undefined) || folder === root) return folder;
  }
  return folderOf(file.uri);
}

class Lowering {
  readonly resources: LoweredResource[] = [];
  readonly ids: ReadonlyMap<Made, string>;
  /** Where each thing is written that has properties of its own. */
  readonly components = new Map<string, Component>();
  readonly linked: Linked[] = [];

  /** `isTransformed`: something changes all components of a kind. */
  constructor(made: readonly Made[], readonly home: string, private readonly isTransformed: boolean) {
    this.ids = new Map(made.map((one) => [one, nameOfMade(one)]));
  }

  lower(made: Made): void {
    const kind = kinds[made.name.replace(/^aws\./, '')];
    const id = this.ids.get(made);
    if (kind === undefined || id === undefined) return;
    const props = made.args.find((one) => one.kind === 'object');
    if (kind === 'function') this.function(id, made, props);
    else if (kind === 'api' || kind === 'websocket') this.api(id, made, props, kind === 'api' ? 'HTTP' : 'WEBSOCKET');
    else if (kind === 'cron') this.listener(id, made, property(props, 'job')?.thing ?? property(props, 'function')?.thing);
    else if (kind === 'rest') {
      this.add(id, types.restApi, made, []);
      this.resources.push(...restRoutes(id, made, { value: (thing) => this.value(thing), callee: (name, call, target) => this.callee(name, call, target) }));
    }
    else if (kind === types.queue) this.add(id, kind, made, this.renamed(props, queueProperties), !isWholeQueue(made, props));
    else this.add(id, kind, made, []);
    if (kind.includes('::')) this.written(id, kind, made, made.at, props);
    if (kind === types.queue) this.redrive(id, props);
    this.resources.push(...subscribed({ id, type: kind, made, resources: this.resources }, { value: (thing) => this.value(thing), callee: (name, target) => this.callee(name, made, target) }));
    if (kind === types.bucket && textIn(property(props, 'access')?.thing) === 'public') this.readable(id, made, property(props, 'access')?.thing ?? made);
  }

  /** Properties under the names that CloudFormation gives them. */
  private renamed(props: Thing | undefined, table: typeof functionProperties): readonly MapEntry[] {
    return table.flatMap(({ from, path, unit }): readonly MapEntry[] => {
      const [block = '', name] = from.split('.');
      const outermost = property(props, block);
      const one = name === undefined || outermost === undefined ? outermost : property(outermost.thing, name) ?? (outermost.thing.kind === 'object' ? undefined : outermost);
      const [last, ...outer] = [...path].reverse();
      if (one === undefined || last === undefined) return [];
      const value = this.value(one.thing);
      const entry: MapEntry = { key: last, keyAt: one.keyAt, value: unit === undefined ? value : measured(value) };
      return [outer.reduce<MapEntry>((inner, key) => ({ key, keyAt: one.keyAt, value: { kind: 'map', entries: [inner], at: one.thing.at, via: [] } }), entry)];
    });
  }

  /** Where messages go that nobody can handle. */
  private redrive(id: string, props: Thing | undefined): void {
    const failed = property(props, 'dlq');
    const index = this.resources.findIndex((one) => one.id === id);
    const own = this.resources[index];
    if (failed === undefined || own === undefined) return;
    const target = failed.thing.kind === 'object' ? property(failed.thing, 'queue')?.thing ?? failed.thing : failed.thing;
    const redrive: MapEntry = { key: 'RedrivePolicy', keyAt: failed.keyAt, value: madeMap({ deadLetterTargetArn: this.value(target), maxReceiveCount: scalar(3, failed.keyAt) }, failed.thing.at) };
    this.resources[index] = { ...own, properties: { ...own.properties, entries: [...own.properties.entries, redrive] } };
  }

  /** `access: 'public'` lets everybody read. */
  private readable(id: string, made: Made, { at }: { readonly at: Thing['at'] }): void {
    const bucket: Value = { kind: 'reference', resource: id, attribute: 'Ref', at, via: [] };
    const statement = madeMap({ Effect: 'Allow', Principal: scalar('*', at), Action: scalar('s3:GetObject', at), Resource: scalar('*', at) }, at);
    const document = madeMap({ Version: '2012-10-17', Statement: { kind: 'list', items: [statement], at, via: [] } }, at);
    this.resources.push({ id: `${id} policy`, type: types.bucketPolicy, declaredType: types.bucketPolicy, at, implicit: true, properties: { kind: 'map', entries: [{ key: 'Bucket', keyAt: at, value: bucket }, { key: 'PolicyDocument', keyAt: at, value: document }], at, via: [] }, presence: made.presence, metadata: undefined });
  }

  private add(id: string, type: string, made: Made, entries: readonly MapEntry[], open = true): void {
    const at = made.args.find((one) => textIn(one) === nameOfMade(made))?.at ?? made.nameAt;
    const properties = { kind: 'map', entries, at: made.at, via: [], ...(open ? { open: true } : {}) } as const;
    this.resources.push({ id, type, declaredType: type, at, properties, presence: made.presence, metadata: undefined });
  }

  private written(id: string, type: string, made: Made, at: Thing['at'], props: Thing | undefined): void {
    this.components.set(id, { type, at, options: props?.kind === 'object' ? props.written ?? props.at : props?.at, isSecond: made.module !== 'sst' });
  }

  private function(id: string, made: Made, props: Thing | undefined): void {
    const entries = [...this.renamed(props, functionProperties)];
    if (props === undefined || (props.kind === 'object' && props.rest === undefined && property(props, 'concurrency') === undefined)) entries.push(...absent(made, props));
    const role = property(props, 'role');
    entries.push(role === undefined ? ownRole(id, made.nameAt) : { key: 'Role', keyAt: role.keyAt, value: this.value(role.thing) });
    this.add(id, types.function, made, entries);
    this.written(id, types.function, made, props !== undefined && made.args.length === 0 ? props.at : made.at, props);
    if (role === undefined) this.role(id, made, props);
    const url = property(props, 'url');
    if (url !== undefined) this.url(id, made, url.thing);
  }

  /** Rights that are written out, beside those that come with what is linked. */
  private role(id: string, made: Made, props: Thing | undefined): void {
    const permissions = property(props, 'permissions');
    const statements = itemsIn(permissions?.thing).flatMap((one) => this.statement(one));
    const at = permissions?.thing.at ?? made.nameAt;
    const policy = madeMap({ PolicyName: 'permissions', PolicyDocument: madeMap({ Version: '2012-10-17', Statement: { kind: 'list', items: statements, at, via: [] } }, at) }, at);
    const links = this.links(id, made, props);
    const isWhole = links.isWhole && made.module === 'sst' && !this.isTransformed && isSeen(props);
    this.linked.push(...links.known);
    const policies = property(props, 'policies');
    this.add(`${id}Role`, types.role, made, [
      ...(statements.length === 0 ? [] : [{ key: 'Policies', keyAt: permissions?.keyAt ?? at, value: { kind: 'list', items: [policy], at, via: [] } as const }]),
      ...(policies === undefined ? [] : [{ key: 'ManagedPolicyArns', keyAt: policies.keyAt, value: this.value(policies.thing) }]),
    ], !isWhole);
  }

  /** What it is linked to, by itself and by its API. */
  private links(id: string, made: Made, props: Thing | undefined): { readonly known: readonly Linked[]; readonly isWhole: boolean } {
    const shared = made.of?.args.find((one) => one.kind === 'object');
    const given = [property(props, 'link')?.thing, property(shared, 'link')?.thing].filter((one) => one !== undefined);
    const items = given.flatMap(itemsIn);
    const known = items.flatMap((item): readonly Linked[] => {
      const target = item.kind === 'made' ? this.ids.get(item.made) : undefined;
      const kind = item.kind === 'made' ? kinds[item.made.name.replace(/^aws\./, '')] : undefined;
      return target === undefined || kind === undefined ? [] : [{ function: id, target, kind, at: item.at, presence: made.presence }];
    });
    return { known, isWhole: known.length === items.length && given.every(({ kind }) => kind === 'list') && property(shared, 'transform') === undefined };
  }

  /** `{ actions, resources }`; in the second generation also `'*'` and `'sqs'`, which stands for all of a service. */
  private statement(thing: Thing): readonly Value[] {
    const word = textIn(thing);
    if (word !== undefined) return [madeMap({ Effect: 'Allow', Action: scalar(word === '*' || word.includes(':') ? word : `${word}:*`, thing.at, thing.via), Resource: scalar('*', thing.at) }, thing.at)];
    const actions = property(thing, 'actions');
    const resources = property(thing, 'resources');
    if (actions === undefined) return [];
    const effect = textIn(property(thing, 'effect')?.thing) === 'deny' ? 'Deny' : 'Allow';
    return [{ kind: 'map', at: thing.at, via: thing.via, entries: [
      { key: 'Effect', keyAt: actions.keyAt, value: scalar(effect, actions.keyAt) },
      { key: 'Action', keyAt: actions.keyAt, value: this.value(actions.thing) },
      ...(resources === undefined ? [] : [{ key: 'Resource', keyAt: resources.keyAt, value: this.value(resources.thing) }]),
    ] }];
  }

  /** `url: true` is open to everybody; so is an object that asks for no signature. */
  private url(id: string, made: Made, thing: Thing): void {
    if (thing.kind === 'constant' && thing.value !== true) return;
    const auth = property(thing, 'authorization') ?? property(thing, 'authorizer');
    const word = textIn(auth?.thing);
    const at = auth?.thing.at ?? thing.at;
    const type: Value = auth === undefined && (thing.kind === 'constant' || thing.kind === 'object') ? scalar('NONE', thing.at) : word === undefined ? this.value(auth?.thing ?? thing) : scalar(word === 'iam' ? 'AWS_IAM' : 'NONE', at);
    const origins = property(property(thing, 'cors')?.thing, 'allowOrigins');
    const target: Value = { kind: 'reference', resource: id, attribute: 'Arn', at: made.nameAt, via: [] };
    this.add(`${id}Url`, types.url, made, [
      { key: 'TargetFunctionArn', keyAt: thing.at, value: target },
      { key: 'AuthType', keyAt: auth?.keyAt ?? thing.at, value: type },
      ...(origins === undefined ? [] : [{ key: 'Cors', keyAt: origins.keyAt, value: { kind: 'map', entries: [{ key: 'AllowOrigins', keyAt: origins.keyAt, value: this.value(origins.thing) }], at: origins.thing.at, via: [] } as const }]),
    ]);
    if (type.kind === 'scalar' && type.value === 'NONE') this.add(`${id}UrlPermission`, types.permission, made, Object.entries({ Action: scalar('lambda:InvokeFunctionUrl', thing.at), FunctionName: target, FunctionUrlAuthType: scalar('NONE', thing.at), Principal: scalar('*', thing.at) }).map(([key, value]) => ({ key, keyAt: thing.at, value })), false);
  }

  private api(id: string, made: Made, props: Thing | undefined, protocol: 'HTTP' | 'WEBSOCKET'): void {
    const cors = property(props, 'cors');
    const origins = property(cors?.thing, 'allowOrigins');
    this.add(id, types.httpApi, made, [
      { key: 'ProtocolType', keyAt: made.nameAt, value: scalar(protocol, made.nameAt) },
      ...(origins === undefined ? [] : [{ key: 'CorsConfiguration', keyAt: origins.keyAt, value: { kind: 'map', entries: [{ key: 'AllowOrigins', keyAt: origins.keyAt, value: this.value(origins.thing) }], at: origins.thing.at, via: [] } as const }]),
    ]);
    for (const call of made.calls.filter(({ name }) => name === 'route')) {
      const [key, target, options] = call.args;
      if (key !== undefined && target !== undefined) this.route(id, call, key, target, options?.kind === 'unknown' ? options : property(options, 'auth')?.thing);
    }
    const preset = propertyOf(props, 'defaults', 'authorizer');
    const routes = property(props, 'routes')?.thing;
    for (const [key, { keyAt, thing }] of routes?.kind === 'object' ? routes.entries : []) this.route(id, made, { kind: 'constant', value: key, at: keyAt, via: [] }, property(thing, 'function')?.thing ?? thing, property(thing, 'authorizer')?.thing ?? preset);
  }

  private route(api: string, by: Made, key: Thing, target: Thing, auth: Thing | undefined): void {
    const text = textIn(key) ?? '(unknown route)';
    const name = `${api} ${text}`;
    const called = this.callee(text, by, target);
    if (called === undefined) return;
    const put = (id: string, type: string, entries: Readonly<Record<string, Value>>): void => {
      this.resources.push({ id, type, declaredType: type, at: key.at, properties: { kind: 'map', at: key.at, via: [], entries: Object.entries(entries).map(([one, value]) => ({ key: one, keyAt: key.at, value })) }, presence: by.presence, metadata: undefined });
    };
    const reference = (resource: string, attribute = 'Ref'): Value => ({ kind: 'reference', resource, attribute, at: key.at, via: [] });
    put(`${name} integration`, types.integration, { ApiId: reference(api), IntegrationType: scalar('AWS_PROXY', key.at), IntegrationUri: reference(called, 'Arn') });
    put(`${name} route`, types.route, { ApiId: reference(api), RouteKey: scalar(text, key.at), Target: { kind: 'text', parts: ['integrations/', { kind: 'reference', resource: `${name} integration`, attribute: 'Ref', at: key.at, via: [] }], at: key.at, via: [] }, ...authorization(auth) });
  }

  /** A function by its handler, described in place, or made before. */
  private callee(name: string, by: Made, target: Thing): string | undefined {
    if (target.kind === 'made') return this.ids.get(target.made) ?? (target.made.name === 'arn' && target.made.of !== undefined ? this.ids.get(target.made.of) : undefined);
    if (target.kind === 'constant' && typeof target.value === 'string') {
      if (target.value.startsWith('arn:')) return undefined;
      this.add(name, types.function, { ...by, args: [target] }, [{ key: 'Handler', keyAt: target.at, value: scalar(target.value, target.at, target.via) }, ...absent(by, undefined)]);
      const added = this.resources.at(-1);
      if (added !== undefined) this.resources[this.resources.length - 1] = { ...added, at: target.at, properties: { ...added.properties, entries: [...added.properties.entries, ownRole(name, target.at)] } };
      this.role(name, by, undefined);
      this.written(name, types.function, by, target.at, undefined);
      return name;
    }
    if (target.kind !== 'object') return undefined;
    this.function(name, { ...by, args: [], nameAt: target.at }, target);
    return name;
  }

  private listener(id: string, made: Made, job: Thing | undefined): void {
    const called = job === undefined ? undefined : this.callee(id, made, property(job, 'function')?.thing ?? job);
    if (called === undefined) return;
    const schedule = property(made.args.find((one) => one.kind === 'object'), 'schedule')?.thing;
    const target = madeMap({ Id: 'job', Arn: { kind: 'reference', resource: called, attribute: 'Arn', at: made.nameAt, via: [] } }, made.nameAt);
    this.add(`${id}Schedule`, types.rule, made, [{ key: 'ScheduleExpression', keyAt: made.nameAt, value: schedule === undefined ? scalar('rate(1 day)', made.nameAt) : this.value(schedule) }, { key: 'Targets', keyAt: made.nameAt, value: { kind: 'list', items: [target], at: made.nameAt, via: [] } }]);
  }

  private value(thing: Thing): Value {
    const member = ({ name, of }: Made, at: Thing['at'], via: Thing['via']): Value | undefined => (of !== undefined && name === 'value' && kinds[of.name] === 'secret' && this.ids.has(of)
      ? unknown('it is a secret that is set by command for each stage', 'secret-store', at, via) : undefined);
    return valueOf(thing, { resourceOf: (made) => this.known(made), isElsewhere: () => false, spend: () => true, parameter: () => undefined, member });
  }

  private known(made: Made): { readonly id: string; readonly type: string } | undefined {
    const id = this.ids.get(made);
    const kind = kinds[made.name.replace(/^aws\./, '')];
    // A secret is what the store holds when the program is deployed.
    return id === undefined || kind === undefined || kind === 'secret' ? undefined : { id, type: kind.includes('::') ? kind : kind === 'api' || kind === 'websocket' ? types.httpApi : kind === 'rest' ? types.restApi : types.function };
  }
}

function ownRole(id: string, at: Thing['at']): MapEntry {
  return { key: 'Role', keyAt: at, value: { kind: 'reference', resource: `${id}Role`, attribute: 'Arn', at, via: [] } };
}

/** True where nothing but what is read here may give it rights. */
function isSeen(props: Thing | undefined): boolean {
  return props === undefined || (props.kind === 'object' && props.rest === undefined && [...props.entries.keys()].every((key) => wordsOfFunctions.has(key)));
}

/** Properties that are surely not set; `transform` may set any. */
function absent({ module, nameAt }: Made, props: Thing | undefined): readonly MapEntry[] {
  return module !== 'sst' || property(props, 'transform') !== undefined ? [] : absentOfFunctions.map((key) => ({ key, keyAt: nameAt, value: scalar(null, nameAt) }));
}

/** True where all that decides about the queue is seen. */
function isWholeQueue(made: Made, props: Thing | undefined): boolean {
  if (made.module !== 'sst') return false;
  if (props === undefined) return made.args.length <= 1;
  return props.kind === 'object' && props.rest === undefined && [...props.entries.keys()].every((key) => wordsOfQueues.has(key));
}

/** `20 seconds` as 20, `1 GB` as 1024. */
function measured(value: Value): Value {
  const [, amount, word] = /^(\d+) ([a-z]+?)s?$/i.exec(stringOf(value) ?? '') ?? [];
  const unit = units[word?.toLowerCase() ?? ''];
  return amount === undefined || unit === undefined ? value : scalar(Number(amount) * unit, value.at, value.via);
}

/** The first text among the arguments: the third generation has no scope before it. */
function nameOfMade(made: Made): string {
  return made.args.map(textIn).find((text) => text !== undefined) ?? made.name;
}
