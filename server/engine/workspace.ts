/** The immutable input of an analysis: files, folders, settings and the date. Knows nothing of what is found in them. */

/** One file's text. Its identity is what memos hang on: an unchanged file keeps its object from snapshot to snapshot. */
export interface SourceFile {
  /** Engine uri (see text/uri.ts). */
  readonly uri: string;
  /** The text as the editor or the disk has it, a byte order mark removed; '' where `omitted` says why. */
  readonly text: string;
  /** Set where the text was not read: over the size limit, not text, or not ours to read. */
  readonly omitted?: 'too-large' | 'binary' | 'unreadable';
}

export type Profile = 'recommended' | 'strict';
export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type SeveritySetting = Severity | 'off';

/** What a user may set; `.serverless-warden.yml` of a root and the editor's settings share this form, the file wins. */
export interface Settings {
  readonly profile?: Profile;
  /** By rule id or group (`injection`). */
  readonly severities?: Readonly<Record<string, SeveritySetting>>;
  /** Glob patterns relative to the root. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Whether files under test paths are reported; false unless set. */
  readonly includeTests?: boolean;
  /** Whether Express-like routes are entry points: `auto` = where the project is serverless by template or dependency. */
  readonly expressRoutes?: 'auto' | 'always' | 'never';
  /** Said in a root's settings file alone. */
  readonly models?: OwnModels;
}

/** What a project says of its own calls, each item in the form of rules/models. */
export interface OwnModels {
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  readonly origins: readonly Readonly<Record<string, unknown>>[];
  readonly sinks: readonly Readonly<Record<string, unknown>>[];
  readonly cleaners: readonly Readonly<Record<string, unknown>>[];
  readonly guards: readonly Readonly<Record<string, unknown>>[];
}

export interface Workspace {
  /** Folder uris without a slash at their end; the first that holds a file is its root. */
  readonly roots: readonly string[];
  /** By uri. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** The day, as YYYY-MM-DD: the engine has no clock. */
  readonly today: string;
  /** The host's settings; those of a root's settings file win over them. */
  readonly settings: Settings;
  /** Settings that win over the file too: what was asked for on the command line. */
  readonly overrides?: Settings;
}
