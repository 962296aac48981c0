/** What may be written after `serverless-warden`, read into one command. Knows no file system: whether a path exists is found out later. */
import { parseArgs } from 'node:util';
import type { Profile, Settings, Severity } from '../engine';

export type Format = 'text' | 'json' | 'sarif' | 'markdown';

export interface Scan {
  readonly name: 'scan';
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly failOn: Severity | 'never';
  /** Rule ids and groups; empty for all. */
  readonly rules: readonly string[];
  readonly quiet: boolean;
  readonly colours: boolean | undefined;
  readonly reading: ReadingOptions;
  readonly output: string | undefined;
  /** A file to write down what was worked out, and why. */
  readonly trace: string | undefined;
}

export interface ThreatModelCommand {
  readonly name: 'threat-model';
  readonly paths: readonly string[];
  readonly format: 'markdown' | 'json';
  readonly reading: ReadingOptions;
  readonly output: string | undefined;
}

export interface PolicyCommand {
  readonly name: 'policy';
  /** A deployed function's name, or a file with or without `#export`. */
  readonly subject: string;
  readonly explain: boolean;
  readonly format: 'text' | 'json';
  readonly reading: ReadingOptions;
  readonly output: string | undefined;
}

/** What decides how files are read and judged. */
export interface ReadingOptions {
  readonly root: string | undefined;
  readonly config: string | undefined;
  /** Given on the command line: these win over any settings file. */
  readonly settings: Settings;
}

export type Command =
  | Scan
  | ThreatModelCommand
  | PolicyCommand
  | { readonly name: 'rules'; readonly format: 'text' | 'json' }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

/** Wrong use of the command line; the message says what to write instead. */
export class UsageError extends Error {}

const options = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  'fail-on': { type: 'string' },
  profile: { type: 'string' },
  config: { type: 'string' },
  root: { type: 'string' },
  'include-tests': { type: 'boolean' },
  'express-routes': { type: 'string' },
  rule: { type: 'string', multiple: true },
  explain: { type: 'boolean' },
  trace: { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Option = keyof typeof options;

const reading: readonly Option[] = ['output', 'format', 'profile', 'config', 'root', 'include-tests', 'express-routes'];
const allowed: Readonly<Record<Exclude<Command['name'], 'help' | 'version'>, readonly Option[]>> = {
  scan: [...reading, 'fail-on', 'rule', 'quiet', 'color', 'no-color', 'trace'],
  'threat-model': reading,
  policy: ['output', 'format', 'config', 'root', 'explain'],
  rules: ['format'],
  explain: [],
};

/** Throws a UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  if (values.help === true) return { name: 'help' };
  if (values.version === true) return { name: 'version' };
  const [name, ...rest] = positionals;
  if (name === undefined || name === 'help') return { name: 'help' };
  if (!isCommand(name)) throw new UsageError(`There is no command \`${name}\`. The commands are ${Object.keys(allowed).join(', ')}.`);
  for (const option of Object.keys(values) as Option[]) {
    if (!allowed[name].includes(option)) throw new UsageError(`\`${name}\` takes no option \`--${option}\`.`);
  }
  switch (name) {
    case 'rules':
      return { name, format: oneOf('format', values.format, ['text', 'json'], 'text') };
    case 'explain':
      return { name, rule: only(rest) };
    case 'threat-model':
      return { name, paths: rest, format: oneOf('format', values.format, ['markdown', 'json'], 'markdown'), output: values.output, reading: readingOptions(values) };
    case 'policy':
      return { name, subject: onlySubject(rest), explain: values.explain ?? false, format: oneOf('format', values.format, ['text', 'json'], 'text'), output: values.output, reading: readingOptions(values) };
    case 'scan':
      return {
        name,
        paths: rest,
        format: oneOf('format', values.format, ['text', 'json', 'sarif'], 'text'),
        failOn: oneOf('fail-on', values['fail-on'], ['error', 'warning', 'information', 'hint', 'never'], 'warning'),
        rules: values.rule ?? [],
        quiet: values.quiet ?? false,
        colours: values['no-color'] === true || values.color === false ? false : values.color,
        reading: readingOptions(values),
        output: values.output,
        trace: values.trace,
      };
  }
}

function parsed(args: readonly string[]): ReturnType<typeof parseArgs<{ args: string[]; options: typeof options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's sentence goes on with advice about `--` that fits no option of ours.
    throw new UsageError(error instanceof Error ? (error.message.split('. To specify')[0] ?? error.message) : String(error));
  }
}

function isCommand(name: string): name is keyof typeof allowed {
  return Object.hasOwn(allowed, name);
}

function readingOptions(values: { readonly root?: string; readonly config?: string; readonly profile?: string; readonly 'include-tests'?: boolean; readonly 'express-routes'?: string }): ReadingOptions {
  const profile: Profile | undefined = values.profile === undefined ? undefined : oneOf('profile', values.profile, ['recommended', 'strict'], 'recommended');
  const expressRoutes = values['express-routes'] === undefined ? undefined : oneOf('express-routes', values['express-routes'], ['auto', 'always', 'never'], 'auto');
  return {
    root: values.root,
    config: values.config,
    settings: {
      ...(profile === undefined ? {} : { profile }),
      ...(values['include-tests'] === true ? { includeTests: true } : {}),
      ...(expressRoutes === undefined ? {} : { expressRoutes }),
    },
  };
}

function oneOf<const T extends string>(option: string, value: string | undefined, choices: readonly T[], otherwise: T): T {
  if (value === undefined) return otherwise;
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw new UsageError(`\`--${option} ${value}\` is not known. It can be ${choices.join(', ')}.`);
  return choice;
}

function only(names: readonly string[]): string {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new UsageError('`explain` takes one rule, e.g. `serverless-warden explain injection/command`.');
  return name;
}

function onlySubject(names: readonly string[]): string {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new UsageError('`policy` takes one function or file, e.g. `serverless-warden policy src/orders.ts#create`.');
  return name;
}
