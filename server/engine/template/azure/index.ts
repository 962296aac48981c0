/** Azure Functions: function.json, registrations in code, Bicep and ARM templates. Knows nothing of rules. */
import { isScript } from '../../syntax/script';
import { extensionOf, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Deployment } from '../deployment';
import type { Dialect, Reading } from '../dialect';
import { lowerArm } from './arm';
import { lowerBicep } from './bicep';
import { lowerFunctionFile } from './function-file';
import { modulesIn } from './modules';
import { lowerRegistrations } from './registrations';

export const azure: Dialect = { name: 'azure', longest: 2_000_000, mentions: modulesIn, recognises: (file) => readerOf(file) !== undefined, lower: (file, reading) => readerOf(file)?.(file, reading) ?? [] };

function readerOf(file: SourceFile): ((file: SourceFile, reading: Reading) => readonly Deployment[]) | undefined {
  const { text, uri } = file;
  if (file.omitted !== undefined) return undefined;
  if (nameOf(uri) === 'function.json') return /"bindings"\s*:/.test(text) ? lowerFunctionFile : undefined;
  if (extensionOf(uri) === '.bicep') return /Microsoft\.(?:Web\/sites|Storage\/storageAccounts)|^module[ \t]/im.test(text) ? lowerBicep : undefined;
  if (extensionOf(uri) === '.json') return /deploymentTemplate\.json/.test(text) && /Microsoft\.(?:Web\/sites|Storage\/storageAccounts)/i.test(text) ? lowerArm : undefined;
  return isScript(uri) && /['"`]@azure\/functions['"`]/.test(text) && /\bapp\s*\./.test(text) ? lowerRegistrations : undefined;
}
