/** Gives a program its abilities. Knows which file can do what. */
import type { Reading } from '../dialect';
import { callFunction } from './calls';
import { evaluate } from './expressions';
import { Program } from './program';
import { bind, execute } from './statements';

/** A program over the files of the workspace, of which nothing has been read yet. `home` is the folder in which it runs. */
export function openProgram(reading: Reading, home: string, root: string): Program {
  return new Program(reading, { evaluate, execute, bind, call: callFunction }, home, root);
}
