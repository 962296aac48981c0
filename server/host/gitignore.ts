/** Reads one `.gitignore` and tells what it says of a path. Knows no file system. */

export interface Gitignore {
  /** Undefined where no pattern speaks of the path; the last one that does decides. `path` is relative to the file's folder. */
  readonly ignores: (path: string, folder: boolean) => boolean | undefined;
}

interface Pattern {
  readonly matches: RegExp;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
}

export function parseGitignore(text: string): Gitignore {
  const patterns = text.split(/\r?\n/).map(patternOf).filter((pattern) => pattern !== undefined);
  return {
    ignores: (path, folder) => {
      const decisive = patterns.findLast((pattern) => (folder || !pattern.foldersOnly) && pattern.matches.test(path));
      return decisive === undefined ? undefined : !decisive.negated;
    },
  };
}

function patternOf(line: string): Pattern | undefined {
  let glob = line.replace(/(?<!\\) +$/, '');
  // A line this long is no pattern that a person wrote.
  if (glob === '' || glob.startsWith('#') || glob.length > 500) return undefined;
  const negated = glob.startsWith('!');
  if (negated) glob = glob.slice(1);
  const foldersOnly = glob.endsWith('/');
  if (foldersOnly) glob = glob.slice(0, -1);
  const anchored = glob.includes('/');
  if (glob.startsWith('/')) glob = glob.slice(1);
  if (glob === '') return undefined;
  try {
    return { matches: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${regexOf(glob)}$`), negated, foldersOnly };
  } catch {
    // A bracket expression that is none, e.g. `[z-a]`: git takes such a pattern to match nothing.
    return undefined;
  }
}

/** Runs of stars are taken together, so that matching stays linear in practice. */
function regexOf(glob: string): string {
  let result = '';
  for (let i = 0; i < glob.length; i++) {
    const character = glob.charAt(i);
    if (character === '*') {
      const start = i;
      while (glob.charAt(i + 1) === '*') i++;
      const wholeSegment = (start === 0 || glob.charAt(start - 1) === '/') && i > start;
      if (wholeSegment && glob.charAt(i + 1) === '/') {
        result += '(?:[^/]+/)*';
        i++;
      } else if (wholeSegment && i + 1 === glob.length) result += '.+';
      else result += '[^/]*';
    } else if (character === '?') result += '[^/]';
    else if (character === '[') {
      const end = glob.indexOf(']', i + 2);
      if (end < 0) result += '\\[';
      else {
        result += `[${glob.slice(i + 1, end).replace(/^!/, '^').replace(/\\/g, '\\\\').replace(/\[/g, '\\[')}]`;
        i = end;
      }
    } else if (character === '\\' && i + 1 < glob.length) result += escaped(glob.charAt(++i));
    else result += escaped(character);
  }
  return result;
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
