/** The program `serverless-warden`: connects the command line to its terminal, clock and exit code. Does nothing else. */
import { writeSync } from 'node:fs';
import book from 'virtual:rules';
import { version } from '../../package.json';
import { runCommand } from './command';

function write(stream: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; ) {
    try {
      start += writeSync(stream, bytes, start);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Whoever read our output has gone, e.g. `head`: there is nobody left to tell.
      if (code === 'EPIPE') return;
      // A pipe that is full for now.
      if (code !== 'EAGAIN') throw error;
    }
  }
}

function wantsColours(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return process.stdout.isTTY && TERM !== 'dumb';
}

process.exitCode = runCommand(process.argv.slice(2), {
  book,
  version,
  folder: process.cwd(),
  today: new Date().toISOString().slice(0, 10),
  colours: wantsColours(),
  out: (text) => { write(1, text); },
  err: (text) => { write(2, text); },
});
