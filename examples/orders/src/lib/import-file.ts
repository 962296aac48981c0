import yaml from 'js-yaml';

import type { NewOrder } from './schemas';

export interface ImportFile {
  customerId: string;
  orders: NewOrder[];
}

export function parseImport(text: string): ImportFile {
  return yaml.load(text) as ImportFile;
}
