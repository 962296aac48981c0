/** Terraform and OpenTofu, native and JSON form: one deployment for each root module. Knows nothing of rules. */
import { folderOf, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import { deployed } from '../cloudformation';
import type { Deployment } from '../deployment';
import type { Dialect, Reading, Stage } from '../dialect';
import { referencesIn, type Value } from '../value';
import { plainDeployment } from '../plain';
import { archivesOf, handlerOf, outsideCalls } from './archives';
import { Evaluation } from './evaluation';
import { googleAttachments, googleFunctions } from './google';
import { googleWriter } from './google-write';
import { looseGrants } from './loose-documents';
import { declarationsOf } from './declarations';
import { calledFolders, configurationIn, isConfiguration, isFirstIn, isUsedAsModule, stageFilesIn } from './files';
import { shortNames, withNames } from './names';
import { parametersOf } from './parameters';
import { resourcesOf } from './resources';
import { place } from './scope';
import { mapValue } from './values';
import { isLambdaModule } from './well-known';
import { writeChange } from './write';

export const terraform: Dialect = { name: 'terraform', recognises: (file) => isConfiguration(file.uri) && file.omitted === undefined, mentions: calledFolders, lower, stages };

/** The files of a folder are one module; the first of them stands for all. */
function lower(file: SourceFile, reading: Reading): readonly Deployment[] {
  const folder = folderOf(file.uri);
  if (!isFirstIn(folder, file, reading) || isUsedAsModule(folder, configurationIn(folder, reading), reading)) return [];
  const evaluation = new Evaluation(reading, folder);
  const collected = resourcesOf(evaluation);
  const archives = archivesOf(evaluation);
  const stack = deployed(collected.lowered, reading);
  const named = withNames(stack, shortNames(stack.functions.map((one) => one.name)));
  const functions = named.functions.map((one, i) => ({ ...one, code: handlerOf(stack.functions[i]?.name ?? '', collected.written, archives, evaluation) ?? one.code }));
  const google = googleFunctions(collected.written, archives, evaluation, reading);
  const name = nameOf(folder) === '' ? nameOf(file.uri) : `${nameOf(folder)}/${nameOf(file.uri)}`;
  const main: Deployment = {
    uri: file.uri, name,
    functions, resources: stack.resources, grants: [...named.grants, ...looseGrants(named.grants, evaluation)], attachments: named.attachments, apis: stack.apis,
    parameters: parametersOf(evaluation),
    problems: evaluation.modules.problems,
    foreign: outsideCalls(evaluation).filter(({ source }) => !isLambdaModule(source)).map(({ instance, inputs }) => ({ name: instance.id, at: place(instance.declared.file, instance.declared.block.typeSpan), given: referencesIn(inputs).map(({ resource }) => resource) })),
    write: (change) => writeChange(change, { reading, resources: stack.resources, functions, grants: named.grants, written: collected.written, calls: outsideCalls(evaluation) }),
  };
  // The same configuration may deploy to two clouds; what AWS would do by itself is not asked of the other's functions.
  return google.length === 0 ? [main] : [main, { ...plainDeployment(file, 'google', { functions: google, problems: [] }), attachments: googleAttachments(collected.written), name, write: googleWriter(reading, main.write) }];
}

/** Each file of variables that has to be named is a stage, called like the file or, where that says nothing, like its folder. */
function stages(file: SourceFile, reading: Reading): readonly Stage[] {
  const folder = folderOf(file.uri);
  if (!isFirstIn(folder, file, reading)) return [];
  const files = stageFilesIn(folder, reading);
  if (files.length === 0) return [];
  const evaluation = new Evaluation(reading, folder);
  return files.map((one): Stage => {
    const at = { uri: one.uri, span: { start: 0, end: 0 } };
    const scope = { module: evaluation.modules.root, file: one, names: new Map<string, Value>(), depth: 0 };
    const entries = [...declarationsOf([], [one]).assigned].flatMap(([key, all]) => all.slice(-1).map(({ attribute }) => ({ key, keyAt: place(one, attribute.nameSpan), value: evaluation.value(attribute.value, scope) })));
    const own = nameOf(one.uri).replace(/(?:\.auto)?\.tfvars(?:\.json)?$/, '');
    return { name: own === 'terraform' || own === 'variables' ? nameOf(folderOf(one.uri)) : own, at, values: mapValue(entries, at) };
  });
}
