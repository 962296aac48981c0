/** A template's sections, gathered from one or more blocks, before any evaluation. Knows their names, not what they mean. */
import type { DataEntry, DataMap } from '../../syntax/data';
import { child, entryOf } from '../../syntax/data';
import type { SourceFile } from '../../workspace';
import { section } from './vocabulary';

/** A map with sections such as `Resources`, `Parameters`, `Conditions`, and the file it stands in. */
export interface Block {
  readonly file: SourceFile;
  readonly sections: DataMap;
}

/** An entry of a section and where it stands. */
export interface Declared {
  readonly entry: DataEntry;
  readonly file: SourceFile;
}

export interface Sections {
  readonly parameters: ReadonlyMap<string, Declared>;
  readonly mappings: ReadonlyMap<string, Declared>;
  readonly conditions: ReadonlyMap<string, Declared>;
  readonly resources: ReadonlyMap<string, Declared>;
  /** Global settings by resource kind: `Function`, `Api`, … */
  readonly globals: ReadonlyMap<string, Declared>;
}

export function sectionsOf(blocks: readonly Block[]): Sections {
  const gather = (name: string): ReadonlyMap<string, Declared> => {
    const found = new Map<string, Declared>();
    for (const { file, sections } of blocks) {
      const content = child(sections, name);
      if (content?.kind !== 'map') continue;
      for (const entry of content.entries) found.set(entry.key, { entry, file });
    }
    return found;
  };
  return {
    parameters: gather(section.parameters),
    mappings: gather(section.mappings),
    conditions: gather(section.conditions),
    resources: gather(section.resources),
    globals: gather(section.globals),
  };
}

/** The text of `Type` in a resource's block. */
export function typeOf(declared: Declared): string | undefined {
  const type = entryOf(declared.entry.value, 'Type')?.value;
  return type?.kind === 'scalar' && typeof type.value === 'string' ? type.value : undefined;
}
