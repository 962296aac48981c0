/** Writes statements, policies and roles into Terraform's JSON form, also where a policy is a text in a text. Knows no other change. */
import { entryOf, type DataNode } from '../../syntax/data';
import { removeItem, setEntry as setDataEntry } from '../../syntax/data-edit';
import { parseHclTemplate } from '../../syntax/hcl';
import { removal, setEntry as setHclEntry } from '../../syntax/hcl-edit';
import { hclText } from '../../syntax/hcl-text';
import type { HclExpression } from '../../syntax/hcl-tree';
import { parseJson } from '../../syntax/json';
import type { TextEdit } from '../../text/edit';
import type { SourceFile } from '../../workspace';
import { placesAround } from '../cloudformation';
import type { Change, Grant, OwnRole, Plain } from '../deployment';
import { placeAt, setBelow, type PlainDocument } from '../plain-write';
import { stringOf, type ReferenceValue } from '../value';
import { contentOf, type Spot } from './content';
import { together, type Edits } from './edits';
import { jsonDocument, jsonPlain } from './write-json';

type Wanted = readonly (string | ReferenceValue)[];

/** Of a document's own statement blocks, or of the text that a policy is. */
export function statementInJson({ grant, actions, resources }: Extract<Change, { kind: 'statement' }>, file: SourceFile, spot: Spot): Edits {
  const document = jsonDocument(file);
  const block = placeAt(document, grant.at)?.node;
  if (block?.kind !== 'map') return inText(document, grant, (policy) => policy.set(actions, resources, spot));
  const plain = (wanted: Wanted): Plain | undefined => jsonPlain(wanted, spot);
  return together([actions === undefined ? [] : setTo(document, block, 'actions', plain(actions)), resources === undefined ? [] : setTo(document, block, 'resources', plain(resources))]);
}

function setTo(document: PlainDocument, block: DataNode, key: string, to: Plain | undefined): Edits {
  return to === undefined ? undefined : setBelow(document, block, [key], to);
}

/** One of several statements of a policy that is a text; undefined where it is the only one. */
export function statementOutOfText(grant: Grant, file: SourceFile): Edits {
  return inText(jsonDocument(file), grant, (policy) => policy.remove());
}

interface Policy {
  readonly set: (actions: Wanted | undefined, resources: Wanted | undefined, spot: Spot) => readonly TextEdit[] | undefined;
  readonly remove: () => readonly TextEdit[] | undefined;
}

