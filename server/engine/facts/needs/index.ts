/** What an entry point needs from AWS: what is reached, what that calls, and which actions the calls need. Knows no template. */
import { Sdk, type More, type Operation } from '../../iam/sdk';
import { actionNamed } from '../../iam/actions';
import { worldOf } from '../../code/modules';
import type { Snapshot } from '../../snapshot';
import type { SourceFile } from '../../workspace';
import { callsIn, type Call, type OperationCall, type PackageCall } from './calls';
import { Evaluation, type Part } from './evaluate';
import { Input } from './input';
import { namedByVariables } from './named';
import type { Maybe, Need, Needs, Target } from './needs';
import { Program } from './program';
import { reachFrom, type Unseen } from './reach';

export type { Maybe, Need, Needs, Target } from './needs';
export type { Part } from './evaluate';
export type { Unseen } from './reach';

interface Kept {
  readonly needs: Needs | undefined;
  readonly sdk: Sdk;
  readonly world: object;
  readonly files: ReadonlyMap<string, SourceFile | undefined>;
}

/** Of an export of a file, or of the whole file as a program; undefined where there is no such file or export. Kept until a file that it rests on changes. */
export function needsOf(uri: string, exportName: string | undefined, snapshot: Snapshot, models: Readonly<Record<string, unknown>>): Needs | undefined {
  const file = snapshot.file(uri);
  if (file === undefined) return undefined;
  const sdk = sdkOf(snapshot, models);
  const world = worldOf(snapshot);
  const table = snapshot.memo.of('needs', file, () => new Map<string, Kept>());
  const key = exportName ?? '';
  const kept = table.get(key);
  if (kept?.sdk === sdk && kept.world === world && [...kept.files].every(([one, known]) => snapshot.file(one) === known)) return kept.needs;
  const needs = find(uri, exportName, snapshot, sdk);
  table.set(key, { needs, sdk, world, files: new Map([uri, ...needs?.files ?? []].map((one) => [one, snapshot.file(one)])) });
  return needs;
}

export function sdkOf(snapshot: Snapshot, models: Readonly<Record<string, unknown>>): Sdk {
  return snapshot.memo.of('sdk', models, (key) => new Sdk(key['sdk'], key['handed-roles']));
}

function find(uri: string, exportName: string | undefined, snapshot: Snapshot, sdk: Sdk): Needs | undefined {
  const program = new Program(snapshot);
  const reached = reachFrom(program, uri, exportName);
  if (reached === undefined) return undefined;
  const evaluation = new Evaluation(program, reached);
  const { calls, unseen, otherIdentity } = callsIn(reached, evaluation, sdk, snapshot.memo);
  const gathering = new Gathering(evaluation, sdk);
  for (const call of calls) gathering.call(call);
  const extensions = reached.files.flatMap((index) => sdk.extensionActions(index.script.text).map((action): Maybe => ({ action, operation: 'the extension', condition: 'the code asks an extension for it', call: { uri: index.uri, span: { start: 0, end: 0 } } })));
  const hidden = [...reached.packages].filter(([name]) => sdk.hides(name)).map(([name, index]): Unseen => ({ reason: `\`${name}\` may call AWS in ways that are not seen`, location: { uri: index.uri, span: { start: 0, end: 0 } } }));
  const signed = reached.files.filter((index) => sdk.signs(index.script.text)).map((index): Unseen => ({ reason: 'the code signs requests to AWS by itself', location: { uri: index.uri, span: { start: 0, end: 0 } } }));
  const sorted = [...gathering.needs].sort((a, b) => (a.action < b.action ? -1 : a.action > b.action ? 1 : 0));
  return {
    needs: sorted, maybes: [...gathering.maybes, ...extensions], free: gathering.free, unseen: [...reached.unseen, ...hidden, ...signed, ...unseen, ...gathering.unseen],
    beyond: [...reached.beyond, ...gathering.beyond], otherIdentity, files: reached.files.map((index) => index.uri),
    packages: [...reached.packages.keys()].filter((name) => !sdk.isKnown(name)),
  };
}

class Gathering {
  readonly needs: Need[] = [];
  readonly maybes: Maybe[] = [];
  readonly free: { readonly operation: string; readonly call: Call['at'] }[] = [];
  readonly unseen: Unseen[] = [];
  readonly beyond: Unseen[] = [];

  constructor(private readonly evaluation: Evaluation, private readonly sdk: Sdk) {}

  call(call: Call): void {
    this.evaluation.takeMet();
    const before = this.needs.length;
    if (call.kind === 'library') this.library(call);
    else this.operation(call, call.operation, new Input(this.evaluation, call.input), undefined);
    const met = this.evaluation.takeMet();
    const hidden = met === undefined ? undefined : this.needs.slice(before).find(({ open, targets }) => open || targets.some(({ name }) => name.some((part) => typeof part !== 'string' && 'unknown' in part)));
    if (met !== undefined && hidden !== undefined) this.beyond.push({ reason: `what \`${hidden.operation}\` is called on is not known, since ${met}; name it nearer to the call`, location: call.at });
  }

