/** What an entry point's code needs from AWS, and on what, as the code says it. Knows no template. */
import type { Location } from '../../text/span';
import type { Part } from './evaluate';
import type { Unseen } from './reach';

/** What is called on, as far as the code names it. */
export interface Target {
  /** As the Service Authorization Reference calls it: `table`; undefined where the action alone says it. */
  readonly type: string | undefined;
  /** A name, an ARN or an address. */
  readonly name: readonly Part[];
  /** Of an object in a bucket. */
  readonly key?: readonly Part[];
  /** An index of the table is read. */
  readonly index?: boolean;
  /** What fills the variables of the type's ARN one by one, where several do; undefined for one that is not known. */
  readonly filling?: readonly (readonly Part[] | undefined)[];
}

export interface Need {
  /** `s3:GetObject`. */
  readonly action: string;
  /** The call behind it, as people know it: `HeadObject`. */
  readonly operation: string;
  readonly call: Location;
  /** The function or method that makes the call; '' for what runs on import. */
  readonly caller: string;
  /** The type of what the operation is called on; undefined where the action alone says it. */
  readonly type: string | undefined;
  /** None where it is not known. */
  readonly targets: readonly Target[];
  /** True where a target is not known, though others are. */
  readonly open: boolean;
  /** False where the code may do it, by what is not known before it runs. */
  readonly certain: boolean;
}

/** An action that is needed or not by how things are set up. */
export interface Maybe {
  readonly action: string;
  readonly operation: string;
  /** To follow "if". */
  readonly condition: string;
  readonly call: Location;
}

export interface Needs {
  /** By action, then in the order of the code. */
  readonly needs: readonly Need[];
  readonly maybes: readonly Maybe[];
  /** Calls that nobody is asked a permission for. */
  readonly free: readonly { readonly operation: string; readonly call: Location }[];
  /** Why there may be more. */
  readonly unseen: readonly Unseen[];
  /** Where a bound was met, so that people are told; what lies beyond is among the unseen, or is a name that is not known. */
  readonly beyond: readonly Unseen[];
  /** Where the code takes another identity than the function's role. */
  readonly otherIdentity: Location | undefined;
  /** Uris of the files that were read for it. */
  readonly files: readonly string[];
  /** Packages that it uses of which nothing is known. */
  readonly packages: readonly string[];
}

