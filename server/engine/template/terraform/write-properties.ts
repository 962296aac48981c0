/** Writes properties of resources as arguments and blocks of Terraform's native form. Knows no other change. */
import { addBlock, setAttribute, setEntry } from '../../syntax/hcl-edit';
import type { DataNode } from '../../syntax/data';
import { aligned, hclText } from '../../syntax/hcl-text';
import type { HclBlock } from '../../syntax/hcl-tree';
import { parseJson } from '../../syntax/json';
import type { Plain } from '../deployment';
import { contentOf, isList, isReference, type Spot } from './content';
import { edited, type Edits, type Model } from './edits';
import type { WrittenResource } from './scope';
import { kindOf, snake } from './vocabulary';
import { inputOf } from './well-known';
import { isJsonForm, jsonPlain, setInJson } from './write-json';

/** Arguments that hold maps: what is below them are entries, not blocks. */
export const mapArguments: ReadonlySet<string> = new Set(['Variables', 'Tags', 'RequestParameters', 'ResponseParameters', 'RequestModels', 'Dimensions']);

/** Arguments that hold a document. */
export const documentArguments: ReadonlySet<string> = new Set(['PolicyDocument', 'RedrivePolicy', 'Schema']);

/** What a block must say beside what is set in it. Source: documentation of the AWS provider. */
export const required: Readonly<Record<string, { readonly [key: string]: Plain }>> = { logging_config: { LogFormat: 'Text' } };

export function propertySet(id: string, path: readonly string[], to: Plain, model: Model): Edits {
  const call = model.calls.find((one) => one.instance.id === id);
  if (call !== undefined) {
    const { block, file } = call.instance.declared;
    const name = inputOf(path);
    if (name === undefined || file.uri.endsWith('.json')) return undefined;
    // The module gives the right to send only where it is told.
    const attached = name === 'dead_letter_target_arn' ? setAttribute(file.text, block, 'attach_dead_letter_policy', () => 'true') : [];
    return edited(file, [...setAttribute(file.text, block, name, (indent) => hclText(contentOf(to, { user: id, file, model }), indent)), ...attached]);
  }
  const logged = id.endsWith('.logs') && path.join('.') === 'RetentionInDays' ? model.calls.find((one) => `${one.instance.id}.logs` === id)?.instance.declared : undefined;
  if (logged !== undefined && !logged.file.uri.endsWith('.json')) return edited(logged.file, setAttribute(logged.file.text, logged.block, 'cloudwatch_logs_retention_in_days', () => hclText(contentOf(to, { user: id, file: logged.file, model }))));
  const own = model.written.find((one) => one.id === id);
  const file = own?.instance.declared.file;
  if (own === undefined || file === undefined) return undefined;
  const spot: Spot = { user: id, file, model };
  if (isJsonForm(file.uri)) return inJson(own, path, to, spot);
  let { block } = own.instance.declared;
  let parent = '';
  for (const [index, key] of path.entries()) {
    const name = nameOf(own.type, parent, key);
    const rest = path.slice(index + 1);
    const attribute = block.body.attributes.find((one) => one.name === name);
    const nested = block.body.blocks.filter((one) => one.type === name);
    const [inner] = nested;
    if (rest.length === 0) {
      if (inner !== undefined) return undefined;
      return isBlock(key, to) && attribute === undefined
        ? edited(file, addBlock(file.text, block, (indent) => blockText(own.type, name, to, spot, indent)))
        : edited(file, setAttribute(file.text, block, name, (indent) => argumentText(key, to, spot, indent)));
    }
    if (attribute !== undefined || (mapArguments.has(key) && inner === undefined)) {
      const [last] = rest;
      if (rest.length !== 1 || last === undefined) return undefined;
      if (attribute?.value.kind === 'object') return edited(file, setEntry(file.text, attribute.value, last, (indent) => hclText(contentOf(to, spot), indent)));
      return attribute === undefined ? edited(file, setAttribute(file.text, block, name, (indent) => hclText({ [last]: contentOf(to, spot) }, indent))) : undefined;
    }
    if (inner === undefined) {
      const from = block;
      const content = rest.reduceRight<Plain>((within, one) => ({ [one]: within }), to) as PlainMap;
      return from.body.blocks.some((one) => one.type === 'dynamic' && one.labels[0]?.text === name) ? undefined : edited(file, addBlock(file.text, from, (indent) => blockText(own.type, name, content, spot, indent)));
    }
    if (nested.length > 1) return undefined;
    block = inner;
    parent = name;
  }
  return undefined;
}

function inJson({ type, instance: { declared: { block, file } } }: WrittenResource, path: readonly string[], to: Plain, spot: Spot): Edits {
  const names: string[] = [];
  for (const [index, key] of path.entries()) names.push(mapArguments.has(path[index - 1] ?? '') ? key : nameOf(type, names.at(-1) ?? '', key));
  const last = path.at(-1) ?? '';
  if (path.slice(0, -1).some((key) => documentArguments.has(key)) || path.some((key, index) => index < path.length - 2 && mapArguments.has(key))) return undefined;
  // A block says more than what is set in it.
  const [first = '', inner = ''] = names;
  const demanded = path.length === 2 && !block.body.blocks.some((one) => one.type === first) ? required[first] : undefined;
  const whole = demanded === undefined ? undefined : jsonPlain({ ...named(type, first, demanded), [inner]: to }, spot);
  if (whole !== undefined) return setInJson(file, { uri: file.uri, span: block.span }, [first], whole);
  const content = jsonArgument(last, isBlock(last, to) && !mapArguments.has(path.at(-2) ?? '') ? named(type, names.at(-1) ?? '', to) : to, spot);
  return content === undefined ? undefined : setInJson(file, { uri: file.uri, span: block.span }, names, content);
}

