/** One immutable view of the workspace with what can be derived from single files. Knows no rule and no dialect. */
import type { Problem } from './finding';
import type { Memo } from './memo';
import type { Parsed } from './syntax/parsed';
import { isScript, type Script } from './syntax/script';
import { Trees } from './syntax/trees';
import { innermost, isWithin } from './text/uri';
import { LineIndex } from './text/lines';
import type { SourceFile, Workspace } from './workspace';

export class Snapshot {
  private readonly sorted: readonly string[];
  private readonly trees: Trees;

  constructor(private readonly input: Workspace, readonly memo: Memo, previous?: Snapshot) {
    this.sorted = previous !== undefined && sameUris(previous.input.files, input.files) ? previous.sorted : memo.same('listing', [...input.files.keys()].sort());
    this.trees = previous?.trees ?? new Trees();
  }

  get workspace(): Workspace {
    return this.input;
  }

  /** As YYYY-MM-DD. */
  get today(): string {
    return this.input.today;
  }

  /** Uris of all files, sorted. Keeps its identity while no file appears or goes. */
  get listing(): readonly string[] {
    return this.sorted;
  }

  /** Whether a snapshot of this workspace would be the same. */
  shows({ roots, files, today, settings, overrides }: Workspace): boolean {
    const own = this.input;
    if (own.today !== today || !sameUris(own.files, files) || JSON.stringify([own.roots, own.settings, own.overrides]) !== JSON.stringify([roots, settings, overrides])) return false;
    for (const [uri, file] of files) if (own.files.get(uri) !== file) return false;
    return true;
  }

  /** A value derived from the whole, once a snapshot. Whoever keeps what follows from it must compare it by identity. */
  whole<V>(name: string, derive: (snapshot: Snapshot) => V): V {
    return this.memo.of(name, this, derive);
  }

  file(uri: string): SourceFile | undefined {
    return this.workspace.files.get(uri);
  }

  /**
   * Undefined for files that do not exist, are no scripts, or cannot be read (then `problemsOf` says why). The same one within a piece of work; whatever is
   * kept for longer rests on the file instead, and holds no node.
   */
  script(uri: string): Script | undefined {
    const file = this.file(uri);
    if (file === undefined) return undefined;
    const known = this.trees.known(file) ?? (isScript(uri) && file.omitted === undefined ? this.parsed(file) : undefined);
    return known?.tree;
  }

  /** Whether `script` gives a tree; nothing is read to say that of a file that was read before. */
  isReadable(file: SourceFile): boolean {
    return isScript(file.uri) && file.omitted === undefined && this.told(file).isReadable;
  }

  problemsOf(file: SourceFile): readonly Problem[] {
    if (file.omitted !== undefined) return [omitted(file.uri, file.omitted)];
    return isScript(file.uri) ? this.told(file).problems : [];
  }

  /** A piece of work is done, and nobody holds nodes of scripts any more: trees that nobody is likely to ask for again may go. */
  settle(): void {
    this.trees.settle();
  }

  /** The same where nothing will be asked for until somebody types: most trees go then. */
  rest(): void {
    this.trees.rest();
  }

  lines(uri: string): LineIndex {
    const file = this.file(uri);
    return file === undefined ? new LineIndex('') : this.memo.of('lines', file, (key) => new LineIndex(key.text));
  }

  /** The innermost root that holds the uri. */
  rootOf(uri: string): string | undefined {
    return innermost(this.workspace.roots, uri);
  }

  /** Uris below a folder, sorted; keeps its identity while no file appears or goes. */
  under(folder: string): readonly string[] {
    const byFolder = this.memo.of('under', this.listing, () => new Map<string, readonly string[]>());
    let found = byFolder.get(folder);
    if (found === undefined) byFolder.set(folder, (found = this.listing.filter((uri) => isWithin(folder, uri))));
    return found;
  }

  /**
   * What `Memo.reading` needs: `file:<uri>` answers the file, `under:<folder>` the listing below it.
   */
  read(what: string): unknown {
    if (what.startsWith('file:')) return this.file(what.slice(5));
    return what.startsWith('under:') ? this.under(what.slice(6)) : undefined;
  }

  private told(file: SourceFile): { readonly problems: readonly Problem[]; readonly isReadable: boolean } {
    return this.memo.of('problems', file, (key) => toldOf(this.parsed(key)));
  }

  private parsed(file: SourceFile): Parsed<Script | undefined> {
    const known = this.trees.known(file);
    if (known !== undefined) return known;
    this.memo.derives('script', file, () => undefined);
    const parsed = this.trees.read(file);
    // The tree may be gone when somebody asks for them.
    this.memo.of('problems', file, () => toldOf(parsed));
    return parsed;
  }
}

function toldOf({ tree, problems }: Parsed<Script | undefined>): { readonly problems: readonly Problem[]; readonly isReadable: boolean } {
  return { problems, isReadable: tree !== undefined };
}

/** In the same order too, as hosts change files in place; sorting is for the other cases. */
function sameUris(before: Workspace['files'], now: Workspace['files']): boolean {
  if (before === now) return true;
  if (before.size !== now.size) return false;
  const old = before.keys();
  for (const uri of now.keys()) if (old.next().value !== uri) return false;
  return true;
}

const whyOmitted: Readonly<Record<NonNullable<SourceFile['omitted']>, string>> = {
  'binary': 'This file is not text and was not analysed.',
  'too-large': 'This file is too large to be analysed. The command line reads larger files than an editor.',
  'unreadable': 'This could not be read and was not analysed.',
};

function omitted(uri: string, why: NonNullable<SourceFile['omitted']>): Problem {
  return { location: { uri, span: { start: 0, end: 0 } }, message: whyOmitted[why], severity: 'information', code: why };
}
