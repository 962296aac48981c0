/** What the files say about the checklist's items: rules that found something or nothing, and facts that no rule judges. Knows no answers' form. */
import { isTestPath, severityOf } from '../rules/settings';
import { isScript } from '../syntax/script';
import type { TriggerKind } from '../template/deployment';
import { numberOf, patternOf, valueAt } from '../template/value';
import { at, span, type Span } from '../text/span';
import type { Checklist, PipelineData } from './checklist';
import type { Evidence, FunctionRow } from './model';
import type { Subject } from './subject';

export interface Known {
  readonly checklist: Checklist;
  readonly subject: Subject;
  readonly rows: readonly FunctionRow[];
  /** Ids of items and keys of functions whose evidence has changed since they were answered. */
  readonly outdated: readonly string[];
  /** How many items and functions have an answer. */
  readonly answered: number;
}

/** What one rule says: each finding against, silence for, and a gap where it did not look. */
export function evidenceOfRule(id: string, subject: Subject): readonly Evidence[] {
  const rule = subject.rules.get(id);
  const gap = (text: string): readonly Evidence[] => [{ kind: 'gap', text, rule: id }];
  if (rule === undefined) return gap(`\`${id}\` is not checked yet`);
  const findings = subject.findings.filter((finding) => finding.rule === id);
  if (findings.length > 0) {
    return findings.map((finding) => ({ kind: 'against', text: finding.message, location: finding.location, rule: id, severity: finding.severity }));
  }
  if (severityOf(rule, subject.settings) === 'off') return gap(`\`${id}\` is switched off`);
  if (subject.crashes.some((crash) => crash.what === id)) return gap(`\`${id}\` failed because of a defect of the tool`);
  const readsCode = rule.reads === 'code' || rule.reads === 'both';
  const readsTemplates = rule.reads === 'tpl' || rule.reads === 'both';
  if (rule.reads === 'code' && subject.entries.length === 0) return gap(`\`${id}\` found no handler to look at`);
  if (readsTemplates && subject.deployments.length === 0) return gap(`\`${id}\` found no template to look at`);
  const unread = readsCode ? subject.entries.find((entry) => entry.report.incomplete !== undefined) : undefined;
  if (unread !== undefined) return gap(`\`${id}\` did not see all of \`${subject.path(unread.entry.uri)}\`: ${unread.report.incomplete ?? ''}`);
  return [{ kind: 'for', text: `\`${id}\` found nothing`, rule: id }];
}

/** What a named fact says; a name that is not known is a gap. */
export function evidenceOfFact(name: string, known: Known): readonly Evidence[] {
  const pipeline = known.checklist.pipeline[name];
  if (pipeline !== undefined) return inPipeline(known.subject, pipeline);
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
  return fact?.(known) ?? [{ kind: 'gap', text: `\`${name}\` is not checked yet` }];
}

/** False only where it is certain that the application has nothing of the kind. */
export function has(what: string, { rows }: Known): boolean {
  const triggers = rows.flatMap((row) => row.triggers);
  // Without a template, or with triggers that were not recognised, nothing is certain.
  const unsure = rows.length === 0 || triggers.some((trigger) => trigger.kind === 'other') || rows.some((row) => row.triggers.length === 0);
  switch (what) {
    case 'http':
      return unsure || triggers.some((trigger) => httpKinds.includes(trigger.kind));
    case 'asynchronous':
      return unsure || triggers.some((trigger) => asynchronousKinds.includes(trigger.kind));
    case 'mixed-triggers':
      return unsure || rows.some(isMixed);
    default:
      return true;
  }
}

const httpKinds: readonly TriggerKind[] = ['http', 'websocket', 'url', 'load-balancer', 'graphql', 'edge'];
const asynchronousKinds: readonly TriggerKind[] = ['queue', 'topic', 'stream', 'table-stream', 'kafka', 'mq', 'bucket', 'email', 'iot', 'logs', 'event', 'schedule', 'invoke'];

function isMixed(row: FunctionRow): boolean {
  return new Set(row.triggers.map((trigger) => trigger.kind)).size > 1;
}

