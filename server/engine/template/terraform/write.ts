/** Writes changes into Terraform's native form in its own idiom. Knows layouts only through syntax/hcl-edit. */
import { addBlock, indentAt, placeIn, removal, setAttribute, setEntry, type HclPlace } from '../../syntax/hcl-edit';
import { HclRaw, hclText, type HclContent } from '../../syntax/hcl-text';
import { parseHcl } from '../../syntax/hcl';
import type { HclBlock } from '../../syntax/hcl-tree';
import type { FileEdit, TextEdit } from '../../text/edit';
import { contains, type Location } from '../../text/span';
import { folderOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Change, DeployedFunction, OwnRole, Plain, Resource } from '../deployment';
import type { Reading } from '../dialect';
import type { ReferenceValue, Value } from '../value';
import { configurationIn, isConfiguration } from './files';
import type { Call, WrittenResource } from './scope';
import { deploymentFacts, kindOf, referenceAttribute, snake } from './vocabulary';
import { inputOf } from './well-known';

export interface Model {
  readonly reading: Reading;
  readonly resources: readonly Resource[];
  readonly functions: readonly DeployedFunction[];
  readonly written: readonly WrittenResource[];
  readonly calls: readonly Call[];
}

type Edits = readonly FileEdit[] | undefined;

/** The edits of a change; undefined where there is no place for it that is sure to be right. */
export function writeChange(change: Change, model: Model): Edits {
  return withSources(editsOf(change, model), model);
}

function editsOf(change: Change, model: Model): Edits {
  switch (change.kind) {
    case 'replace': return replaced(change.value, change.by, model);
    case 'remove': return removed(change.value, model);
    case 'entry': return entrySet(change.map.at, change.key, change.to, model);
    case 'set': return propertySet(change.resource, change.path, change.to, model);
    case 'statement': return statementRewritten(change, model);
    case 'authorize': return authorized(change, model);
    case 'grant': return granted(change, model);
    case 'own-roles': return ownRoles(change, model);
    case 'secure': return editsOf({ kind: 'set', resource: change.parameter, path: ['Type'], to: 'SecureString' }, model);
  }
}

function edited(file: SourceFile, edits: readonly TextEdit[]): Edits {
  return edits.length === 0 ? undefined : [{ uri: file.uri, edits }];
}

function placeAt(at: Location, model: Model): { readonly file: SourceFile; readonly place: HclPlace } | undefined {
  const file = model.reading.file(at.uri);
  if (file === undefined || !isConfiguration(at.uri) || at.uri.endsWith('.json')) return undefined;
  const place = placeIn(parseHcl(file).tree, at.span);
  return place === undefined ? undefined : { file, place };
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
  const found = placeAt(at, model);
  if (found === undefined) return undefined;
  const { file, place } = found;
  if (place.kind === 'block') return edited(file, setAttribute(file.text, place.block, place.block.type === 'variable' ? (variableKeys[key] ?? key) : nameOf(kindType(place.block), '', key), (indent) => hclText(contentOf(to, { user: '', file, model }), indent)));
  const object = place.kind === 'attribute' ? place.attribute.value : place.kind === 'entry' ? place.entry.value : place.kind === 'item' ? place.item : place.kind === 'expression' ? place.expression : undefined;
  return object?.kind === 'object' ? edited(file, setEntry(file.text, object, key, (indent) => hclText(contentOf(to, { user: '', file, model }), indent))) : undefined;
}

function kindType(block: HclBlock): string {
  return block.labels[0]?.text ?? '';
}

/** Terraform's name for a property, inside a block or in the resource itself. */
function nameOf(type: string, parent: string, key: string): string {
  const { names } = kindOf(type);
  for (const [from, to] of names) if (to === key && from.startsWith(`${parent}.`)) return from.slice(parent.length + 1);
  for (const [from, to] of names) if (to === key && !from.includes('.')) return from;
  return snake(key);
}

/** Arguments that hold maps: what is below them are entries, not blocks. */
const mapArguments: ReadonlySet<string> = new Set(['Variables', 'Tags', 'RequestParameters', 'ResponseParameters']);

