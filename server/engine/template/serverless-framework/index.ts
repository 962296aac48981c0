/** The Serverless Framework's documents as deployments. Knows the order of work; each part's meaning is in its own file. */
import { isScript } from '../../syntax/script';
import { extensionOf, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Deployment } from '../deployment';
import type { Dialect, Reading, Stage } from '../dialect';
import { deploymentOf } from './assembly';
import { isHosted } from './functions';
import { openService } from './service';
import { stagesOf } from './stages';
import { writer } from './write';

export const serverlessFramework: Dialect = { name: 'serverless-framework', recognises, lower, stages };

/** `service:` and `provider:` at the document's top; under another name than `serverless.*` also functions, resources or the framework's version. */
function recognises(file: SourceFile): boolean {
  if (file.omitted !== undefined) return false;
  const isNamed = /^serverless[\w.-]*$/i.test(nameOf(file.uri));
  switch (extensionOf(file.uri)) {
    case '.yml': case '.yaml':
      return top(file.text, 'service') && top(file.text, 'provider') && (isNamed || ['functions', 'resources', 'frameworkVersion'].some((key) => top(file.text, key)));
    case '.json':
      return isNamed && /"service"\s*:/.test(file.text) && /"provider"\s*:/.test(file.text);
    default:
      return isNamed && isScript(file.uri) && /\bservice\b/.test(file.text) && /\bprovider\b/.test(file.text);
  }
}

function top(text: string, key: string): boolean {
  return new RegExp(`^["']?${key}["']?[ \\t]*:`, 'm').test(text);
}

function lower(file: SourceFile, reading: Reading): readonly Deployment[] {
  const service = openService(file, reading);
  // Functions for other clouds have handlers, but neither roles nor CloudFormation.
  if (!isHosted(service)) return [];
  return [deploymentOf(service, (model) => writer(service, model, reading))];
}

function stages(file: SourceFile, reading: Reading): readonly Stage[] {
  return /\b(?:params|stages|custom)\b/.test(file.text) ? stagesOf(openService(file, reading)) : [];
}
