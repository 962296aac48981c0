/** The result of any parse. */
import type { Problem } from '../finding';

/** A tree for all that could be read, and a problem for what could not. */
export interface Parsed<T> {
  readonly tree: T;
  readonly problems: readonly Problem[];
}
