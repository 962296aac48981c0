/** What a template dialect must be able to do. */
import type { Problem } from '../finding';
import type { Documents } from '../syntax/document';
import type { SourceFile } from '../workspace';
import type { Location } from '../text/span';
import type { Deployment } from './deployment';
import type { MapValue } from './value';

export interface Dialect {
  readonly name: string;
  /** A cheap look at name and text, no parse: most YAML and JSON files are no templates. */
  readonly recognises: (file: SourceFile) => boolean;
  /** Longer texts are not lowered; that is told. In UTF-16 units. */
  readonly longest?: number;
  /** Uris of folders that the file uses as parts of something larger, by a cheap look at its text. */
  readonly mentions?: (file: SourceFile) => readonly string[];
  /** Never throws for bad input: what is healthy is lowered, what is not becomes a problem. Several where a file holds several stacks or stages. */
  readonly lower: (file: SourceFile, reading: Reading) => readonly Deployment[];
  /** The stages that the workspace has values for, in the order in which they stand; none where it names none. */
  readonly stages?: (file: SourceFile, reading: Reading) => readonly Stage[];
}

/** A named set of values that something is deployed with: a stage, an environment of a configuration, a file of variables. */
export interface Stage {
  /** As people call it, e.g. `prod`. */
  readonly name: string;
  /** Where it says its values. */
  readonly at: Location;
  /** What it sets, by name. */
  readonly values: MapValue;
}

/** What lowering may read besides its own file; every read is remembered, so that the memo knows when to lower anew. */
export interface Reading {
  /** A file of the workspace by uri; undefined where there is none. */
  readonly file: (uri: string) => SourceFile | undefined;
  /** Uris of files directly or indirectly below a folder. */
  readonly under: (folder: string) => readonly string[];
  /** The workspace root that holds the uri; references never leave it. */
  readonly rootOf: (uri: string) => string | undefined;
  /** True where a file of the workspace mentions the folder (`Dialect.mentions`); absent where nobody asked them. */
  readonly mentioned?: (folder: string) => boolean;
  /** The stage that is deployed; absent where nobody says, so that defaults count. */
  readonly stage?: Stage;
  /** What is derived from `key` alone, such as a file that many templates read, once for all who ask under this name. Absent where nobody remembers. */
  readonly kept?: <K extends object, V>(name: string, key: K, derive: (key: K) => V) => V;
  /** By uri what was read of data files last, for reading their next texts; absent where nobody remembers. */
  readonly lastRead?: Map<string, Documents>;
  /** Takes note of a bound that was met where no value could say so (see `tooComplex`); absent where nobody asked for it. */
  readonly overrun?: (problem: Problem) => void;
}
