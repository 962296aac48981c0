/** Writes changes into Terraform's native form in its own idiom. Knows layouts only through syntax/hcl-edit. */
import { indentAt, removal, setAttribute, setEntry } from '../../syntax/hcl-edit';
import { hclText } from '../../syntax/hcl-text';
import type { Location } from '../../text/span';
import { modelsFor } from '../body-model';
import type { Change, Plain } from '../deployment';
import { rotationOf } from '../rotating';
import { retries, sendingRight } from '../sending';
import { entryAt, type ReferenceValue, type Value } from '../value';
import { contentOf, isReference, withSources } from './content';
import { edited, placeAt, together, type Edits, type Model } from './edits';
import { addResource, methodSettings, refuseCleartext } from './write-resources';
import { isJsonForm, jsonPlain, removedFromJson, setInJson } from './write-json';
import { statementOutOfText } from './write-json-rights';
import { kindType, nameOf, propertySet } from './write-properties';
import { snake } from './vocabulary';
import { authorized, granted, ownRoles, statementRewritten } from './write-rights';
import { resourceWithId } from '../resources';

/** The edits of a change; undefined where there is no place for it that is sure to be right. */
export function writeChange(change: Change, model: Model): Edits {
  return withSources(editsOf(change, model), model);
}

function editsOf(change: Change, model: Model): Edits {
  switch (change.kind) {
    case 'replace': return replaced(change.value, change.by, model);
    case 'remove': return removed(change.value, model);
    case 'entry': return entrySet(change.map.at, change.key, change.to, model);
    case 'set': return set(change, model);
    case 'statement': return statementRewritten(change, model);
    case 'authorize': return authorized(change, model);
    case 'grant': return granted(change, model);
    case 'own-roles': return ownRoles(change, model);
    case 'keep-failures': return keepFailures(change, model);
    case 'check-body': {
      const added = modelsFor(change, model);
      return added === undefined ? undefined : editsOf(added, model);
    }
    case 'add': return addResource(change, model, (inner) => editsOf(inner, model));
    case 'refuse-cleartext': return refuseCleartext(change, model);
    // It can ask for a SecureString.
    case 'keep-secret': return undefined;
    case 'rotate': {
      const added = rotationOf(change, model);
      return added === undefined ? undefined : editsOf(added, model);
    }
    case 'secure': return editsOf({ kind: 'set', resource: change.parameter, path: ['Type'], to: 'SecureString' }, model);
    // On AWS code reads the store itself.
    case 'from-store': return undefined;
  }
}

/** What sends on a role's behalf needs the right to. */
function set({ resource: id, path, to }: Extract<Change, { kind: 'set' }>, model: Model): Edits {
  // Its role would have to be allowed to deliver what it logs.
  if (path.join('.') === 'LoggingConfiguration') return undefined;
  if (path.join('.') === 'MethodSettings') return methodSettings(id, to, model);
  const own = propertySet(id, path, to, model);
  const deployed = path.join('.') === 'DeadLetterConfig.TargetArn' ? resourceWithId(id, model) : undefined;
  const name = model.functions.find(({ at }) => at === deployed?.at)?.name;
  // A function of a module gets the right from there.
  return name === undefined || typeof to !== 'object' || to === null || !isReference(to) || model.calls.some(({ instance }) => instance.id === id) ? own : together([own, allowedToSend(name, to, model)]);
}

function allowedToSend(name: string, to: ReferenceValue, model: Model): Edits {
  const right = sendingRight(name, to, model);
  return right === undefined ? [] : editsOf(right, model);
}

function keepFailures({ trigger, function: name, to }: Extract<Change, { kind: 'keep-failures' }>, model: Model): Edits {
  const mapping = model.resources.find(({ at, type }) => at === trigger.at && type === 'AWS::Lambda::EventSourceMapping');
  if (mapping === undefined) return undefined;
  const limit = entryAt(mapping.properties, 'MaximumRetryAttempts') === undefined ? propertySet(mapping.id, ['MaximumRetryAttempts'], retries, model) : [];
  return together([limit, propertySet(mapping.id, ['DestinationConfig', 'OnFailure', 'Destination'], to, model), allowedToSend(name, to, model)]);
}