/** The edits of a text that the file holds in quotes. */
function inText(document: PlainDocument, grant: Grant, edit: (policy: Policy) => readonly TextEdit[] | undefined): Edits {
  const node = document.tree === undefined ? undefined : placesAround(document.tree, grant.at.span).at(-1)?.node;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const inner = node.value;
  const policy = /^\s*\{/.test(inner) ? jsonPolicy(inner, grant) : /^\$\{\s*jsonencode\(/.test(inner) ? encodedPolicy(inner, grant) : undefined;
  const edits = policy === undefined ? undefined : edit(policy);
  if (edits === undefined || edits.length === 0) return undefined;
  const offsets = offsetsIn(document.text, node.span.start + 1, inner.length);
  return [{ uri: document.file.uri, edits: edits.map(({ span, newText }) => ({ span: { start: offsets[span.start] ?? 0, end: offsets[span.end] ?? 0 }, newText: JSON.stringify(newText).slice(1, -1) })) }];
}

/** Where each character of a text stands between its quotes, and its end. */
function offsetsIn(text: string, start: number, length: number): readonly number[] {
  const offsets = [start];
  for (let at = start; offsets.length <= length;) {
    at += text[at] === '\\' ? (text[at + 1] === 'u' ? 6 : 2) : 1;
    offsets.push(at);
  }
  return offsets;
}

/** By its actions, and the number of its resources; undefined where several say the same. */
function onlyLike<T>(grant: Grant, statements: readonly T[], list: (statement: T, key: string) => readonly (string | undefined)[]): T | undefined {
  const wanted = grant.actions.map(stringOf).join('\n');
  const [found, other] = statements.filter((one) => list(one, 'Action').join('\n') === wanted && list(one, 'Resource').length === grant.resources.length);
  return other === undefined ? found : undefined;
}

function jsonPolicy(inner: string, grant: Grant): Policy | undefined {
  const document = { text: inner, json: true };
  // A text without spaces stays so.
  const compact = (edits: readonly TextEdit[]): readonly TextEdit[] => (/":\s/.test(inner) ? edits : edits.map(({ span, newText }) => ({ span, newText: newText.trimStart() })));
  const listed = entryOf(parseJson({ uri: '', text: inner }).tree, 'Statement')?.value;
  const itemsOf = (node: DataNode | undefined): readonly DataNode[] => (node === undefined ? [] : node.kind === 'list' ? node.items : [node]);
  const found = onlyLike(grant, itemsOf(listed), (one, key) => itemsOf(entryOf(one, key)?.value).map((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? item.value : undefined)));
  if (found?.kind !== 'map') return undefined;
  return {
    set: (actions, resources, spot) => {
      const one = (key: string, wanted: Wanted | undefined): readonly TextEdit[] | undefined => {
        if (wanted === undefined) return [];
        const items = wanted.map((item) => jsonPlain(item, spot));
        const texts = items.filter((item) => typeof item === 'string');
        return texts.length < items.length ? undefined : compact(setDataEntry(document, found, key, entryOf(found, key)?.value.kind !== 'list' && texts.length === 1 ? texts[0] ?? null : texts));
      };
      return joined(one('Action', actions), one('Resource', resources));
    },
    remove: () => (listed?.kind === 'list' && listed.items.length > 1 ? removeItem(document, listed, found) : undefined),
  };
}

/** `${jsonencode({ … })}`. */
function encodedPolicy(inner: string, grant: Grant): Policy | undefined {
  const template = parseHclTemplate(inner, 0, { start: 0, end: inner.length });
  const [part] = template.kind === 'template' ? template.parts : [];
  const call = part?.kind === 'expression' ? part.expression : template;
  const [content] = call.kind === 'call' ? call.arguments : [];
  const listed = hclEntry(content, 'Statement');
  const itemsOf = (one: HclExpression | undefined): readonly HclExpression[] => (one === undefined ? [] : one.kind === 'list' ? one.items : [one]);
  const found = onlyLike(grant, itemsOf(listed), (one, key) => itemsOf(hclEntry(one, key)).map((item) => (item.kind === 'literal' && typeof item.value === 'string' ? item.value : undefined)));
  if (found?.kind !== 'object') return undefined;
  return {
    set: (actions, resources, spot) => {
      const one = (key: string, wanted: Wanted | undefined): readonly TextEdit[] | undefined => {
        if (wanted === undefined) return [];
        const isList = hclEntry(found, key)?.kind === 'list' || wanted.length !== 1;
        const items = wanted.map((item) => hclText(contentOf(item, spot)));
        // The native form declares a source of data where one is missing; here none is.
        return items.some((item) => item.includes('data.')) ? undefined : setHclEntry(inner, found, key, () => (isList ? `[${items.join(', ')}]` : items.join('')));
      };
      return joined(one('Action', actions), one('Resource', resources));
    },
    remove: () => (listed?.kind === 'list' && listed.items.length > 1 ? [removal(inner, found.span)] : undefined),
  };
}

function hclEntry(expression: HclExpression | undefined, name: string): HclExpression | undefined {
  return expression?.kind === 'object' ? expression.entries.find(({ key }) => (key.kind === 'literal' && key.value === name) || (key.kind === 'name' && key.name === name))?.value : undefined;
}

function joined(first: readonly TextEdit[] | undefined, second: readonly TextEdit[] | undefined): readonly TextEdit[] | undefined {
  return first === undefined || second === undefined ? undefined : [...first, ...second];
}

/** A policy of its own on a role. */
export function policyInJson(file: SourceFile, label: string, role: string, statements: Statements, spot: Spot): Edits {
  const content = policyContent(role, statements, spot);
  return content === undefined ? undefined : addedAll(file, { aws_iam_role_policy: { [label]: content } });
}

type Statements = readonly { readonly actions: readonly string[]; readonly resources: Wanted }[];

function policyContent(role: string, statements: Statements, spot: Spot): Plain | undefined {
  const listed: Plain[] = [];
  for (const { actions, resources } of statements) {
    const targets = resources.map((one) => jsonPlain(one, spot));
    const texts = targets.filter((one) => typeof one === 'string');
    if (texts.length < targets.length) return undefined;
    listed.push({ Effect: 'Allow', Action: actions, Resource: texts.length === 1 ? texts[0] ?? null : texts });
  }
  return { role: `\${aws_iam_role.${role}.id}`, policy: JSON.stringify({ Version: '2012-10-17', Statement: listed }) };
}

/** A role, its policies and its attachments for each function, which names it. */
export function rolesInJson(file: SourceFile, roles: readonly { readonly role: OwnRole; readonly label: string; readonly given: DataNode }[], spot: Spot): Edits {
  const added: Record<string, Record<string, Plain>> = {};
  const put = (type: string, label: string, content: Plain): void => { (added[type] ??= {})[label] = content; };
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const edits: TextEdit[] = [];
  for (const { role: { statements, managed }, label, given } of roles) {
    put('aws_iam_role', label, { assume_role_policy: JSON.stringify(trust) });
    for (const policy of managed) put('aws_iam_role_policy_attachment', `${label}_${policy.slice(policy.lastIndexOf('/') + 1)}`, { role: `\${aws_iam_role.${label}.name}`, policy_arn: policy });
    const content = statements.length === 0 ? null : policyContent(label, statements, spot);
    if (content === undefined) return undefined;
    if (content !== null) put('aws_iam_role_policy', `${label}_own`, content);
    edits.push({ span: given.span, newText: JSON.stringify(`\${aws_iam_role.${label}.arn}`) });
  }
  const resources = addedAll(file, added);
  return resources === undefined ? undefined : [...resources, { uri: file.uri, edits }];
}

/** Resources by type and label, those of one type together. */
function addedAll(file: SourceFile, resources: Readonly<Record<string, Readonly<Record<string, Plain>>>>): Edits {
  const document = jsonDocument(file);
  const { tree } = document;
  if (tree === undefined) return undefined;
  return together(Object.entries(resources).map(([type, labels]) => (entryOf(entryOf(tree, 'resource')?.value, type) === undefined
    ? setBelow(document, tree, ['resource', type], labels)
    : together(Object.entries(labels).map(([label, content]) => setBelow(document, tree, ['resource', type, label], content))))));
}