/** A resource's arguments and blocks in the JSON form. */
export function jsonBody(type: string, properties: PlainMap, spot: Spot): Plain | undefined {
  const texts = Object.entries(properties).map(([key, value]) => [key, documentArguments.has(key) ? jsonArgument(key, value, spot) : key === 'Dimensions' && isList(value) ? Object.fromEntries(value.map((one) => namedValue(one))) : value] as const);
  if (!texts.every((entry): entry is readonly [string, Plain] => entry[1] !== undefined)) return undefined;
  const written = texts.filter(([key]) => documentArguments.has(key)).map(([key, value]) => [nameOf(type, '', key), value] as const);
  const rest = jsonPlain(named(type, '', Object.fromEntries(texts.filter(([key]) => !documentArguments.has(key)))), spot);
  return rest === null || typeof rest !== 'object' || isList(rest) || isReference(rest) ? undefined : { ...rest, ...Object.fromEntries(written) };
}

/** A document is a text. */
function jsonArgument(key: string, plain: Plain, spot: Spot): Plain | undefined {
  const content = jsonPlain(plain, spot);
  return content !== undefined && documentArguments.has(key) ? JSON.stringify(content) : content;
}

/** A block with Terraform's names, those in it too. */
function named(type: string, parent: string, content: PlainMap): PlainMap {
  return Object.fromEntries(Object.entries({ ...required[parent], ...content }).map(([key, value]) => {
    const name = nameOf(type, parent, key);
    return [name, isBlock(key, value) ? named(type, name, value) : value];
  }));
}

type PlainMap = { readonly [key: string]: Plain };

/** True for what Terraform has a block for. */
function isBlock(key: string, plain: Plain): plain is PlainMap {
  return typeof plain === 'object' && plain !== null && !isList(plain) && !isReference(plain) && !mapArguments.has(key) && !documentArguments.has(key);
}

function argumentText(key: string, plain: Plain, spot: Spot, indent: string): string {
  if (key === 'Dimensions' && isList(plain)) return argumentText(key, Object.fromEntries(plain.map((one) => namedValue(one))), spot, indent);
  const document = typeof plain === 'string' ? documentIn(plain) : documentArguments.has(key) ? plain : undefined;
  return document === undefined ? hclText(contentOf(plain, spot), indent) : `jsonencode(${hclText(contentOf(document, spot), indent)})`;
}

/** CloudFormation lists what is a map here. */
function namedValue(plain: Plain): readonly [string, Plain] {
  const { Name: name = null, Value: value = null } = plain !== null && typeof plain === 'object' && !isList(plain) && !isReference(plain) ? plain : {};
  return [typeof name === 'string' ? name : '', value];
}

/** The document that a text is, as people write it here. */
function documentIn(text: string): Plain | undefined {
  const { tree } = text.startsWith('{') ? parseJson({ uri: '', text }) : {};
  return tree?.kind === 'map' ? plainOf(tree) : undefined;
}

function plainOf(node: DataNode): Plain {
  if (node.kind === 'scalar') return node.value;
  return node.kind === 'list' ? node.items.map(plainOf) : Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}

/** `tracing_config { mode = "Active" }`, laid out. */
function blockText(type: string, name: string, content: PlainMap, spot: Spot, indent: string): string {
  const inner = `${indent}  `;
  return `${name} {\n${bodyLines(type, name, { ...required[name], ...content }, spot, inner).map((line) => `${inner}${line}\n`).join('')}${indent}}`;
}

/** The arguments of a resource or block, aligned, then its blocks; lines after an argument's first are indented by `indent`. */
export function bodyLines(type: string, parent: string, properties: PlainMap, spot: Spot, indent: string): readonly string[] {
  const all = Object.entries(properties).map(([key, value]) => ({ key, value, name: nameOf(type, parent, key) }));
  const plain = all.filter(({ key, value }) => !isBlock(key, value));
  const blocks = all.flatMap(({ key, value, name }) => (isBlock(key, value) ? [blockText(type, name, value, spot, indent)] : []));
  return [...aligned(plain.map(({ key, value, name }) => [name, argumentText(key, value, spot, indent)])), ...blocks.map((text, i) => (i > 0 || plain.length > 0 ? `\n${indent}${text}` : text))];
}

export function kindType(block: HclBlock): string {
  return block.labels[0]?.text ?? '';
}

/** Terraform's name for a property, inside a block or in the resource itself. */
export function nameOf(type: string, parent: string, key: string): string {
  const { names } = kindOf(type);
  for (const [from, to] of names) if (to === key && from.startsWith(`${parent}.`)) return from.slice(parent.length + 1);
  for (const [from, to] of names) if (to === key && !from.includes('.')) return from;
  return snake(key);
}
