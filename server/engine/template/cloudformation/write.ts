/** Writes changes into CloudFormation and SAM templates in their own idiom. Knows layouts only through syntax/data-edit. */
import { removeEntry, removeItem, replaceNode, setEntry } from '../../syntax/data-edit';
import { entryOf } from '../../syntax/data';
import type { Location } from '../../text/span';
import type { Change, Plain } from '../deployment';
import { contentOf, isReference } from './content';
import { allOf, declaredTarget, edited, placeAt, setPath, type Editable, type Edits, type Written } from './edits';
import { typeOf } from './sections';
import { implicitApi, look, sam, section, type as types } from './vocabulary';
import { addResource, refuseCleartext } from './write-resources';
import { expandTemplate, grantIn, grantTo, inPolicies, ownRole, rewriteStatement } from './write-rights';

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
    case 'add': return addResource(written, change);
    case 'refuse-cleartext': return refuseCleartext(written, change);
    // Templates cannot make a SecureString.
    case 'secure': return undefined;
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
  if (target === undefined) return undefined;
  const type = typeOf(target.declared) ?? '';
  const own = look(look(samPaths, type) ?? {}, path.join('.')) ?? path;
  let content = contentOf(to, target.document.json);
  const whole = own.at(-1) === 'TargetArn' && own[0] === 'DeadLetterQueue' && entryOf(entryOf(target.declared.entry.value, 'Properties')?.value, 'DeadLetterQueue') === undefined;
  if (whole) content = { Type: queueOrTopic(written, to), TargetArn: content };
  return setPath(target.document, target.declared.entry.value, ['Properties', ...target.prefix, ...(whole ? ['DeadLetterQueue'] : own)], content);
}

/** SAM wants to be told what a dead-letter target is. */
function queueOrTopic(written: Written, to: Plain): string {
  const id = isReference(to) ? to.resource : undefined;
  return written.resources.find((resource) => resource.id === id)?.type === types.topic ? 'SNS' : 'SQS';
}

function authorize(written: Written, { trigger, function: name }: Extract<Change, { kind: 'authorize' }>): Edits {
  const { route } = trigger;
  if (trigger.kind === 'url') return route === undefined ? undefined : setProperty(written, route.api, ['AuthType'], 'AWS_IAM');
  if (route === undefined) return undefined;
  const declared = written.sections.resources.get(name);
  const events = declared === undefined ? undefined : entryOf(entryOf(declared.entry.value, 'Properties')?.value, 'Events')?.value;
  const event = events?.kind === 'map' ? events.entries.find((entry) => entry.keySpan.start === trigger.at.span.start && declared?.file.uri === trigger.at.uri) : undefined;
  const document = written.document(trigger.at.uri);
  if (event !== undefined && document !== undefined) {
    const own = setPath(document, event.value, ['Properties', 'Auth', 'Authorizer'], 'AWS_IAM');
    const type = entryOf(event.value, 'Type')?.value;
    return type?.kind === 'scalar' && type.value === 'HttpApi' ? allOf([own, enableIam(written, route.api, document)]) : own;
  }
  const resource = written.resources.find((one) => one.at === trigger.at);
  if (resource?.type !== types.restMethod && resource?.type !== types.httpRoute) return undefined;
  return setProperty(written, resource.id, ['AuthorizationType'], 'AWS_IAM');
}

/** SAM's HTTP APIs take IAM signatures only where the API says so. */
function enableIam(written: Written, api: string, document: Editable): Edits {
  if (api !== implicitApi.http) return setProperty(written, api, ['Auth', 'EnableIamAuthorizer'], true);
  return setPath(document, document.tree, [section.globals, 'HttpApi', 'Auth', 'EnableIamAuthorizer'], true);
}
