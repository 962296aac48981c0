/** Tells V8 what kind of run is ahead, once the size of the sources is known. Knows nothing of what is done with them. */
import { setFlagsFromString } from 'node:v8';

/** In UTF-16 units. Up to there a scan takes seconds, of which V8 would spend a third on optimising code that is about to be done. */
const shortScan = 4_000_000;

/** Flags that other versions do not have would be complained of on the terminal. */
const hasFlags = /^1[0-3]\./.test(process.versions.v8);

export function paceFor(characters: number): void {
  if (!hasFlags) return;
  if (characters <= shortScan) {
    setFlagsFromString('--interrupt-budget=300000');
    setFlagsFromString('--always-sparkplug');
  } else {
    // What is live grows slowly, garbage does not: without this the heap grows to several times what is live.
    setFlagsFromString('--heap-growing-percent=50');
  }
}
