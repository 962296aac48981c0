/** Carries out one command line: what is written where, and the exit code. Knows the terminal only through `Surroundings`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createEngine, run, type Crash, type RuleBook } from '../engine';
import { parseCommand, UsageError, type Command, type PolicyCommand, type Scan, type ThreatModelCommand } from './arguments';
import { scopeOf } from './folders';
import { help } from './help';
import { toJson } from './json';
import { policyText } from './policy';
import { explain, listRules } from './rules';
import { toSarif } from './sarif';
import { scan } from './scan';
import { toText } from './text';
import { threatModels } from './threat-model';

export interface Surroundings {
  readonly book: RuleBook;
  readonly version: string;
  /** The current folder, absolute. */
  readonly folder: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Whether the output goes where colours are seen. */
  readonly colours: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** 0: nothing at or above `--fail-on`; 1: something; 2: wrong use, or a defect of ours. */
export type ExitCode = 0 | 1 | 2;

export function runCommand(args: readonly string[], surroundings: Surroundings): ExitCode {
  try {
    return carryOut(parseCommand(args), surroundings);
  } catch (error) {
    if (error instanceof UsageError) surroundings.err(`serverless-warden: ${error.message}\nTry \`serverless-warden --help\`.\n`);
    else surroundings.err(`serverless-warden stopped because of a defect of its own. Please report it.\n${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
    return 2;
  }
}

function carryOut(command: Command, surroundings: Surroundings): ExitCode {
  const { book, out } = surroundings;
  switch (command.name) {
    case 'help':
      out(help);
      return 0;
    case 'version':
      out(`${surroundings.version}\n`);
      return 0;
    case 'rules':
      out(listRules(book, command.format));
      return 0;
    case 'explain':
      out(explain(book, command.rule));
      return 0;
    case 'threat-model':
      return carryOutThreatModel(command, surroundings);
    case 'policy':
      return carryOutPolicy(command, surroundings);
    case 'scan':
      return carryOutScan(command, surroundings);
  }
}

function carryOutScan(command: Scan, surroundings: Surroundings): ExitCode {
  const traced: string[] = [];
  const engine = createEngine(surroundings.book, command.trace === undefined ? undefined : (line) => { traced.push(line()); });
  const result = scan(command, engine, surroundings.folder, surroundings.today);
  if (command.trace !== undefined) deliver(`${traced.join('\n')}\n`, command.trace, surroundings);
  const text = {
    text: () => toText(result, { colours: command.colours ?? (surroundings.colours && command.output === undefined), quiet: command.quiet }),
    json: () => toJson(result, surroundings.version),
    sarif: () => toSarif(result, surroundings.version),
  }[command.format]();
  deliver(text, command.output, surroundings);
  tellCrashes(result.crashes, surroundings);
  return result.crashes.length > 0 ? 2 : result.fails ? 1 : 0;
}

function carryOutThreatModel(command: ThreatModelCommand, surroundings: Surroundings): ExitCode {
  const engine = createEngine(surroundings.book);
  const { workspace } = scopeOf(command.paths, command.reading, surroundings.folder, surroundings.today, engine);
  const report = run(engine.analyse(workspace));
  deliver(threatModels(report, surroundings.book, command.format), command.output, surroundings);
  tellCrashes(report.crashes, surroundings);
  return report.crashes.length > 0 ? 2 : 0;
}

/** No rule is asked: the policy follows from code and templates alone. */
function carryOutPolicy(command: PolicyCommand, surroundings: Surroundings): ExitCode {
  const engine = createEngine({ ...surroundings.book, rules: [] });
  const { text, report } = policyText(command, engine, surroundings.folder, surroundings.today);
  deliver(text, command.output, surroundings);
  tellCrashes(report.crashes, surroundings);
  return report.crashes.length > 0 ? 2 : 0;
}

function tellCrashes(crashes: readonly Crash[], { err }: Surroundings): void {
  for (const crash of crashes) err(`serverless-warden: ${crash.what} failed because of a defect of ours, the rest went on. Please report it.\n${crash.message}\n`);
}

function deliver(text: string, output: string | undefined, { folder, out }: Surroundings): void {
  if (output === undefined) {
    out(text);
    return;
  }
  const path = resolve(folder, output);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`\`${output}\` cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