function propertySet(id: string, path: readonly string[], to: Plain, model: Model): Edits {
  const call = model.calls.find((one) => one.instance.id === id);
  if (call !== undefined) {
    const { block, file } = call.instance.declared;
    const name = inputOf(path);
    return name === undefined || file.uri.endsWith('.json') ? undefined : edited(file, setAttribute(file.text, block, name, (indent) => hclText(contentOf(to, { user: id, file, model }), indent)));
  }
  const own = model.written.find((one) => one.id === id);
  const file = own?.instance.declared.file;
  if (own === undefined || file === undefined || file.uri.endsWith('.json')) return undefined;
  let { block } = own.instance.declared;
  let parent = '';
  for (const [index, key] of path.entries()) {
    const name = nameOf(own.type, parent, key);
    const rest = path.slice(index + 1);
    const attribute = block.body.attributes.find((one) => one.name === name);
    const nested = block.body.blocks.filter((one) => one.type === name);
    const [inner] = nested;
    if (rest.length === 0) return inner === undefined ? edited(file, setAttribute(file.text, block, name, (indent) => hclText(contentOf(to, { user: id, file, model }), indent))) : undefined;
    if (attribute !== undefined || (mapArguments.has(key) && inner === undefined)) {
      const [last] = rest;
      if (rest.length !== 1 || last === undefined) return undefined;
      if (attribute?.value.kind === 'object') return edited(file, setEntry(file.text, attribute.value, last, (indent) => hclText(contentOf(to, { user: id, file, model }), indent)));
      return attribute === undefined ? edited(file, setAttribute(file.text, block, name, (indent) => hclText({ [last]: contentOf(to, { user: id, file, model }) }, indent))) : undefined;
    }
    if (inner === undefined) {
      const from = block;
      return from.body.blocks.some((one) => one.type === 'dynamic' && one.labels[0]?.text === name) ? undefined : edited(file, addBlock(file.text, from, (indent) => nestedBlocks(own.type, name, rest, contentOf(to, { user: id, file, model }), indent)));
    }
    if (nested.length > 1) return undefined;
    block = inner;
    parent = name;
  }
  return undefined;
}

/** `tracing_config { mode = "Active" }`, laid out. */
function nestedBlocks(type: string, name: string, path: readonly string[], to: HclContent, indent: string): string {
  const inner = `${indent}  `;
  const [key = '', ...rest] = path;
  const own = nameOf(type, name, key);
  const [last] = rest;
  const content = last === undefined
    ? `${own} = ${hclText(to, inner)}`
    : mapArguments.has(key) ? `${own} = ${hclText({ [last]: to }, inner)}` : nestedBlocks(type, own, rest, to, inner);
  return `${name} {\n${inner}${content}\n${indent}}`;
}

function statementRewritten({ grant, actions, resources }: Extract<Change, { kind: 'statement' }>, model: Model): Edits {
  const edits: FileEdit[] = [];
  for (const [values, wanted] of [[grant.actions, actions], [grant.resources, resources]] as const) {
    if (wanted === undefined) continue;
    const one = itemsReplaced(values, wanted, model);
    if (one === undefined) return undefined;
    edits.push(...one);
  }
  const [first] = edits;
  return first === undefined ? undefined : [{ uri: first.uri, edits: edits.filter((edit) => edit.uri === first.uri).flatMap((edit) => edit.edits) }];
}

