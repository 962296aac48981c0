/** Tells scripts that a bundler or a minifier wrote, which nobody edits. Knows nothing of where they stand. */
import type { Problem } from '../finding';
import type { SourceFile } from '../workspace';

/** How bundlers begin what each of their files has. */
const bundlers = ['\nfunction __webpack_require__(', '\n/******/ \tfunction __webpack_require__(', '\nvar __commonJS = (', '\nvar __toESM = (', '\nvar __esm = ('];

/** Characters of a line that nobody writes by hand, and how many of its characters there are at most to an opening parenthesis: pictures, tables and texts in long lines have fewer. */
const longestWritten = 1000;
const charactersToCall = 100;

export function isBuilt(text: string): boolean {
  return isMinified(text) || bundlers.some((beginning) => text.includes(beginning));
}

/** Most of it is code in lines that are too long to be read. */
function isMinified(text: string): boolean {
  let long = 0;
  let calls = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (end - start > longestWritten) {
      long += end - start;
      for (let at = text.indexOf('(', start); at >= 0 && at < end; at = text.indexOf('(', at + 1)) calls++;
    }
    start = end + 1;
  }
  return long * 2 > text.length && calls * charactersToCall > long;
}

/** What is told of a file that is left out for that. */
export function builtProblem({ uri }: SourceFile): Problem {
  return { location: { uri, span: { start: 0, end: 0 } }, message: 'A bundler or minifier wrote this file. It was not analysed, as nobody edits it.', severity: 'information', code: 'built' };
}