function replaced(value: Value, by: Plain, model: Model): Edits {
  const found = placeAt(value.at, model);
  if (found === undefined || found.place.kind === 'block') return inDocument(value, by, model);
  const { file, place } = found;
  if (place.kind === 'inside') return inDocument(value, by, model);
  return edited(file, [{ span: value.at.span, newText: hclText(contentOf(by, { user: '', file, model }), indentAt(file.text, value.at.span.start)) }]);
}

/** Inside a JSON document: in a heredoc, or in a file of its own. Texts in quotes would need escapes of both syntaxes. */
function inDocument(value: Value, by: Plain, model: Model): Edits {
  const file = model.reading.file(value.at.uri);
  if (file === undefined || typeof by === 'object') return undefined;
  const old = file.text.slice(value.at.span.start, value.at.span.end);
  const isWhole = /^"(?:[^"\\$]|\\.)*"$/.test(old) || /^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(old);
  const escapedQuote = file.text[value.at.span.start - 1] === '\\';
  if (!isWhole || escapedQuote) return undefined;
  return edited(file, [{ span: value.at.span, newText: JSON.stringify(by).replace(/[$%]\{/g, (sign) => `${sign[0] ?? ''}${sign}`) }]);
}

function removed(value: Value, model: Model): Edits {
  const json = isJsonForm(value.at.uri) ? model.reading.file(value.at.uri) : undefined;
  if (json !== undefined) {
    const grant = model.grants.find(({ at }) => at === value.at);
    return removedFromJson(json, value.at) ?? (grant === undefined ? undefined : statementOutOfText(grant, json));
  }
  const found = placeAt(value.at, model);
  if (found === undefined) return undefined;
  const { file, place } = found;
  switch (place.kind) {
    case 'attribute':
      // A resource that is there for its ACL alone must have one.
      if (place.attribute.name === 'acl' && place.block?.labels[0]?.text === 'aws_s3_bucket_acl') return edited(file, [{ span: place.attribute.value.span, newText: '"private"' }]);
      // An attachment without its policy attaches nothing.
      if (place.attribute.name === 'policy_arn' && place.block !== undefined && /^aws_iam_\w*policy_attachment$/.test(place.block.labels[0]?.text ?? '')) return edited(file, [removal(file.text, place.block.span)]);
      return edited(file, [removal(file.text, place.attribute.span)]);
    case 'block': return edited(file, [removal(file.text, place.block.span)]);
    case 'entry': return edited(file, [removal(file.text, place.entry.span)]);
    case 'item': return edited(file, [removal(file.text, place.item.span)]);
    case 'expression':
    case 'inside': return undefined;
  }
}

/** Names that rules use for what a variable's block says. */
const variableKeys: Readonly<Record<string, string>> = { NoEcho: 'sensitive', Default: 'default', Description: 'description', Type: 'type' };

function entrySet(at: Location, key: string, to: Plain, model: Model): Edits {
  const json = isJsonForm(at.uri) ? model.reading.file(at.uri) : undefined;
  if (json !== undefined) {
    const content = jsonPlain(to, { user: '', file: json, model });
    return content === undefined ? undefined : setInJson(json, at, [variableKeys[key] ?? snake(key)], content);
  }
  const found = placeAt(at, model);
  if (found === undefined) return undefined;
  const { file, place } = found;
  if (place.kind === 'block') return edited(file, setAttribute(file.text, place.block, place.block.type === 'variable' ? (variableKeys[key] ?? key) : nameOf(kindType(place.block), '', key), (indent) => hclText(contentOf(to, { user: '', file, model }), indent)));
  const object = place.kind === 'attribute' ? place.attribute.value : place.kind === 'entry' ? place.entry.value : place.kind === 'item' ? place.item : place.kind === 'expression' ? place.expression : undefined;
  return object?.kind === 'object' ? edited(file, setEntry(file.text, object, key, (indent) => hclText(contentOf(to, { user: '', file, model }), indent))) : undefined;
}