  private library({ call, name, site, made, at, caller }: PackageCall): void {
    if (call.whole) this.unseen.push({ reason: `what \`${name}\` calls besides is not known`, location: at });
    const argument = (which: string | undefined, from: typeof site): Input | undefined => {
      if (which === undefined || from === undefined) return undefined;
      const [position = '', ...path] = which.split('.');
      const given = from.node.arguments?.[Number(position)];
      const input = new Input(this.evaluation, given === undefined ? [] : this.evaluation.of(given, from.place));
      return path.length === 0 ? input : input.at(path.join('.'));
    };
    if (call.operation !== undefined) {
      const input = argument(call.input, site) ?? new Input(this.evaluation, []);
      this.operation({ kind: 'operation', operation: call.operation, input: [], at, caller, certain: site !== undefined }, call.operation, input, { actions: call.actions, perhaps: call.perhaps, name });
      return;
    }
    const isKeys = call.on?.endsWith('.#') === true;
    const named = argument(call.on?.replace(/\.#$/, ''), site) ?? argument(call.onMade, made);
    const texts = (isKeys ? named?.keys() : named?.texts()) ?? [undefined];
    const targets = texts.flatMap((parts) => (parts === undefined ? [] : [{ type: call.type, name: parts }]));
    for (const action of call.actions) this.need(action, name, { at, caller, certain: site !== undefined && !call.whole }, targets, texts.length === 0 || texts.includes(undefined));
  }

  private operation(call: OperationCall, operation: Operation, input: Input, instead: { readonly actions: readonly string[]; readonly perhaps: readonly string[]; readonly name: string } | undefined): void {
    const name = instead?.name ?? operation.name;
    const content = this.sdk.contentOf(operation);
    const more = this.sdk.moreOf(operation).filter((one) => one.has.some((path) => input.has(path)));
    if (content === 'items') this.transaction(call, input);
    else if (content === 'statement') this.statements(call, operation, input);
    else {
      const own = instead?.actions ?? this.sdk.actionsOf(operation) ?? [];
      if (own.length === 0) this.free.push({ operation: name, call: call.at });
      for (const action of instead?.perhaps ?? []) this.onInput(action, name, operation, input, { ...call, certain: false });
      if (!more.some((one) => one.instead)) for (const action of own) this.onInput(action, name, operation, input, call);
    }
    for (const one of more) this.more(one, name, operation, input, call);
    for (const { actions, condition } of this.sdk.perhapsOf(operation)) {
      for (const action of actions) this.maybes.push({ action, operation: name, condition, call: call.at });
    }
  }

  private more(more: More, name: string, operation: Operation, input: Input, call: OperationCall): void {
    for (const action of more.actions) {
      if (more.everywhere) this.need(action, name, call, [], true);
      else if (more.on === undefined) this.onInput(action, name, operation, input, call);
      else {
        const texts = input.at(more.on).texts();
        const targets = texts.flatMap((parts): readonly Target[] => (parts === undefined ? [] : [more.bucket ? { type: 'object', name: withoutScheme(parts), key: [{ unknown: 'any object' }] } : { type: undefined, name: parts }]));
        // What nothing is known of may not be set at all.
        const certain = call.certain && texts.some((parts) => parts !== undefined);
        this.need(action, name, { ...call, certain }, targets, texts.length === 0 || texts.includes(undefined));
      }
    }
  }

  /** On what the operation's input names. */
  private onInput(action: string, name: string, operation: Operation, input: Input, call: OperationCall): void {
    const { targets, open } = this.targetsOf(action, operation, input);
    this.need(action, name, call, targets, open, this.sdk.namingsOf(operation)[0]?.type);
  }

  private targetsOf(action: string, operation: Operation, input: Input): { readonly targets: readonly Target[]; readonly open: boolean } {
    if (operation.prefix === 'dynamodb' && /^Batch(?:Get|Write)Item$/.test(operation.name)) return this.named(input.at('RequestItems').keys(), 'table', {});
    if (operation.name === 'TransactGetItems') return this.named(input.at('TransactItems').at('Get.TableName').texts(), 'table', {});
    const plain = action.slice(action.indexOf(':') + 1);
    for (const naming of this.sdk.namingsOf(operation)) {
      if (naming.only !== undefined && !naming.only.includes(plain)) continue;
      const parameter = naming.parameters.find((path) => input.has(path));
      if (parameter === undefined) {
        if (naming.otherwise !== undefined && naming.parameters.every((path) => !this.mayBeSet(input, path))) return this.named([[naming.otherwise]], naming.type, {});
        continue;
      }
      const key = naming.key === undefined || !input.has(naming.key) ? undefined : input.at(naming.key).texts()[0] ?? [{ unknown: 'the object is named at run time' } as const];
      const texts = input.at(parameter).texts().map((parts) => (naming.only === undefined || parts === undefined ? parts : beforeSlash(parts)));
      const index = operation.prefix === 'dynamodb' && input.has('IndexName');
      return this.named(texts, naming.type, { ...(key === undefined ? {} : { key }), ...(index ? { index } : {}) });
    }
    const target = namedByVariables(action, operation, input);
    return { targets: target === undefined ? [] : [target], open: target === undefined };
  }

  /** Where a part of the input is not seen, it may be set there. */
  private mayBeSet(input: Input, path: string): boolean {
    const around = path.includes('.') ? input.at(path.slice(0, path.lastIndexOf('.'))) : input;
    return around.hidden || (path.includes('.') && around.itemFields() === undefined);
  }

  private named(texts: readonly (readonly Part[] | undefined)[], type: string, rest: Pick<Target, 'key' | 'index'>): { readonly targets: readonly Target[]; readonly open: boolean } {
    // An object of a bucket that is not known may still be named.
    const isKeyed = rest.key !== undefined && texts.length > 0;
    const names = isKeyed ? texts.map((name): readonly Part[] => name ?? [{ unknown: 'the bucket is named at run time' }]) : texts.filter((name) => name !== undefined);
    return { targets: names.map((name) => ({ type, name, ...rest })), open: !isKeyed && (texts.length === 0 || texts.includes(undefined)) };
  }

  private transaction(call: OperationCall, input: Input): void {
    const items = input.at('TransactItems');
    const fields = items.itemFields();
    const byField: Readonly<Record<string, string>> = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheckItem' };
    for (const [field, action] of Object.entries(byField)) {
      if (fields !== undefined && !fields.includes(field)) continue;
      const { targets, open } = this.named(fields === undefined ? [undefined] : items.at(`${field}.TableName`).texts(), 'table', {});
      this.need(`dynamodb:${action}`, call.operation.name, { ...call, certain: call.certain && fields !== undefined }, targets, open, 'table');
    }
  }

  private statements(call: OperationCall, operation: Operation, input: Input): void {
    const path = { ExecuteStatement: 'Statement', BatchExecuteStatement: 'Statements.Statement', ExecuteTransaction: 'TransactStatements.Statement' }[operation.name] ?? 'Statement';
    const texts = input.at(path).texts();
    for (const parts of texts.length === 0 ? [undefined] : texts) {
      const verb = parts === undefined || typeof parts[0] !== 'string' ? undefined : /^\s*(select|insert|update|delete)\b/i.exec(parts[0])?.[1]?.toLowerCase();
      const verbs = verb === undefined ? ['Select', 'Insert', 'Update', 'Delete'] : [verb.charAt(0).toUpperCase() + verb.slice(1)];
      const table = parts === undefined || verb === undefined ? undefined : tableIn(parts);
      for (const one of verbs) this.need(`dynamodb:PartiQL${one}`, operation.name, { ...call, certain: call.certain && verb !== undefined }, table === undefined ? [] : [{ type: 'table', name: table }], table === undefined);
    }
  }

  private need(name: string, operation: string, { at, caller, certain }: Pick<OperationCall, 'at' | 'caller' | 'certain'>, targets: readonly Target[], open: boolean, type: string | undefined = targets[0]?.type): void {
    const action = actionNamed(name)?.name;
    if (action !== undefined) this.needs.push({ action, operation, call: at, caller, type, targets, open, certain });
  }
}

/** `bucket/key` and `/bucket/key`: the bucket. */
function beforeSlash(parts: readonly Part[]): readonly Part[] {
  const found: Part[] = [];
  for (const [position, part] of parts.entries()) {
    const text = typeof part === 'string' && position === 0 ? part.replace(/^\//, '') : part;
    const slash = typeof text === 'string' ? text.indexOf('/') : -1;
    if (typeof text !== 'string' || slash < 0) {
      if (text !== '') found.push(text);
      continue;
    }
    if (slash > 0) found.push(text.slice(0, slash));
    break;
  }
  return found;
}

/** `s3://bucket/key`: the bucket. */
function withoutScheme(parts: readonly Part[]): readonly Part[] {
  const [first, ...rest] = parts;
  return typeof first === 'string' && /^s3:\/\//.test(first) ? beforeSlash([first.slice('s3://'.length), ...rest]) : parts;
}

/** The table of `SELECT … FROM "Orders"."byDate" …`, also where a variable stands for it. */
function tableIn(parts: readonly Part[]): readonly Part[] | undefined {
  const [first, second] = parts;
  if (typeof first !== 'string') return undefined;
  const written = /\b(?:from|into|update)\s+"?([\w.-]+)"?/i.exec(first)?.[1];
  if (written !== undefined) return [written.split('.')[0] ?? written];
  return /\b(?:from|into|update)\s+"?$/i.test(first) && second !== undefined && typeof second !== 'string' ? [second] : undefined;
}
