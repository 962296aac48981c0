/** Which file of a folder of sources the platform loads. Knows no configuration. */
import { child } from '../../syntax/data';
import { join } from '../../text/uri';
import type { Reading } from '../dialect';
import { documentOf } from '../documents';
import type { CodePlace } from '../plain';

/** Source: "Directory structure", Cloud Run functions. */
export function sourcesIn(folder: string, entry: string, reading: Reading): CodePlace {
  const manifest = reading.file(join(folder, 'package.json'));
  const main = manifest === undefined ? undefined : child(documentOf(manifest, reading).tree, 'main');
  const files = [...(main?.kind === 'scalar' && typeof main.value === 'string' ? [main.value] : []), 'index.js', 'index.ts', 'src/index.ts', 'function.js'];
  return { files: files.map((one) => join(folder, one)), export: entry };
}
