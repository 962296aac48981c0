/** Reads rule folders and models into the plain data that the engine is told. The build, the tools and the tests all come through here. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { RuleBook, RuleData } from '../server/engine/rules/rule';

/** Rule ids in order, from the folders that hold a `rule.yaml`. */
export function ruleIds(folder: string): readonly string[] {
  return subfolders(folder)
    .filter((group) => group !== 'models')
    .flatMap((group) => subfolders(join(folder, group)).map((name) => `${group}/${name}`))
    .filter((id) => existsSync(join(folder, id, 'rule.yaml')));
}

/** Throws with the file's name where a file is not what it should be. */
export function readRules(folder: string): RuleBook {
  const rules = ruleIds(folder).map((id): RuleData => {
    const data = read(join(folder, id, 'rule.yaml')) as Omit<RuleData, 'id' | 'page'>;
    return { ...data, id, page: readFileSync(join(folder, id, 'README.md'), 'utf8') };
  });
  const modelFolder = join(folder, 'models');
  const models: Record<string, unknown> = {};
  for (const name of existsSync(modelFolder) ? readdirSync(modelFolder).sort() : []) {
    if (name.endsWith('.yaml')) models[name.slice(0, -'.yaml'.length)] = read(join(modelFolder, name));
  }
  return { rules, models };
}

function read(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function subfolders(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}
