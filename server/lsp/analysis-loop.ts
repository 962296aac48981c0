/** Keeps a report of the newest state: runs the engine's work in short slices and drops it when something changes. Knows no feature. */
import type { Engine, Report } from '../engine';
import type { Host } from './host';
import type { Input } from './workspace-state';

/** A report with the documents' versions that it is about. */
export interface Analysis {
  readonly report: Report;
  readonly versions: ReadonlyMap<string, number>;
  /** How long the engine worked on it. */
  readonly milliseconds: number;
}

/** What happens when a run ends; `failed` is for a defect of ours that the engine did not catch itself. */
export interface Listener {
  readonly started: () => void;
  readonly done: (analysis: Analysis) => void;
  readonly failed: (error: unknown) => void;
}

/** Messages wait no longer than this for a slice to end. */
const sliceMilliseconds = 8;

export class AnalysisLoop {
  private latest: Analysis | undefined;
  /** Counts changes; a run that belongs to an older one stops. */
  private current = 0;
  /** From the start on: until the first run has ended there is no report to answer from. */
  private running = true;
  private waiting: ((analysis: Analysis | undefined) => void)[] = [];

  constructor(private readonly engine: Engine, private readonly host: Host, private readonly input: () => Input, private readonly listener: Listener) {}

  /** Drops the work under way and starts with the state as it is after the messages that wait now. */
  changed(): void {
    const run = ++this.current;
    this.running = true;
    this.host.later(() => {
      if (run === this.current) this.begin(run);
    });
  }

  /** The report of the newest state, once it is there; undefined where no run has come to its end yet. */
  settled(): Promise<Analysis | undefined> {
    if (!this.running) return Promise.resolve(this.latest);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private begin(run: number): void {
    this.listener.started();
    const { workspace, versions } = this.input();
    const work = this.engine.analyse(workspace);
    let milliseconds = 0;
    const slice = (): void => {
      if (run !== this.current) return;
      const start = this.host.now();
      try {
        for (;;) {
          const step = work.next();
          const spent = this.host.now() - start;
          if (step.done === true) {
            this.end({ report: step.value, versions, milliseconds: milliseconds + spent });
            return;
          }
          if (spent > sliceMilliseconds) break;
        }
      } catch (error) {
        this.end(undefined);
        this.listener.failed(error);
        return;
      }
      milliseconds += this.host.now() - start;
      this.host.later(slice);
    };
    slice();
  }

  private end(analysis: Analysis | undefined): void {
    this.running = false;
    if (analysis !== undefined) this.latest = analysis;
    for (const resolve of this.waiting.splice(0)) resolve(this.latest);
    if (analysis !== undefined) this.listener.done(analysis);
  }
}
