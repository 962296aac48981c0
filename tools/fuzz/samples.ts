/** Small workspaces to start from: every case of every rule, the examples, and folders that are named. Knows nothing of what is done to them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Settings } from '../../server/engine';
import { isForeignFolder, isRelevant } from '../../server/lsp/relevant';
import { root } from '../paths';
import { ruleIds } from '../rule-data';
import { rulesFolder } from '../rules-plugin';

export interface Sample {
  readonly name: string;
  /** By path. */
  readonly files: ReadonlyMap<string, string>;
  readonly settings: Settings;
}

/** Files above this are left out: most of what they could show a smaller one shows faster. */
const largest = 60_000;
const most = 40;

/** `folders`: of each the folders in it that hold files are samples. */
export function samples(folders: readonly string[] = []): readonly Sample[] {
  const cases = ruleIds(rulesFolder).flatMap((id) => foldersIn(join(rulesFolder, id, 'cases')));
  const examples = foldersIn(join(root, 'examples'));
  return [...cases, ...examples, ...folders.flatMap((folder) => deepFolders(folder))].flatMap((folder) => {
    const files = filesIn(folder);
    return files.size === 0 ? [] : [{ name: relative(root, folder), files, settings: { includeTests: true, expressRoutes: 'always' } as const }];
  });
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name)).sort();
  } catch {
    return [];
  }
}

/** Folders below one that hold relevant files themselves. */
function deepFolders(folder: string): readonly string[] {
  const inner = foldersIn(folder).filter((each) => !isForeignFolder(each.slice(each.lastIndexOf('/') + 1)));
  const own = readdirSync(folder, { withFileTypes: true }).some((entry) => entry.isFile() && isRelevant(entry.name));
  return [...(own ? [folder] : []), ...inner.flatMap(deepFolders)];
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = join(path, entry.name);
      if (files.size >= most) return;
      if (entry.isDirectory()) {
        if (!isForeignFolder(entry.name)) visit(child);
      } else if (entry.isFile() && isRelevant(entry.name) && !/\.fixed\.\w+$/.test(entry.name) && statSync(child).size <= largest) files.set(relative(folder, child).replaceAll('\\', '/'), readFileSync(child, 'utf8'));
    }
  };
  visit(folder);
  return files;
}