const facts: Readonly<Record<string, (known: Known) => readonly Evidence[]>> = {
  triggers: ({ rows }) => (rows.length === 0 ? [noTemplate] : rows.flatMap((row): readonly Evidence[] => {
    if (row.triggers.length === 0) return [{ kind: 'gap', text: `What starts \`${row.name}\` is not seen in \`${row.template}\``, location: row.at }];
    return row.triggers.map((trigger) => ({
      kind: trigger.kind === 'other' || trigger.exposure === 'unknown' ? 'gap' : 'for',
      text: `\`${row.name}\` is started by ${trigger.label}${trigger.exposure === 'unknown' ? '; who can send to it is not known' : ''}`,
      location: trigger.at,
    }));
  })),

  bindings: ({ rows, subject }) => (rows.length === 0 ? [noTemplate] : [
    ...rows.map((row): Evidence => ('unbound' in row.code
      ? { kind: 'gap', text: `The code of \`${row.name}\` is not found: ${row.code.unbound}`, location: row.at }
      : { kind: 'for', text: `\`${row.name}\` runs \`${row.code.exportName}\` in \`${subject.path(row.code.uri)}\``, location: row.at })),
    ...subject.entries.filter((entry) => entry.functions.length === 0 && entry.entry.style === 'lambda').map(({ entry }): Evidence => (
      { kind: 'note', text: `\`${entry.name}\` in \`${subject.path(entry.uri)}\` looks like a handler, and no template names it`, location: entry.location })),
  ]),

  'data-classes': ({ rows }) => (rows.length === 0 ? [noTemplate] : rows.map((row): Evidence => {
    const classes = row.answer?.data ?? [];
    if (classes.length === 0) return { kind: 'gap', text: `It is not said which data \`${row.name}\` handles`, location: row.at };
    if (row.anotherLook) return { kind: 'gap', text: `\`${row.name}\` has changed since its data was classified`, location: row.at };
    return { kind: 'for', text: `\`${row.name}\` handles ${classes.join(', ')} data`, location: row.at };
  })),

  'long-timeouts': ({ subject }) => subject.handlers.flatMap(({ function: deployed }): readonly Evidence[] => {
    const timeout = numberOf(valueAt(deployed.properties, 'Timeout'));
    return timeout === undefined || timeout < 300 ? [] : [{ kind: 'note', text: `\`${deployed.name}\` may run for ${timeout} seconds`, location: deployed.at }];
  }),

  reviewed: ({ outdated, answered }) => {
    if (answered === 0) return [{ kind: 'gap', text: 'Nothing has been answered yet' }];
    return outdated.length === 0 ? [{ kind: 'for', text: 'No answer is older than its evidence' }] : outdated.map((id) => ({ kind: 'against', text: `What \`${id}\` was answered on has changed since` }));
  },

  'mixed-triggers': ({ rows }) => rows.filter(isMixed).map((row) => (
    { kind: 'note', text: `\`${row.name}\` is started by ${row.triggers.map((trigger) => trigger.label).join(' and ')}`, location: row.at })),

  'secret-grants': ({ subject, rows, checklist }) => rows.flatMap((row) => row.access.flatMap((access): readonly Evidence[] => {
    const reads = access.actions.filter((action) => checklist['secret-reads'].includes(action.toLowerCase()));
    if (reads.length === 0) return [];
    const any = access.resources.includes('*');
    return [{ kind: any ? 'against' : 'note', text: `\`${row.name}\` may \`${reads.join('`, `')}\` on \`${access.resources.join('`, `')}\``, location: access.at }];
  })).concat(subject.deployments.length === 0 ? [noTemplate] : []),

  'gradual-deployment': ({ subject }) => subject.handlers.flatMap(({ function: deployed }): readonly Evidence[] => {
    const preference = valueAt(deployed.properties, 'DeploymentPreference');
    if (preference === undefined) return [];
    return [{ kind: 'note', text: `\`${deployed.name}\` is deployed gradually (${patternOf(valueAt(preference, 'Type') ?? preference) ?? 'type not known'})`, location: preference.at }];
  }),

  tests: ({ subject }) => subject.files.filter((uri) => isScript(uri) && isTestPath(subject.path(uri))).slice(0, 20).map((uri) => (
    { kind: 'note', text: `\`${subject.path(uri)}\` looks like a test`, location: at(uri, 0, 0) })),

  loggers: ({ subject, checklist }) => checklist.loggers.flatMap((name): readonly Evidence[] => {
    const user = subject.files.find((uri) => isScript(uri) && imports(subject.snapshot.file(uri)?.text ?? '', name));
    return user === undefined ? [] : [{ kind: 'note', text: `\`${name}\` is used, e.g. in \`${subject.path(user)}\``, location: at(user, 0, 0) }];
  }),
};

const noTemplate: Evidence = { kind: 'gap', text: 'No function was found in any template' };

function imports(text: string, name: string): boolean {
  return [`from '${name}'`, `from "${name}"`, `require('${name}')`, `require("${name}")`].some((written) => text.includes(written));
}

const pipelineFile = /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|(?:.*\/)?buildspec[\w.-]*\.ya?ml|(?:\.circleci\/config|azure-pipelines|bitbucket-pipelines)\.ya?ml)$/;

function inPipeline(subject: Subject, { does, proves, words }: PipelineData): readonly Evidence[] {
  const pipelines = subject.files.filter((uri) => pipelineFile.test(subject.path(uri)));
  const found = pipelines.flatMap((uri): readonly Evidence[] => {
    const span = firstWord(subject.snapshot.file(uri)?.text ?? '', words);
    if (span === undefined) return [];
    const word = subject.snapshot.file(uri)?.text.slice(span.start, span.end) ?? '';
    return [{ kind: proves ? 'for' : 'note', text: `\`${subject.path(uri)}\` ${does} with \`${word}\``, location: { uri, span } }];
  });
  if (found.length > 0) return found;
  return [{ kind: 'gap', text: pipelines.length === 0 ? 'No pipeline was found among the files' : `No step that ${does} was recognised in \`${pipelines.map(subject.path).join('`, `')}\`` }];
}

/** The first of the words that stands in the text outside of a comment line. */
function firstWord(text: string, words: readonly string[]): Span | undefined {
  let start = 0;
  for (const line of text.split('\n')) {
    const lower = line.toLowerCase();
    if (!lower.trimStart().startsWith('#')) {
      for (const word of words) {
        const index = lower.indexOf(word);
        if (index >= 0 && !/\w/.test(lower.charAt(index - 1)) && !/\w/.test(lower.charAt(index + word.length))) return span(start + index, start + index + word.length);
      }
    }
    start += line.length + 1;
  }
  return undefined;
}
