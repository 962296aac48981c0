/** What changes are written into, and the places in it. Knows no change. */
import { parseHcl } from '../../syntax/hcl';
import { placeIn, type HclPlace } from '../../syntax/hcl-edit';
import type { FileEdit, TextEdit } from '../../text/edit';
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { DeployedFunction, Grant, Resource } from '../deployment';
import type { Reading } from '../dialect';
import { isConfiguration } from './files';
import type { Call, WrittenResource } from './scope';

export interface Model {
  readonly reading: Reading;
  readonly resources: readonly Resource[];
  readonly functions: readonly DeployedFunction[];
  readonly grants: readonly Grant[];
  readonly written: readonly WrittenResource[];
  readonly calls: readonly Call[];
}

export type Edits = readonly FileEdit[] | undefined;

export function edited(file: SourceFile, edits: readonly TextEdit[]): Edits {
  return edits.length === 0 ? undefined : [{ uri: file.uri, edits }];
}

export function placeAt(at: Location, model: Model): { readonly file: SourceFile; readonly place: HclPlace } | undefined {
  const file = model.reading.file(at.uri);
  if (file === undefined || !isConfiguration(at.uri) || at.uri.endsWith('.json')) return undefined;
  const place = placeIn(parseHcl(file).tree, at.span);
  return place === undefined ? undefined : { file, place };
}

/** Undefined where one of them cannot be written. */
export function together(all: readonly Edits[]): Edits {
  return all.includes(undefined) ? undefined : all.flatMap((one) => one ?? []);
}
