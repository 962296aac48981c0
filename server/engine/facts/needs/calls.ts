/** Reads the calls of AWS' SDKs, and of packages that call AWS, out of the pieces of code that an entry point may run. Knows no template. */
import { actionNamed } from '../../iam/actions';
import type { LibraryCall, Operation, Sdk } from '../../iam/sdk';
import type { Memo } from '../../memo';
import { spanOf, ts, unwrapped } from '../../syntax/script';
import type { Location } from '../../text/span';
import type { Evaluation, Known, Made, Place } from './evaluate';
import type { Reached, Unseen } from './reach';
import { typeAnnotated, type ScriptIndex, type Unit } from './units';

/** An operation that is called, with what it is given. */
export interface OperationCall {
  readonly kind: 'operation';
  readonly operation: Operation;
  /** What the operation's input may be; none where it is not seen. */
  readonly input: readonly Known[];
  readonly at: Location;
  readonly caller: string;
  readonly certain: boolean;
}

export interface PackageCall {
  readonly kind: 'library';
  readonly call: LibraryCall;
  readonly name: string;
  /** Undefined where the export is handed on by its name. */
  readonly site: Made | undefined;
  /** What made the object whose method is called. */
  readonly made: Made | undefined;
  readonly at: Location;
  readonly caller: string;
}

export type Call = OperationCall | PackageCall;

export interface Calls {
  readonly calls: readonly Call[];
  readonly unseen: readonly Unseen[];
  /** A client is made with credentials of its own. */
  readonly otherIdentity: Location | undefined;
}

const clientPackage = /^@aws-sdk\/client-([\w-]+)(?:\/|$)/;

export function callsIn(reached: Reached, evaluation: Evaluation, sdk: Sdk, memo: Memo): Calls {
  const services = new Set(reached.files.flatMap((index) => memo.of('services', index, servicesIn)));
  const reading = new Reading(services, evaluation, sdk);
  for (const unit of reached.units) reading.unit(unit);
  return { calls: reading.calls, unseen: reading.unseen, otherIdentity: reading.otherIdentity };
}

/** What a callee of a package does. */
type Does =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly input: number }
  | { readonly kind: 'library'; readonly call: LibraryCall }
  | { readonly kind: 'unknown'; readonly reason: string };

class Reading {
  readonly calls: Call[] = [];
  readonly unseen: Unseen[] = [];
  otherIdentity: Location | undefined;
  private readonly named = new Set<ts.Node>();

  constructor(private readonly services: ReadonlySet<string>, private readonly evaluation: Evaluation, private readonly sdk: Sdk) {}

  unit(unit: Unit): void {
    const place: Place = { index: unit.index, frame: undefined };
    for (const node of unit.calls) this.call(node, unit, place);
    // A command that is handed on by its name is made where nobody sees.
    for (const { binding, node } of unit.uses) {
      if (binding.imported === undefined || this.named.has(node) || !/Command$|^paginate|^Entity$/.test(binding.imported.name) || typeAnnotated(binding)) continue;
      for (const known of this.evaluation.of(node, place)) {
        if (known.kind !== 'package' || !clientPackage.test(known.module) && known.module !== '@aws-sdk/lib-dynamodb' && known.module !== 'dynamodb-toolbox') continue;
        const does = this.does(known.module, known.path, node, unit, true);
        if (does?.kind === 'operation') this.calls.push({ kind: 'operation', operation: does.operation, input: [], at: locationOf(node, unit), caller: unit.name, certain: false });
        else if (does?.kind === 'library') this.calls.push({ kind: 'library', call: does.call, name: binding.name, site: undefined, made: undefined, at: locationOf(node, unit), caller: unit.name });
      }
    }
  }