/** The texts of a list, or the one text that stands instead of a list. */
function itemsReplaced(values: readonly Value[], wanted: readonly (string | ReferenceValue)[], model: Model): Edits {
  const [first] = values;
  const last = values.at(-1);
  const file = first === undefined ? undefined : model.reading.file(first.at.uri);
  if (first === undefined || last === undefined || file === undefined || values.some((value) => value.via.length > 0 || value.at.uri !== first.at.uri || value.kind === 'choice')) return undefined;
  const found = placeAt(first.at, model);
  const inJson = found === undefined || found.place.kind === 'inside';
  const { text } = file;
  if (inJson && (text[first.at.span.start] !== '"' || text[first.at.span.start - 1] === '\\' || first.at.uri.endsWith('.tf.json'))) return undefined;
  const inHeredoc = inJson && found !== undefined;
  const written = wanted.map((one) => {
    if (typeof one === 'string') {
      const spot = { user: '', file, model };
      if (one.includes('${')) return inJson ? (inHeredoc ? substituted(one, spot) : undefined) : substituted(one, spot);
      return inJson ? JSON.stringify(one) : hclText(one);
    }
    const expression = expressionOf(one, { user: '', file, model });
    return inJson ? (inHeredoc ? `"\${${expression}}"` : undefined) : expression;
  });
  if (written.includes(undefined)) return undefined;
  const inList = /\[\s*$/.test(text.slice(0, first.at.span.start)) && /^\s*(?:,\s*)?(?:(?:#|\/\/)[^\n]*(?:\n\s*)?)?\]/.test(text.slice(last.at.span.end));
  if (!inList && values.length > 1) return undefined;
  const [second] = values.slice(1);
  const separator = second === undefined ? ', ' : text.slice(first.at.span.end, second.at.span.start);
  const items = written.join(/^\s*,\s*$/.test(separator) ? separator : ', ');
  return edited(file, [{ span: { start: first.at.span.start, end: last.at.span.end }, newText: inList || (written.length === 1) ? items : `[${items}]` }]);
}

function authorized({ trigger }: Extract<Change, { kind: 'authorize' }>, model: Model): Edits {
  const { route } = trigger;
  if (route === undefined) return undefined;
  if (trigger.kind === 'url') {
    const ofCall = model.calls.find((call) => `${call.instance.id}.url` === route.api);
    return propertySet(ofCall?.instance.id ?? route.api, ['AuthType'], 'AWS_IAM', model);
  }
  const resource = model.resources.find((one) => one.at === trigger.at);
  const isRoute = resource?.type === 'AWS::ApiGateway::Method' || resource?.type === 'AWS::ApiGatewayV2::Route';
  return isRoute ? propertySet(resource.id, ['AuthorizationType'], 'AWS_IAM', model) : undefined;
}

/** A policy of its own on the function's role, right after the role. */
function granted({ function: name, actions, resources }: Extract<Change, { kind: 'grant' }>, model: Model): Edits {
  const role = model.functions.find((one) => one.name === name)?.role;
  const own = model.written.find((one) => one.id === role && one.type === 'aws_iam_role');
  if (own === undefined) return undefined;
  const { block, file } = own.instance.declared;
  const label = block.labels[1]?.text;
  if (file.uri.endsWith('.json') || label === undefined || own.instance.key !== undefined) return undefined;
  const service = (actions[0] ?? '').split(':')[0] ?? '';
  const taken = new Set(model.written.filter((one) => one.type === 'aws_iam_role_policy').map((one) => one.id.slice(one.id.lastIndexOf('.') + 1)));
  const base = `${label}_${service.replace(/\W/g, '_')}`;
  let policy = base;
  for (let i = 2; taken.has(policy); i++) policy = `${base}_${i}`;
  const listed = resources.map((one) => contentOf(one, { user: own.id, file, model }));
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: listed.length === 1 && listed[0] !== undefined ? listed[0] : listed }] };
  const lines = [
    `resource "aws_iam_role_policy" "${policy}" {`,
    `  role = aws_iam_role.${label}.id`,
    `  policy = jsonencode(${hclText(document, '  ')})`,
    '}',
  ];
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  return edited(file, [{ span: { start: block.span.end, end: block.span.end }, newText: `\n\n${lines.join('\n')}`.replaceAll('\n', newline) }]);
}

/** A role, its policies and its attachments right after each function. */
function ownRoles({ roles }: Extract<Change, { kind: 'own-roles' }>, model: Model): Edits {
  const byFile = new Map<string, TextEdit[]>();
  for (const role of roles) {
    const deployed = model.functions.find((one) => one.name === role.function);
    const own = model.written.find((one) => one.type === 'aws_lambda_function' && one.instance.declared.file.uri === deployed?.at.uri && contains(one.instance.declared.block.span, deployed.at.span));
    const file = own?.instance.declared.file;
    const label = own?.instance.declared.block.labels[1]?.text;
    if (own === undefined || file === undefined || label === undefined || file.uri.endsWith('.json') || own.instance.key !== undefined) return undefined;
    if (model.written.some((one) => one.id === `aws_iam_role.${label}`)) return undefined;
    const { block } = own.instance.declared;
    const given = block.body.attributes.find(({ name }) => name === 'role');
    if (given === undefined) return undefined;
    const edits = byFile.get(file.uri) ?? [];
    byFile.set(file.uri, edits);
    edits.push({ span: given.value.span, newText: `aws_iam_role.${label}.arn` });
    const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
    edits.push({ span: { start: block.span.end, end: block.span.end }, newText: `\n\n${roleBlocks(role, label, { user: own.id, file, model })}`.replaceAll('\n', newline) });
  }
  return [...byFile].map(([uri, edits]) => ({ uri, edits }));
}

