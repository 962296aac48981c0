import { execSync } from 'node:child_process';
import type { Job } from './job';

export class Converter {
  constructor(private readonly program: string) {}

  start(job: Job): void {
    this.run(`-resize ${job.width} ${job.file}`);
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 5: joined into text
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 6: passed to `Converter.run`
  }

  private run(options: string): void {
    execSync(`${this.program} ${options}`);
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 7: becomes part of a shell command
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.body.file` (it comes from outside: queue Uploads
  }
}
