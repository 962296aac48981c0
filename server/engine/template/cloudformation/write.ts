/** Writes changes into CloudFormation and SAM templates in their own idiom. Knows layouts only through syntax/data-edit. */
import { removeEntry, removeItem, replaceNode, setEntry } from '../../syntax/data-edit';
import { entryOf, type DataEntry } from '../../syntax/data';
import type { Content } from '../../syntax/data-text';
import type { Location } from '../../text/span';
import { modelName, modelsFor } from '../body-model';
import type { Change, Plain } from '../deployment';
import { rotationOf } from '../rotating';
import { retries, sendingRight } from '../sending';
import { entryAt, type ReferenceValue } from '../value';
import { contentOf, isReference } from './content';
import { allOf, declaredTarget, edited, placeAt, setPath, type Editable, type Edits, type Written } from './edits';
import { typeOf } from './sections';
import { implicitApi, look, sam, section, type as types } from './vocabulary';
import { addResource, keepSecret, refuseCleartext } from './write-resources';
import { allowDelivery, expandTemplate, grantIn, grantTo, inPolicies, ownRole, rewriteStatement } from './write-rights';
import { resourceWithId, resourcesAt } from '../resources';

/** The edits of a change; undefined where this template has no place for it. */
export function writeChange(change: Change, written: Written): Edits {
  switch (change.kind) {
    case 'replace': return replaceAt(written, change.value.at, change.by);
    case 'remove': return removeAt(written, change.value.at);
    case 'entry': return entryIn(written, change.map.at, change.key, change.to);
    case 'set': return setProperty(written, change.resource, change.path, change.to);
    case 'statement': return change.grant.from === undefined ? rewriteStatement(written, change) : expandTemplate(written, change);
    case 'authorize': return authorize(written, change);
    case 'grant': return grantTo(written, change);
    case 'own-roles': return allOf(change.roles.map((role) => ownRole(written, role)));
    case 'keep-failures': return keepFailures(written, change);
    case 'check-body': return checkBody(written, change);
    case 'add': return addResource(written, change);
    case 'refuse-cleartext': return refuseCleartext(written, change);
    // Templates cannot make a SecureString.
    case 'secure': return undefined;
    case 'keep-secret': return keepSecret(written, change);
    case 'rotate': {
      const added = rotationOf(change, written);
      return added === undefined ? undefined : writeChange(added, written);
    }
    // On AWS code reads the store itself.
    case 'from-store': return undefined;
  }
}

/** SAM's places for CloudFormation's function properties. */
const samPaths: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [sam.function]: { 'TracingConfig.Mode': ['Tracing'], 'DeadLetterConfig.TargetArn': ['DeadLetterQueue', 'TargetArn'] },
  [sam.stateMachine]: { TracingConfiguration: ['Tracing'], LoggingConfiguration: ['Logging'] },
};

function replaceAt(written: Written, at: Location, by: Plain): Edits {
  const found = placeAt(written, at);
  if (found === undefined) return undefined;
  const { document, place: { node, inFlow } } = found;
  const old = node.kind === 'scalar' ? node.value : undefined;
  // API Gateway wants header values in quotes of their own.
  const grant = grantIn(by);
  const content = grant !== undefined ? inPolicies(grant, written, document.json) : typeof by === 'string' && typeof old === 'string' && /^'.*'$/.test(old) ? `'${by}'` : contentOf(by, document.json);
  return edited(document, replaceNode(document, node, content, inFlow));
}

function removeAt(written: Written, at: Location): Edits {
  const found = placeAt(written, at);
  if (found === undefined) return undefined;
  const { document, place: { node, parent, entry } } = found;
  if (parent?.kind === 'map' && entry !== undefined) return edited(document, removeEntry(document, parent, entry));
  return parent?.kind === 'list' ? edited(document, removeItem(document, parent, node)) : undefined;
}

function entryIn(written: Written, at: Location, key: string, to: Plain): Edits {
  const found = placeAt(written, at);
  if (found === undefined) return undefined;
  const { document, place: { node, inFlow } } = found;
  return node.kind === 'map' ? edited(document, setEntry(document, node, key, contentOf(to, document.json), inFlow)) : undefined;
}

function setProperty(written: Written, id: string, path: readonly string[], to: Plain): Edits {
  const target = declaredTarget(written, id);
  if (target === undefined) return setGlobally(written, id, path, to);
  const type = typeOf(target.declared) ?? '';
  if (type === types.function && path.join('.') === 'DeadLetterConfig.TargetArn' && isReference(to)) return allOf([setPath(target.document, target.declared.entry.value, ['Properties', ...path], contentOf(to, target.document.json)), ...allowedToSend(written, id, to)]);
  const isLogged = path.join('.') === 'LoggingConfiguration' && (type === types.stateMachine || type === sam.stateMachine);
  const own = look(look(samPaths, type) ?? {}, path.join('.')) ?? path;
  let content = contentOf(to, target.document.json);
  const whole = own.at(-1) === 'TargetArn' && own[0] === 'DeadLetterQueue' && entryOf(entryOf(target.declared.entry.value, 'Properties')?.value, 'DeadLetterQueue') === undefined;
  if (whole) content = { Type: queueOrTopic(written, to), TargetArn: content };
  const set = setPath(target.document, target.declared.entry.value, ['Properties', ...target.prefix, ...(whole ? ['DeadLetterQueue'] : own)], content);
  // The policies may be the last property, and their list ends where what is set begins.
  return isLogged ? allOf([allowDelivery(written, target), set]) : set;
}

