/** All dialects. */
import type { Dialect } from './dialect';

export const dialects: readonly Dialect[] = [];