function roleBlocks({ statements, managed }: OwnRole, label: string, spot: Spot): string {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const document = {
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources }) => {
      const listed = resources.map((one) => contentOf(one, spot));
      return { Effect: 'Allow', Action: actions.length === 1 ? actions[0] ?? '' : actions, Resource: listed.length === 1 && listed[0] !== undefined ? listed[0] : listed };
    }),
  };
  const block = (type: string, name: string, lines: readonly string[]): string => [`resource "${type}" "${name}" {`, ...lines.map((line) => `  ${line}`), '}'].join('\n');
  return [
    block('aws_iam_role', label, [`assume_role_policy = jsonencode(${hclText(trust, '  ')})`]),
    ...managed.map((policy) => block('aws_iam_role_policy_attachment', `${label}_${policy.slice(policy.lastIndexOf('/') + 1)}`, [`role       = aws_iam_role.${label}.name`, `policy_arn = "${policy}"`])),
    ...(statements.length === 0 ? [] : [block('aws_iam_role_policy', `${label}_own`, [`role   = aws_iam_role.${label}.id`, `policy = jsonencode(${hclText(document, '  ')})`])]),
  ].join('\n\n');
}

/** Where something is written. */
interface Spot {
  /** The resource that refers: what is in the same module is named without it. */
  readonly user: string;
  readonly file: SourceFile;
  readonly model: Model;
}

/** `${aws_s3_bucket.files.Arn}/*` as a template of Terraform's. */
function substituted(text: string, spot: Spot): string {
  return `"${text.split(/(\$\{[^}]*\})/).map((part) => {
    const named = /^\$\{(.*)\.(\w+)\}$/.exec(part);
    return named === null ? part.replace(/["\\]/g, '\\$&') : `\${${expressionOf({ kind: 'reference', resource: named[1] ?? '', attribute: named[2] ?? '', at: { uri: spot.file.uri, span: { start: 0, end: 0 } }, via: [] }, spot)}}`;
  }).join('')}"`;
}

function contentOf(plain: Plain, spot: Spot): HclContent {
  if (typeof plain === 'string' && plain.includes('${')) return new HclRaw(substituted(plain, spot));
  if (typeof plain !== 'object' || plain === null) return plain;
  if (isReference(plain)) return new HclRaw(expressionOf(plain, spot));
  if (isList(plain)) return plain.map((item) => contentOf(item, spot));
  return Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, contentOf(value, spot)]));
}

function expressionOf(reference: ReferenceValue, { user, file, model }: Spot): string {
  const source = deploymentFacts[reference.resource];
  if (source !== undefined) return `data.${source[0]}.${declaredSource(source[0], file, model) ?? 'current'}.${source[1]}`;
  const module = /^(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*/.exec(user)?.[0] ?? '';
  const id = module !== '' && reference.resource.startsWith(module) ? reference.resource.slice(module.length) : reference.resource.replace(/^module\.[\w-]+(?:\[[^\]]*\])?\.(?=aws_)/, '');
  const type = /^(aws_\w+)\./.exec(id)?.[1] ?? '';
  return `${id}.${referenceAttribute(type, reference.attribute)}`;
}

/** The label of a data source that the file's module declares. */
function declaredSource(type: string, file: SourceFile, { reading }: Model): string | undefined {
  const pattern = new RegExp(`^[ \\t]*data\\s+"${type}"\\s+"([\\w-]+)"`, 'm');
  for (const one of configurationIn(folderOf(file.uri), reading)) {
    const label = pattern.exec(one.text)?.[1];
    if (label !== undefined) return label;
  }
  return undefined;
}

/** Data sources that the edits refer to and that no file of the module declares yet are declared at the end of the file. */
function withSources(edits: Edits, model: Model): Edits {
  return edits?.map((edit) => {
    const file = model.reading.file(edit.uri);
    if (file === undefined) return edit;
    const missing = Object.values(deploymentFacts).filter(([type]) => edit.edits.some((one) => one.newText.includes(`data.${type}.current.`)) && declaredSource(type, file, model) === undefined);
    const end = { start: file.text.length, end: file.text.length };
    const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
    return { ...edit, edits: [...edit.edits, ...missing.map(([type]) => ({ span: end, newText: `${file.text.endsWith('\n') ? '' : newline}${newline}data "${type}" "current" {}${newline}` }))] };
  });
}

function isReference(plain: Plain): plain is ReferenceValue {
  return typeof plain === 'object' && plain !== null && 'kind' in plain && plain.kind === 'reference' && 'resource' in plain;
}

function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}