/** What SAM makes by itself is described by what holds for all of its kind. */
function setGlobally(written: Written, id: string, path: readonly string[], to: Plain): Edits {
  const kind = id === implicitApi.rest ? 'Api' : id === implicitApi.http ? 'HttpApi' : undefined;
  const [first] = written.sections.resources.values();
  const document = first === undefined ? undefined : written.document(first.file.uri);
  return kind === undefined || document === undefined ? undefined : setPath(document, document.tree, [section.globals, kind, ...path], contentOf(to, document.json));
}

/** SAM and the framework see to it; a role that is written out has to say it. None where it does. */
function allowedToSend(written: Written, name: string, to: ReferenceValue): readonly Edits[] {
  const right = sendingRight(name, to, written);
  return right === undefined ? [] : [written.write(right)];
}

function keepFailures(written: Written, { trigger, function: name, to }: Extract<Change, { kind: 'keep-failures' }>): Edits {
  const event = eventAt(written, name, trigger.at);
  if (event !== undefined) {
    const { document, entry } = event;
    const set = (key: string, content: Content): Edits => setPath(document, entry.value, ['Properties', key], content);
    const limit = entryOf(entryOf(entry.value, 'Properties')?.value, 'MaximumRetryAttempts') === undefined ? [set('MaximumRetryAttempts', retries)] : [];
    return allOf([...limit, set('DestinationConfig', { OnFailure: { Type: 'SQS', Destination: contentOf(to, document.json) } })]);
  }
  const mapping = written.resources.find(({ at, type }) => at === trigger.at && type === types.eventSourceMapping);
  if (mapping === undefined) return undefined;
  const limit = entryAt(mapping.properties, 'MaximumRetryAttempts') === undefined ? [setProperty(written, mapping.id, ['MaximumRetryAttempts'], retries)] : [];
  return allOf([...limit, setProperty(written, mapping.id, ['DestinationConfig', 'OnFailure', 'Destination'], to), ...allowedToSend(written, name, to)]);
}

/** SAM keeps the models of an API in the API; the one that it makes by itself takes none. */
function checkBody(written: Written, change: Extract<Change, { kind: 'check-body' }>): Edits {
  const { trigger, function: name, schema } = change;
  const event = eventAt(written, name, trigger.at);
  if (event === undefined) {
    const added = modelsFor(change, written);
    return added === undefined ? undefined : written.write(added);
  }
  const api = trigger.route === undefined ? undefined : written.sections.resources.get(trigger.route.api);
  const home = api === undefined || typeOf(api) !== sam.api ? undefined : written.document(api.file.uri);
  if (api === undefined || home === undefined) return undefined;
  const models = entryOf(entryOf(api.entry.value, 'Properties')?.value, 'Models')?.value;
  const model = modelName(`${name} ${trigger.route?.method.toLowerCase() ?? ''}`);
  if (models !== undefined && (models.kind !== 'map' || entryOf(models, model) !== undefined)) return undefined;
  return allOf([
    setPath(home, api.entry.value, ['Properties', 'Models', model], contentOf(schema, home.json)),
    setPath(event.document, event.entry.value, ['Properties', 'RequestModel'], { Model: model, Required: true, ValidateBody: true }),
  ]);
}

/** The entry of a SAM function's event whose key stands there. */
function eventAt(written: Written, name: string, at: Location): { readonly document: Editable; readonly entry: DataEntry } | undefined {
  const declared = written.sections.resources.get(name);
  const events = declared === undefined ? undefined : entryOf(entryOf(declared.entry.value, 'Properties')?.value, 'Events')?.value;
  const entry = events?.kind === 'map' ? events.entries.find(({ keySpan }) => keySpan.start === at.span.start && declared?.file.uri === at.uri) : undefined;
  const document = written.document(at.uri);
  return entry === undefined || document === undefined ? undefined : { document, entry };
}

/** SAM wants to be told what a dead-letter target is. */
function queueOrTopic(written: Written, to: Plain): string {
  const id = isReference(to) ? to.resource : undefined;
  return resourceWithId(id, written)?.type === types.topic ? 'SNS' : 'SQS';
}

function authorize(written: Written, { trigger, function: name }: Extract<Change, { kind: 'authorize' }>): Edits {
  const { route } = trigger;
  if (trigger.kind === 'url') return route === undefined ? undefined : setProperty(written, route.api, ['AuthType'], 'AWS_IAM');
  if (route === undefined) return undefined;
  const event = eventAt(written, name, trigger.at);
  if (event !== undefined) {
    const { document, entry } = event;
    const own = setPath(document, entry.value, ['Properties', 'Auth', 'Authorizer'], 'AWS_IAM');
    const type = entryOf(entry.value, 'Type')?.value;
    return type?.kind === 'scalar' && type.value === 'HttpApi' ? allOf([own, enableIam(written, route.api, document)]) : own;
  }
  const resource = resourcesAt(trigger.at, written)[0];
  if (resource?.type !== types.restMethod && resource?.type !== types.httpRoute) return undefined;
  return setProperty(written, resource.id, ['AuthorizationType'], 'AWS_IAM');
}

/** SAM's HTTP APIs take IAM signatures only where the API says so. */
function enableIam(written: Written, api: string, document: Editable): Edits {
  if (api !== implicitApi.http) return setProperty(written, api, ['Auth', 'EnableIamAuthorizer'], true);
  return setPath(document, document.tree, [section.globals, 'HttpApi', 'Auth', 'EnableIamAuthorizer'], true);
}
