/** The processes of the language server below this extension host. Linux and macOS, by `ps`. */
import { execFileSync } from 'node:child_process';

export interface ServerProcess {
  readonly pid: number;
  /** As `ps` says it: `Z` in it is a process that ended and that nobody has taken leave of. */
  readonly state: string;
}

/** Those of any program that ended and still are there count too: they have lost their name. */
export function serverProcesses(): readonly ServerProcess[] {
  return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).split('\n').flatMap((line) => {
    const [, pid, parent, state = '', args = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === process.pid && (/dist[/\\]server[/\\]node\.js/.test(args) || state.includes('Z')) ? [{ pid: Number(pid), state }] : [];
  });
}