  private call(node: ts.CallExpression | ts.NewExpression, unit: Unit, place: Place): void {
    const callee = unwrapped(node.expression);
    if (ts.isIdentifier(callee)) this.named.add(callee);
    if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && ts.isNewExpression(node)) this.named.add(callee.expression);
    const found = this.evaluation.of(callee, place);
    const at = locationOf(node, unit);
    let known = false;
    const told = new Set<string>();
    for (const one of found) {
      if (one.kind !== 'unknown') known = true;
      if (one.kind !== 'package') continue;
      this.identity(one, node, place, at);
      this.handedOn(one, node, place, at);
      const does = this.does(one.module, one.path, node, unit, ts.isNewExpression(node));
      if (does?.kind === 'unknown') this.unseen.push({ reason: does.reason, location: at });
      else if (does?.kind === 'operation') {
        const key = `${does.operation.client} ${does.operation.name}`;
        if (told.has(key)) continue;
        told.add(key);
        const given = node.arguments?.[does.input];
        this.calls.push({ kind: 'operation', operation: does.operation, input: given === undefined ? [] : this.evaluation.of(given, place), at, caller: unit.name, certain: true });
      } else if (does?.kind === 'library' && !this.isAnswer(one)) this.calls.push({ kind: 'library', call: does.call, name: one.path.at(-1) ?? one.module, site: { node, place }, made: one.made, at, caller: unit.name });
    }
    if (!known && ts.isCallExpression(node) && ts.isPropertyAccessExpression(callee)) this.guess(callee, node, unit, place, at);
  }

  /** What a package's function gave is called: `credentials()`. */
  private isAnswer({ path, made }: Known & { readonly kind: 'package' }): boolean {
    return made !== undefined && ts.isCallExpression(made.node) && this.evaluation.of(made.node.expression, made.place).some((maker) => maker.kind === 'package' && maker.path.length === path.length);
  }

  /** A client with credentials of its own acts as somebody else. */
  private identity(known: Known & { readonly kind: 'package' }, node: ts.CallExpression | ts.NewExpression, place: Place, at: Location): void {
    if (!ts.isNewExpression(node) || this.otherIdentity !== undefined) return;
    if (!clientPackage.test(known.module) && !/^aws-sdk(?:\/|$)/.test(known.module)) return;
    const [options] = node.arguments ?? [];
    if (options === undefined || !ts.isObjectLiteralExpression(unwrapped(options))) return;
    const given = (unwrapped(options) as ts.ObjectLiteralExpression).properties.find((property) => property.name !== undefined && 'text' in property.name && /^(?:credentials|accessKeyId)$/.test(property.name.text));
    if (given === undefined) return;
    if (ts.isPropertyAssignment(given) && this.evaluation.of(given.initializer, place).some((value) => value.kind === 'package' && /^(?:fromNodeProviderChain|defaultProvider|fromEnv|fromIni|fromSSO|fromContainerMetadata)$/.test(value.path.at(-1) ?? ''))) return;
    this.otherIdentity = at;
  }

  /** A client, or all of a client's package, is given to code that is not seen and may call anything. */
  private handedOn(known: Known & { readonly kind: 'package' }, node: ts.CallExpression | ts.NewExpression, place: Place, at: Location): void {
    if (known.module === 'global' || isOfAws(known.module) || this.sdk.libraryCalls(known.module, known.path).length > 0) return;
    for (const argument of node.arguments ?? []) {
      const inner = unwrapped(argument);
      if (!ts.isIdentifier(inner) && !ts.isNewExpression(inner)) continue;
      const given = this.evaluation.of(inner, place).some((value) => value.kind === 'package' && isClient(value.module) && isWhole(value));
      if (given) this.unseen.push({ reason: `\`${known.module}\` is given a client and may call anything with it`, location: at });
    }
  }

  /** What a call of a package's export does; undefined where it calls nothing. */
  private does(module: string, path: readonly string[], node: ts.Node, unit: Unit, isNew: boolean): Does | undefined {
    const [library] = this.sdk.libraryCalls(module, path);
    if (library !== undefined) return { kind: 'library', call: library };
    const names = path[0] === 'default' ? path.slice(1) : path;
    const last = names.at(-1);
    if (last === undefined) return undefined;
    if (module === '@aws-sdk/lib-dynamodb') return this.ofDocuments(names, last);
    const client = clientPackage.exec(module)?.[1];
    if (client !== undefined) return this.ofClient(client, names, last, isNew);
    if (/^aws-sdk(?:\/|$)/.test(module) && ts.isCallExpression(node)) return this.ofVersion2(module, names, last, node, unit);
    const service = names.at(-2);
    if (this.sdk.isLite(module) && service !== undefined) {
      const operation = this.sdk.operation(service, last);
      return operation === undefined ? undefined : { kind: 'operation', operation, input: 0 };
    }
    return undefined;
  }

  private ofDocuments(names: readonly string[], last: string): Does | undefined {
    const command = /^(\w+)Command$/.exec(last)?.[1];
    const page = /^paginate(\w+)$/.exec(last)?.[1];
    const method = names.length > 1 && names[0] === 'DynamoDBDocument' && /^[a-z]/.test(last) && !isPlumbing(last) ? capital(last) : undefined;
    const name = command ?? page ?? method;
    const operation = name === undefined ? undefined : this.sdk.operation('dynamodb', name, true);
    return operation === undefined ? undefined : this.checked(operation, page === undefined ? 0 : 1, method === undefined);
  }

  private ofClient(client: string, names: readonly string[], last: string, isNew: boolean): Does | undefined {
    const command = isNew ? /^(\w+)Command$/.exec(last)?.[1] : undefined;
    const page = /^paginate(\w+)$/.exec(last)?.[1];
    const waiter = /^(?:waitUntil|waitFor)(\w+)$/.exec(last)?.[1];
    const inner = names.length > 1;
    if (waiter !== undefined) {
      const operation = this.sdk.waiter(client, waiter);
      return operation === undefined ? { kind: 'unknown', reason: `what \`${last}\` asks for is not known` } : { kind: 'operation', operation, input: inner ? 0 : 1 };
    }
    const method = inner && !isNew && /^[a-z]/.test(last) && !isPlumbing(last) && /^[A-Z]/.test(names[0] ?? '') ? capital(last) : undefined;
    const name = command ?? page ?? method;
    const operation = name === undefined ? undefined : this.sdk.operation(client, name);
    if (operation === undefined) return name === undefined ? undefined : { kind: 'unknown', reason: `the actions of \`${client}\` are not known` };
    return this.checked(operation, page === undefined || inner ? 0 : 1, method === undefined);
  }

  /** `S3.getObject`, `DynamoDB.DocumentClient.get`. */
  private ofVersion2(module: string, names: readonly string[], last: string, node: ts.CallExpression, unit: Unit): Does | undefined {
    const path = /^aws-sdk\/clients\/([\w-]+)/.exec(module)?.[1];
    const service = path ?? names[0];
    if (service === undefined || names.length < (path === undefined ? 2 : 1) || !/^[a-z]/.test(last) || isPlumbing(last)) return undefined;
    const documents = names.includes('DocumentClient');
    if (/^s3$/i.test(service)) {
      if (last === 'upload') return this.upload();
      if (last === 'createPresignedPost') return this.known('s3', 'PutObject');
    }
    if (last === 'getSignedUrl' || last === 'getSignedUrlPromise' || last === 'makeRequest' || last === 'waitFor') {
      const [first] = node.arguments;
      const [known] = first === undefined ? [] : this.evaluation.of(first, { index: unit.index, frame: undefined });
      const text = known?.kind === 'text' && known.parts.length === 1 && typeof known.parts[0] === 'string' ? known.parts[0] : undefined;
      const operation = text === undefined ? undefined : last === 'waitFor' ? this.sdk.waiter(service, text) : this.sdk.operation(service, capital(text));
      return operation === undefined ? { kind: 'unknown', reason: `what \`${last}\` calls is not known` } : { kind: 'operation', operation, input: 1 };
    }
    const operation = this.sdk.operation(service, capital(last), documents);
    return operation === undefined ? undefined : this.checked(operation, 0, false);
  }

  private upload(): Does | undefined {
    const [call] = this.sdk.libraryCalls('aws-sdk', ['S3', 'ManagedUpload']);
    return call === undefined ? undefined : { kind: 'library', call: { ...call, input: '0' } };
  }

  private known(client: string, name: string): Does | undefined {
    const operation = this.sdk.operation(client, name);
    return operation === undefined ? undefined : { kind: 'operation', operation, input: 0 };
  }

  /** `must`: the name says that it is an operation; a method may be anything. */
  private checked(operation: Operation, input: number, must: boolean): Does | undefined {
    if (this.sdk.actionsOf(operation) !== undefined) return { kind: 'operation', operation, input };
    return must ? { kind: 'unknown', reason: `which action \`${operation.name}\` of ${operation.prefix} needs is not known` } : undefined;
  }

  /** A method of something that is not known, called as only one service of those in use has it. */
  private guess(callee: ts.PropertyAccessExpression, node: ts.CallExpression, unit: Unit, place: Place, at: Location): void {
    const [first] = node.arguments;
    if (first === undefined || !ts.isObjectLiteralExpression(unwrapped(first)) || this.services.size === 0) return;
    const input = unwrapped(first) as ts.ObjectLiteralExpression;
    if (!input.properties.some((property) => property.name !== undefined && 'text' in property.name && /^[A-Z]\w+$|Arn$/.test(property.name.text))) return;
    const name = capital(callee.name.text);
    const fitting = [...this.services].flatMap((service) => {
      const documents = service === 'dynamodb-documents';
      const operation = this.sdk.operation(documents ? 'dynamodb' : service, name, documents);
      return operation !== undefined && (documents ? operation.name !== name || name === 'Query' || name === 'Scan' : this.isAction(operation)) ? [operation] : [];
    });
    const [operation, ...others] = fitting;
    if (operation !== undefined && others.every((other) => other.prefix === operation.prefix && other.name === operation.name)) {
      this.calls.push({ kind: 'operation', operation, input: this.evaluation.of(first, place), at, caller: unit.name, certain: true });
    } else if (fitting.length > 1) this.unseen.push({ reason: `which service \`${callee.getText(unit.index.script)}\` calls is not known`, location: at });
  }

  private isAction(operation: Operation): boolean {
    return (this.sdk.actionsOf(operation) ?? []).some((action) => actionNamed(action) !== undefined);
  }
}

