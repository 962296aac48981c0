/** Bounds that keep hostile documents from overflowing the stack or the clock. */
import type { Problem } from '../finding';

/** Nested collections in one document; real templates stay below 40. */
export const maximumDepth = 200;

export function tooDeep(uri: string): Problem {
  return { location: { uri, span: { start: 0, end: 0 } }, message: 'This file is nested too deep to be read', severity: 'warning', code: 'too-deep' };
}

export function tooLarge(uri: string): Problem {
  return { location: { uri, span: { start: 0, end: 0 } }, message: 'This file is too large to be read', severity: 'information', code: 'too-large' };
}
