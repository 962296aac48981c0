/** Tells V8 what kind of run is ahead, once the size of the sources is known. Knows nothing of what is done with them. */
import { setFlagsFromString } from 'node:v8';

/** In UTF-16 units. Up to there a scan takes seconds, of which V8 would spend a third on optimising code that is about to be done. */
const shortScan = 4_000_000;

/** What has code optimised later, by V8's first number: those of Node 20, 22 and 24 (`node --v8-options`). Of others nothing is known, and V8 complains on the terminal of a flag that it does not have. */
const optimiseLater: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=300000',
  12: '--invocation-count-for-turbofan=13000',
  13: '--invocation-count-for-turbofan=13000',
};

export function paceFor(characters: number): void {
  const later = optimiseLater[process.versions.v8.split('.')[0] ?? ''];
  if (later === undefined) return;
  if (characters <= shortScan) {
    setFlagsFromString(later);
    setFlagsFromString('--always-sparkplug');
  } else {
    // What is live grows slowly, garbage does not: without this the heap grows to several times what is live.
    setFlagsFromString('--heap-growing-percent=50');
  }
}