/** Services whose clients have methods of their own. */
function servicesIn(index: ScriptIndex): readonly string[] {
  const services: string[] = [];
  for (const { imported } of index.top.names.values()) {
    if (imported === undefined) continue;
    const client = clientPackage.exec(imported.module)?.[1];
    if (client !== undefined && /^[A-Z]\w*$/.test(imported.name) && !/(?:Client|Command|Exception|Error|Input|Output|Request|Response|Status|Type)$/.test(imported.name)) services.push(client);
    const version2 = /^aws-sdk\/clients\/([\w-]+)/.exec(imported.module)?.[1];
    if (version2 !== undefined) services.push(version2);
    if (imported.module === '@aws-sdk/lib-dynamodb' && imported.name === 'DynamoDBDocument') services.push('dynamodb-documents');
  }
  if (!index.imports.has('aws-sdk') && !index.imports.has('aws-sdk/index')) return services;
  const text = index.script.text.toLowerCase();
  const version2 = ['s3', 'sqs', 'sns', 'lambda', 'dynamodb', 'dynamodb-documents', 'ses', 'ssm', 'secretsmanager', 'kms', 'kinesis', 'stepfunctions', 'eventbridge'];
  return [...services, ...version2.filter((name) => text.includes(name === 'dynamodb-documents' ? 'documentclient' : name))];
}

function isClient(module: string): boolean {
  return clientPackage.test(module) || module === '@aws-sdk/lib-dynamodb' || /^aws-sdk(?:\/|$)/.test(module);
}

/** A package's module or a client, not what a client's call gives. */
function isWhole({ path, made }: Known & { readonly kind: 'package' }): boolean {
  const last = path.at(-1);
  return last === undefined || (made !== undefined && (/^[A-Z]/.test(last) || last === 'from'));
}

function isOfAws(module: string): boolean {
  return /^(?:@aws-sdk\/|@smithy\/|aws-sdk(?:\/|$)|@aws-lambda-powertools\/|aws-xray-sdk|@aws-lite\/|aws-sdk-client-mock|@opentelemetry\/)/.test(module);
}

function isPlumbing(name: string): boolean {
  return /^(?:send|destroy|on|promise|config|middlewareStack|from|createSet|eachPage|eachItem|abort|httpRequest|use|clone)$/.test(name);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function locationOf(node: ts.Node, unit: Unit): Location {
  return { uri: unit.index.uri, span: spanOf(node, unit.index.script) };
}
