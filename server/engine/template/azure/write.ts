/** Writes what Azure does in its own way: keys for routes, secrets from Key Vault, parameters that are hidden. Knows no rule. */
import { child, type DataNode } from '../../syntax/data';
import { replaceNode, setEntry } from '../../syntax/data-edit';
import { Tagged } from '../../syntax/data-text';
import type { Location } from '../../text/span';
import type { Change, Parameter } from '../deployment';
import { edited, placeAt, storeName, type Edits, type PlainDocument } from '../plain-write';
import { vaultType } from './vocabulary';

/** One template: its document, and the vault that it makes or names. */
export interface TemplateWriting {
  readonly document: PlainDocument;
  readonly parameters: readonly Parameter[];
  /** The expression of the vault's name, in the template's own language. */
  readonly vault: string | undefined;
}

/** What a template says in Azure's own way; undefined for what every data file does alike. */
export function templateChange(change: Change, writing: TemplateWriting): Edits {
  switch (change.kind) {
    case 'from-store': return fromVault(change.variable.value.at, change.variable.name, writing);
    case 'entry': return writing.parameters.some(({ properties }) => properties === change.map) ? hidden(change.map.at, writing.document) : undefined;
    case 'remove': return writing.document.bicep === true ? withoutDefault(change.value.at, writing) : undefined;
    default: return undefined;
  }
}

/** A reference that the platform resolves when the app starts. Source: "Use Key Vault references", Azure App Service. */
function fromVault(at: Location, name: string, { document, vault }: TemplateWriting): Edits {
  const place = placeAt(document, at);
  if (place === undefined) return undefined;
  const [before, after] = ['@Microsoft.KeyVault(VaultName=', `;SecretName=${storeName(name)})`];
  const content = vault === undefined ? `${before}my-vault${after}` : document.bicep === true ? new Tagged('', `'${before}\${${vault}}${after}'`) : `[concat('${before}', ${vault}, '${after}')]`;
  return edited(document, replaceNode(document, place.node, content, place.inFlow));
}

/** `@secure()` above the parameter; in JSON another type. */
function hidden({ span }: Location, document: PlainDocument): Edits {
  if (document.bicep === true) {
    const start = document.text.lastIndexOf('\n', span.start - 1) + 1;
    const newline = document.text.includes('\r\n') ? '\r\n' : '\n';
    return edited(document, [{ span: { start, end: start }, newText: `@secure()${newline}` }]);
  }
  const parameters = child(document.tree, 'parameters');
  const own = parameters?.kind === 'map' ? parameters.entries.find(({ keySpan }) => keySpan.start === span.start)?.value : undefined;
  const type = child(own, 'type');
  if (own?.kind !== 'map' || type?.kind !== 'scalar') return undefined;
  return edited(document, setEntry(document, own, 'type', type.value === 'object' ? 'secureObject' : 'securestring'));
}

/** ` = 'value'` behind a parameter. */
function withoutDefault({ span }: Location, { document, parameters }: TemplateWriting): Edits {
  const isDefault = parameters.some((one) => one.default?.at.span.start === span.start);
  const gap = /(?<![ \t])[ \t]*=[ \t]*$/.exec(document.text.slice(Math.max(0, span.start - 200), span.start))?.[0];
  return !isDefault || gap === undefined ? undefined : edited(document, [{ span: { start: span.start - gap.length, end: span.end }, newText: '' }]);
}

/** The binding asks for a key. */
export function keyedBinding(change: Change, document: PlainDocument): Edits {
  const place = change.kind === 'authorize' ? placeAt(document, change.trigger.at) : undefined;
  return place?.node.kind !== 'map' ? undefined : edited(document, setEntry(document, place.node, 'authLevel', 'function'));
}

/** The values of declarations that stand for themselves, so that places among them are found. */
export function listOf(values: readonly DataNode[], length: number): DataNode {
  return { kind: 'list', items: values, span: { start: 0, end: length } };
}

export function isVault(type: string): boolean {
  return type.replace(/@.*$/, '').toLowerCase() === vaultType;
}

