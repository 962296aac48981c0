/** What the files of one module folder declare, before any evaluation. Knows Terraform's block types, no resource types. */
import type { Problem } from '../../finding';
import { parseHcl } from '../../syntax/hcl';
import type { HclAttribute, HclBlock } from '../../syntax/hcl-tree';
import { addTo } from '../../text/groups';
import { own } from '../../text/own';
import type { SourceFile } from '../../workspace';
import { parseJsonForm } from './json-form';

export interface DeclaredBlock {
  readonly block: HclBlock;
  readonly file: SourceFile;
}

export interface DeclaredAttribute {
  readonly attribute: HclAttribute;
  readonly file: SourceFile;
}

/** By name; several where files disagree, which Terraform refuses but folders of alternatives have. */
export type Table<T> = ReadonlyMap<string, readonly T[]>;

export interface Declarations {
  readonly variables: Table<DeclaredBlock>;
  readonly locals: Table<DeclaredAttribute>;
  /** By `type.name`. */
  readonly resources: Table<DeclaredBlock>;
  /** By `type.name`. */
  readonly data: Table<DeclaredBlock>;
  readonly modules: Table<DeclaredBlock>;
  readonly providers: Table<DeclaredBlock>;
  readonly outputs: Table<DeclaredBlock>;
  /** What variable files of the folder assign that are read without being asked for; the last counts. */
  readonly assigned: Table<DeclaredAttribute>;
  readonly problems: readonly Problem[];
}

/** Reads the files of a folder. `files` are configuration files, `variableFiles` those that assign variables, weakest first. */
export function declarationsOf(files: readonly SourceFile[], variableFiles: readonly SourceFile[]): Declarations {
  const problems: Problem[] = [];
  const variables = new Map<string, DeclaredBlock[]>();
  const locals = new Map<string, DeclaredAttribute[]>();
  const resources = new Map<string, DeclaredBlock[]>();
  const data = new Map<string, DeclaredBlock[]>();
  const modules = new Map<string, DeclaredBlock[]>();
  const providers = new Map<string, DeclaredBlock[]>();
  const outputs = new Map<string, DeclaredBlock[]>();
  const tables: Readonly<Record<string, Map<string, DeclaredBlock[]>>> = { variable: variables, resource: resources, data, module: modules, provider: providers, output: outputs };
  for (const file of files) {
    const { tree, problems: found } = isJsonForm(file.uri) ? parseJsonForm(file) : parseHcl(file);
    problems.push(...found);
    for (const block of tree.blocks) {
      if (block.type === 'locals') {
        for (const attribute of block.body.attributes) addTo(locals, attribute.name, { attribute, file });
        continue;
      }
      const key = block.labels.map((label) => label.text).join('.');
      const table = own(tables, block.type);
      if (key !== '' && table !== undefined) addTo(table, key, { block, file });
    }
  }
  const assigned = new Map<string, DeclaredAttribute[]>();
  for (const file of variableFiles) {
    const { tree, problems: found } = isJsonForm(file.uri) ? parseJsonForm(file) : parseHcl(file);
    problems.push(...found);
    for (const attribute of tree.attributes) addTo(assigned, attribute.name, { attribute, file });
  }
  return { variables, locals, resources, data, modules, providers, outputs, assigned, problems };
}

/** The declaration that a name means in a file: its own before another file's. */
export function declaredIn<T extends { readonly file: SourceFile }>(table: Table<T>, name: string, file: SourceFile): T | undefined {
  const all = table.get(name);
  return all?.find((one) => one.file.uri === file.uri) ?? all?.[0];
}

function isJsonForm(uri: string): boolean {
  return uri.endsWith('.json');
}
