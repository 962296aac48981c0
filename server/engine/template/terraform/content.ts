/** Plain data as Terraform says it: references, templates, the data sources that they need. Knows no change. */
import { HclRaw, type HclContent } from '../../syntax/hcl-text';
import { folderOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Plain } from '../deployment';
import type { ReferenceValue } from '../value';
import type { Edits, Model } from './edits';
import { configurationIn } from './files';
import { deploymentFacts, referenceAttribute } from './vocabulary';

/** Where something is written. */
export interface Spot {
  /** The resource that refers: what is in the same module is named without it. */
  readonly user: string;
  readonly file: SourceFile;
  readonly model: Model;
}

/** `${aws_s3_bucket.files.Arn}/*` as a template of Terraform's. */
export function substituted(text: string, spot: Spot): string {
  return `"${text.split(/(\$\{[^}]*\})/).map((part) => {
    const named = /^\$\{(.*)\.(\w+)\}$/.exec(part);
    return named === null ? part.replace(/["\\]/g, '\\$&') : `\${${expressionOf({ kind: 'reference', resource: named[1] ?? '', attribute: named[2] ?? '', at: { uri: spot.file.uri, span: { start: 0, end: 0 } }, via: [] }, spot)}}`;
  }).join('')}"`;
}

export function contentOf(plain: Plain, spot: Spot): HclContent {
  if (typeof plain === 'string' && plain.includes('${')) return new HclRaw(substituted(plain, spot));
  if (typeof plain !== 'object' || plain === null) return plain;
  if (isReference(plain)) return new HclRaw(expressionOf(plain, spot));
  if (isList(plain)) return plain.map((item) => contentOf(item, spot));
  return Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, contentOf(value, spot)]));
}

export function expressionOf(reference: ReferenceValue, { user, file, model }: Spot): string {
  const source = deploymentFacts[reference.resource];
  if (source !== undefined) return `data.${source[0]}.${declaredSource(source[0], file, model) ?? 'current'}.${source[1]}`;
  const module = /^(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*/.exec(user)?.[0] ?? '';
  const id = module !== '' && reference.resource.startsWith(module) ? reference.resource.slice(module.length) : reference.resource.replace(/^module\.[\w-]+(?:\[[^\]]*\])?\.(?=aws_)/, '');
  const type = /^(aws_\w+)\./.exec(id)?.[1] ?? '';
  return `${id}.${referenceAttribute(type, reference.attribute)}`;
}

/** The label of a data source that the file's module declares. */
export function declaredSource(type: string, file: SourceFile, { reading }: Model): string | undefined {
  const pattern = new RegExp(`^[ \\t]*data\\s+"${type}"\\s+"([\\w-]+)"`, 'm');
  for (const one of configurationIn(folderOf(file.uri), reading)) {
    const label = pattern.exec(one.text)?.[1];
    if (label !== undefined) return label;
  }
  return undefined;
}

/** Data sources that the edits refer to and that no file of the module declares yet are declared at the end of the file. */
export function withSources(edits: Edits, model: Model): Edits {
  return edits?.map((edit) => {
    const file = model.reading.file(edit.uri);
    if (file === undefined) return edit;
    const missing = Object.values(deploymentFacts).filter(([type]) => edit.edits.some((one) => one.newText.includes(`data.${type}.current.`)) && declaredSource(type, file, model) === undefined);
    const end = { start: file.text.length, end: file.text.length };
    const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
    return { ...edit, edits: [...edit.edits, ...missing.map(([type]) => ({ span: end, newText: `${file.text.endsWith('\n') ? '' : newline}${newline}data "${type}" "current" {}${newline}` }))] };
  });
}

export function isReference(plain: Plain): plain is ReferenceValue {
  return typeof plain === 'object' && plain !== null && 'kind' in plain && plain.kind === 'reference' && 'resource' in plain;
}

export function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}
