import { JSON_SCHEMA, load } from 'js-yaml';

import { ImportFile } from './schemas';

/** Throws where the text is not a file of orders. */
export function parseImport(text: string): ImportFile {
  return ImportFile.parse(load(text, { schema: JSON_SCHEMA }));
}
