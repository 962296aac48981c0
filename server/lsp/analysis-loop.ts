/** Keeps a report of the newest state: runs the engine's work in short slices and drops it when something changes. Knows no feature. */
import { isScript, standsIn, type Engine, type Report } from '../engine';
import type { Host } from './host';
import type { Input } from './workspace-state';

/** A report with the documents' versions that it is about. */
export interface Analysis {
  readonly report: Report;
  readonly versions: ReadonlyMap<string, number>;
}

interface Waiting {
  /** The only file that matters to them. */
  readonly uri: string | undefined;
  readonly resolve: (analysis: Analysis | undefined) => void;
}

/** What happens when a run ends; `failed` is for a defect of ours that the engine did not catch itself. */
export interface Listener {
  readonly started: () => void;
  /** A report about the open files alone, while nothing is known of the whole yet. */
  readonly early: (analysis: Analysis) => void;
  /** A report about the files alone in which somebody types. The whole follows. */
  readonly ahead: (analysis: Analysis, uris: ReadonlySet<string>) => void;
  /** Such a report of the same state that the whole was told of last. Only files that it was told for come ahead. */
  readonly compared: (analysis: Analysis, uris: ReadonlySet<string>) => void;
  /** `milliseconds` is how long the engine worked on it. */
  readonly done: (analysis: Analysis, milliseconds: number) => void;
  readonly failed: (error: unknown) => void;
}

/** Messages wait no longer than this for a slice to end. */
const sliceMilliseconds = 8;

export class AnalysisLoop {
  private latest: Analysis | undefined;
  /** Of the run under way. */
  private early: Analysis | undefined;
  /** Files of which it is known what only the latest report says. */
  private compared: ReadonlySet<string> = new Set();
  /** Counts changes; a run that belongs to an older one stops. */
  private current = 0;
  /** From the start on: until the first run has ended there is no report to answer from. */
  private running = true;
  private waiting: Waiting[] = [];

  constructor(private readonly engine: Engine, private readonly host: Host, private readonly input: () => Input, private readonly listener: Listener) {}

  /** Drops the work under way and starts with the state as it is after the messages that wait now. */
  changed(): void {
    const run = ++this.current;
    this.running = true;
    this.early = undefined;
    this.host.later(() => {
      if (run === this.current) this.begin(run);
    });
  }

  /** The report of the newest state, once it is there, for one file the early one; undefined where no run has come to its end yet. */
  settled(uri?: string): Promise<Analysis | undefined> {
    if (!this.running) return Promise.resolve(this.latest);
    if (isAbout(this.early, uri)) return Promise.resolve(this.early);
    return new Promise((resolve) => this.waiting.push({ uri, resolve }));
  }

  private begin(run: number): void {
    this.listener.started();
    const input = this.input();
    const typed = this.latest === undefined ? undefined : typedSince(this.latest.report, input);
    if (typed === undefined || ![...typed].every((uri) => this.compared.has(uri))) {
      this.whole(run, input, typed);
      return;
    }
    this.slices(run, this.alone(input, typed), (ahead) => {
      this.listener.ahead(ahead, typed);
      // Messages that wait come first.
      this.host.later(() => { this.whole(run, input, typed, ahead); });
    }, input);
  }

  private whole(run: number, input: Input, typed: ReadonlySet<string> | undefined, ahead?: Analysis): void {
    this.slices(run, this.work(input), (analysis, milliseconds) => {
      this.end(analysis, milliseconds);
      this.compared = new Set();
      if (typed === undefined) return;
      if (ahead !== undefined) this.compare(ahead, typed);
      // Nobody waits for it: it is for what is typed next.
      else this.host.later(() => { this.slices(run, this.alone(input, typed), (alone) => { this.compare(alone, typed); }, input); });
    }, input);
  }

  /** Does work to its end, unless something changes. */
  private slices(run: number, work: Generator<void, Report>, done: (analysis: Analysis, milliseconds: number) => void, { versions }: Input): void {
    let milliseconds = 0;
    const slice = (): void => {
      if (run !== this.current) return;
      const start = this.host.now();
      try {
        for (;;) {
          const step = work.next();
          const spent = this.host.now() - start;
          if (step.done === true) {
            done({ report: step.value, versions }, milliseconds + spent);
            return;
          }
          if (spent > sliceMilliseconds) break;
        }
      } catch (error) {
        this.end();
        this.listener.failed(error);
        return;
      }
      milliseconds += this.host.now() - start;
      this.host.later(slice);
    };
    slice();
  }

  /** Whoever opens a large workspace waits for the open files first. */
  private *work({ workspace, versions }: Input): Generator<void, Report> {
    if (this.latest === undefined && versions.size > 0) {
      const early = (this.early = { report: yield* this.engine.analyse(workspace, { uris: new Set(versions.keys()), deployed: true }), versions });
      this.listener.early(early);
      const waiting = this.waiting.splice(0);
      for (const one of waiting) {
        if (isAbout(early, one.uri)) one.resolve(early);
        else this.waiting.push(one);
      }
    }
    return yield* this.engine.analyse(workspace);
  }

  private alone({ workspace }: Input, uris: ReadonlySet<string>): Generator<void, Report> {
    return this.engine.analyse(workspace, { uris, deployed: false });
  }

  private compare(alone: Analysis, uris: ReadonlySet<string>): void {
    this.compared = uris;
    this.listener.compared(alone, uris);
  }

  private end(analysis?: Analysis, milliseconds = 0): void {
    this.running = false;
    this.early = undefined;
    if (analysis !== undefined) this.latest = analysis;
    for (const { resolve } of this.waiting.splice(0)) resolve(this.latest);
    if (analysis === undefined) return;
    this.listener.done(analysis, milliseconds);
    analysis.report.facts.snapshot.rest();
  }
}

/** The open scripts that alone are different since a report; undefined where more is. Of what deploys, little can be said without the whole. */
function typedSince({ facts: { snapshot, deployments } }: Report, { workspace, versions }: Input): ReadonlySet<string> | undefined {
  const before = snapshot.workspace;
  if (before.files.size !== workspace.files.size || before.settings !== workspace.settings || before.today !== workspace.today) return undefined;
  const typed = new Set<string>();
  for (const [uri, file] of workspace.files) {
    if (before.files.get(uri) === file) continue;
    if (!versions.has(uri) || !isScript(uri)) return undefined;
    typed.add(uri);
  }
  return typed.size === 0 || deployments.some((deployment) => standsIn(deployment, typed)) ? undefined : typed;
}

function isAbout(analysis: Analysis | undefined, uri: string | undefined): analysis is Analysis {
  return uri !== undefined && analysis?.versions.has(uri) === true;
}
