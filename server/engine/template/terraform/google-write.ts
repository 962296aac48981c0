/** Writes what Google Cloud does in its own way into Terraform: who may call, and secrets from Secret Manager. Sources: the Google provider's documentation of each resource. */
import { addBlock, indentAt, placeIn, removal, type HclPlace } from '../../syntax/hcl-edit';
import { parseHcl } from '../../syntax/hcl';
import type { HclBlock } from '../../syntax/hcl-tree';
import { quoted } from '../../syntax/hcl-text';
import type { TextEdit } from '../../text/edit';
import { contains, type Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Change, Deployment } from '../deployment';
import { storeName, type Edits } from '../plain-write';
import type { Reading } from '../dialect';

export function googleWriter(reading: Reading, others: Deployment['write']): Deployment['write'] {
  return (change) => {
    switch (change.kind) {
      case 'authorize': return withoutEverybody(change.trigger.route?.decidedAt, reading);
      case 'from-store': return fromStore(change, reading);
      default: return others(change);
    }
  };
}

interface Found {
  readonly file: SourceFile;
  readonly place: HclPlace;
  /** The blocks around it, outermost first. */
  readonly around: readonly HclBlock[];
}

function foundAt(at: Location | undefined, reading: Reading): Found | undefined {
  const file = at === undefined || at.uri.endsWith('.json') ? undefined : reading.file(at.uri);
  if (file === undefined || at === undefined) return undefined;
  const { tree } = parseHcl(file);
  const place = placeIn(tree, at.span);
  const around: HclBlock[] = [];
  for (let body = tree; ;) {
    const inner = body.blocks.find((one) => contains(one.span, at.span));
    if (inner === undefined) break;
    around.push(inner);
    body = inner.body;
  }
  return place === undefined ? undefined : { file, place, around };
}

/** A grant to everybody goes; of a list only everybody does. */
function withoutEverybody(at: Location | undefined, reading: Reading): Edits {
  const found = foundAt(at, reading);
  const block = found?.around[0];
  if (found === undefined || block === undefined) return undefined;
  const { file, place } = found;
  const span = place.kind === 'item' && place.list.items.length > 1 ? place.item.span : block.span;
  return [{ uri: file.uri, edits: [removal(file.text, span)] }];
}

function fromStore({ variable }: Extract<Change, { kind: 'from-store' }>, reading: Reading): Edits {
  const found = foundAt(variable.value.at, reading);
  const resource = found?.around[0];
  const block = found?.around.at(-1);
  if (found === undefined || resource === undefined || block === undefined) return undefined;
  const { file, place } = found;
  const secret = quoted(storeName(variable.name));
  const lines = (pairs: readonly (readonly [string, string])[], inner: string): string => {
    const width = Math.max(...pairs.map(([key]) => key.length));
    return pairs.map(([key, value]) => `${inner}${key.padEnd(width)} = ${value}\n`).join('');
  };
  if (place.kind === 'entry' && /environment_variables$/.test(attributeAround(block, place.entry.span)?.name ?? '')) {
    const gen2 = resource.labels[0]?.text === 'google_cloudfunctions2_function';
    const project = resource.body.attributes.find(({ name }) => name === 'project');
    const id = project === undefined ? 'data.google_project.current.project_id' : file.text.slice(project.value.span.start, project.value.span.end);
    const pairs = [['key', quoted(variable.name)], ...(gen2 ? [['project_id', id]] : []), ['secret', secret], ['version', '"latest"']] as const;
    const added = addBlock(file.text, block, (indent) => `secret_environment_variables {\n${lines(pairs as readonly (readonly [string, string])[], `${indent}  `)}${indent}}`);
    return [{ uri: file.uri, edits: [removal(file.text, place.entry.span), ...added, ...(gen2 && project === undefined ? projectOf(file) : [])] }];
  }
  if (place.kind === 'attribute' && place.attribute.name === 'value' && block.type === 'env') {
    const second = resource.labels[0]?.text === 'google_cloud_run_v2_service';
    const [outer, name, version] = second ? ['value_source', 'secret', 'version'] : ['value_from', 'name', 'key'];
    const indent = indentAt(file.text, place.attribute.span.start);
    const text = `${outer} {\n${indent}  secret_key_ref {\n${lines([[name, secret], [version, '"latest"']], `${indent}    `)}${indent}  }\n${indent}}`;
    return [{ uri: file.uri, edits: [{ span: place.attribute.span, newText: text }] }];
  }
  return undefined;
}

function attributeAround(block: HclBlock, span: { readonly start: number; readonly end: number }): HclBlock['body']['attributes'][number] | undefined {
  return block.body.attributes.find((one) => contains(one.span, span));
}

/** The project that the provider works in, where the file does not name it yet. */
function projectOf(file: SourceFile): readonly TextEdit[] {
  if (/data\s+"google_project"\s+"current"/.test(file.text)) return [];
  const end = { start: file.text.length, end: file.text.length };
  return [{ span: end, newText: `${file.text.endsWith('\n') ? '' : '\n'}\ndata "google_project" "current" {}\n` }];
}
