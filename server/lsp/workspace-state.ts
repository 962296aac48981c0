/** The workspace as it is now: open documents over what is on disk. Unchanged files keep their identity. Analyses nothing. */
import { uris, type SourceFile, type Workspace } from '../engine';
import type { Host, HostFolder } from './host';
import { isRelevantPath, sourceOf } from './relevant';
import { defaultSettings, type EditorSettings } from './settings';

/** A snapshot's input, and the versions of the open documents in it by engine uri. */
export interface Input {
  readonly workspace: Workspace;
  readonly versions: ReadonlyMap<string, number>;
}

interface OpenDocument {
  readonly version: number;
  readonly file: SourceFile;
}

/** What a file's watcher tells. */
export interface FileChange {
  readonly uri: string;
  readonly gone: boolean;
}

export class WorkspaceState {
  settings: EditorSettings = defaultSettings;
  private roots: readonly string[] = [];
  private folders = new Map<string, HostFolder>();
  private disk = new Map<string, SourceFile>();
  private readonly open = new Map<string, OpenDocument>();
  /** Reads follow one another, so that an older one never overwrites a newer one's result. */
  private reads: Promise<void> = Promise.resolve();

  constructor(private readonly host: Host) {}

  /** Reads everything anew. `cancelled` is asked after each file; the state is left as it was then. */
  readAll(roots: readonly string[], progress: (files: number) => void = () => undefined, cancelled: () => boolean = () => false): Promise<void> {
    return this.afterOthers(async () => {
      const folders = new Map<string, HostFolder>();
      const disk = new Map<string, SourceFile>();
      for (const root of roots) {
        const folder = this.host.folder(root);
        if (folder === undefined) continue;
        folders.set(root, folder);
        for await (const file of folder.files(this.settings.limits)) {
          disk.set(file.uri, this.kept(file));
          progress(disk.size);
          if (cancelled()) return;
        }
      }
      this.roots = [...roots];
      this.folders = folders;
      this.disk = disk;
    });
  }

  /** Answers whether anything that takes part in an analysis is different now. */
  async filesChanged(changes: readonly FileChange[]): Promise<boolean> {
    const rulesChanged = changes.some(({ uri }) => uris.nameOf(uri) === '.gitignore');
    if (rulesChanged) await this.readAll(this.roots);
    let changed = rulesChanged;
    await this.afterOthers(async () => {
      for (const change of changes) if (change.gone ? this.forget(change.uri) : await this.readAgain(change.uri)) changed = true;
    });
    return changed;
  }

  /** Answers whether the document takes part in an analysis. */
  documentChanged(uri: string, version: number, text: string): boolean {
    if (!isRelevantPath(uris.relativeTo(this.rootOf(uri) ?? uris.folderOf(uri), uri)) || this.leftOut(uri)) return false;
    const file = sourceOf(uri, text, this.settings.limits);
    const before = this.open.get(uri)?.file ?? this.disk.get(uri);
    this.open.set(uri, { version, file: before !== undefined && same(before, file) ? before : file });
    return true;
  }

  documentClosed(uri: string): boolean {
    return this.open.delete(uri);
  }

  isOpen(uri: string): boolean {
    return this.open.has(uri);
  }

  versionOf(uri: string): number | undefined {
    return this.open.get(uri)?.version;
  }

  folderOf(root: string): HostFolder | undefined {
    return this.folders.get(root);
  }

  input(): Input {
    const files = new Map(this.disk);
    const versions = new Map<string, number>();
    const roots = new Set(this.roots);
    for (const [uri, { file, version }] of this.open) {
      files.set(uri, file);
      versions.set(uri, version);
      // A file that was opened by itself: its folder is all that is known of its project.
      if (this.rootOf(uri) === undefined) roots.add(uris.folderOf(uri));
    }
    return { workspace: { roots: [...roots], files, today: this.host.today(), settings: this.settings.engine }, versions };
  }

  private rootOf(uri: string): string | undefined {
    return this.roots.find((root) => uris.isWithin(root, uri));
  }

  /** A file of a folder that the host reads, which was left out when it was read: git ignores it. New ones are not on disk yet. */
  private leftOut(uri: string): boolean {
    const root = this.rootOf(uri);
    return root !== undefined && this.folders.get(root)?.ignores(uri) === true;
  }

  private afterOthers(read: () => Promise<void>): Promise<void> {
    const result = this.reads.then(read);
    this.reads = result.catch(() => undefined);
    return result;
  }

  private kept(file: SourceFile): SourceFile {
    const before = [this.disk.get(file.uri), this.open.get(file.uri)?.file].find((known) => known !== undefined && same(known, file));
    return before ?? file;
  }

  private async readAgain(uri: string): Promise<boolean> {
    const folder = this.folders.get(this.rootOf(uri) ?? '');
    if (folder === undefined) return false;
    const file = await folder.read(uri, this.settings.limits);
    if (file !== undefined) return this.remember(file);
    let changed = this.disk.delete(uri);
    // A folder may have come with all that is in it.
    for await (const below of folder.files(this.settings.limits, uri)) if (this.remember(below)) changed = true;
    return changed;
  }

  private remember(file: SourceFile): boolean {
    const kept = this.kept(file);
    if (this.disk.get(file.uri) === kept) return false;
    this.disk.set(file.uri, kept);
    return true;
  }

  /** A file, or a folder with all that was in it. */
  private forget(uri: string): boolean {
    let changed = false;
    for (const known of [...this.disk.keys()]) if (uris.isWithin(uri, known)) changed = this.disk.delete(known) || changed;
    return changed;
  }
}

function same(a: SourceFile, b: SourceFile): boolean {
  return a.text === b.text && a.omitted === b.omitted;
}
