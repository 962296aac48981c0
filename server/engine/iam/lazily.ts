/** Puts off what is costly and may never be asked for: the large tables are read when the first question comes. */

/** What `make` gives, made once. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
