/**
 * CloudFormation and SAM, YAML and JSON: the dialect, and the door for other dialects that carry a `Resources` block inside
 * a document of their own. Knows nothing of rules.
 */
import type { DataNode } from '../../syntax/data';
import { child } from '../../syntax/data';
import { extensionOf, folderOf, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Deployment } from '../deployment';
import type { Dialect, Reading, Stage } from '../dialect';
import { documentOf, documentsOf, once } from '../documents';
import { openResources } from './stack';
import { givenParameters, nestedIn } from './nested';
import { stagesOf } from './stages';
import { resourceWriter } from './writer';
import { section } from './vocabulary';

export { grantsOf, samPolicies, type Rights } from './policies';
export type { Block } from './sections';
export { contentOf } from './content';
export { find, placesAround, type Place } from './places';
export { resourceWriter } from './writer';
export { deployed, openResources, type LoweredResources, type OpenedResources, type OutsideFunction, type Surroundings } from './stack';

/** CloudFormation itself takes one megabyte. */
export const cloudformation: Dialect = { name: 'cloudformation', longest: 2_000_000, recognises, mentions: nestedIn, lower, stages };

const extensions: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json', '.template', '.cfn', '.cform', '.sam']);

/** A template says its version or transform, or has resources with cloud types. A Serverless Framework file does so only in a part of itself. */
function recognises(file: SourceFile): boolean {
  if (!extensions.has(extensionOf(file.uri)) || /^serverless\.(ya?ml|json)$/i.test(nameOf(file.uri))) return false;
  if (file.omitted !== undefined) return false;
  const { text } = file;
  // A part of a Serverless Framework document, which reads it with its variables.
  if (/\$\{(self|opt|sls|param|file)[:(](?!:)/.test(text)) return false;
  if (/^["']?AWSTemplateFormatVersion["']?\s*:/m.test(text) || /"AWSTemplateFormatVersion"\s*:/.test(text)) return true;
  if (!/(^|[{,]\s*)["']?Resources["']?\s*:/m.test(text)) return false;
  return /["']?Type["']?\s*:\s*["']?(AWS|Custom|Alexa)::/.test(text) && !/^(service|provider)\s*:/m.test(text);
}

/** Each document of a file is a template of its own. */
function lower(file: SourceFile, reading: Reading): readonly Deployment[] {
  const documents = documentsOf(file, reading);
  const problems = documents.flatMap((document) => document.problems);
  const templates = documents.flatMap(({ tree }) => (isTemplate(tree) ? [tree] : []));
  if (templates.length === 0) {
    return problems.length === 0 ? [] : [{ uri: file.uri, name: nameOf(file.uri), functions: [], resources: [], grants: [], attachments: [], parameters: [], apis: [], problems, write: () => undefined }];
  }
  const given = givenParameters(file, reading);
  return templates.map((tree, index) => {
    const blocks = [{ file, sections: tree }];
    const { functions, resources, grants, attachments, parameters, apis } = openResources(blocks, reading, { given }).lower([]);
    const write = resourceWriter(blocks, reading, { functions, resources, grants });
    return { uri: file.uri, name: nameOf(file.uri), functions, resources, grants, attachments, parameters, apis, problems: index === 0 ? problems : [], write };
  });
}

function stages(file: SourceFile, reading: Reading): readonly Stage[] {
  // A template that nothing is known to vary is not looked at.
  const folder = folderOf(file.uri);
  const varies = /\b(?:Mappings|AllowedValues)\b/.test(file.text) || once('values of stages beside', reading.under(folder), reading, (uris) => uris.some((uri) => /\/(?:samconfig\.\w+|[^/]*param[^/]*\.json|param[^/]*\/[^/]+\.json)$/i.test(uri.slice(folder.length))));
  const tree = varies ? documentOf(file, reading).tree : undefined;
  return isTemplate(tree) ? stagesOf(file, tree, reading) : [];
}

function isTemplate(tree: DataNode | undefined): tree is DataNode & { kind: 'map' } {
  return tree?.kind === 'map' && child(tree, section.resources)?.kind === 'map';
}
