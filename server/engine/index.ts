/** The engine's only door: text in, findings out. */
import { analyse, type Near, type Report } from './analysis';
import { Memo } from './memo';
import type { RuleBook } from './rules/rule';
import { Snapshot } from './snapshot';
import type { Workspace } from './workspace';

export interface Engine {
  readonly book: RuleBook;
  /**
   * Work over one immutable view of the workspace. Each step is short; whoever runs it may drop it between two steps, and
   * what was complete by then is not done again by the next run. The report is about the whole, or about the files that are named alone, long before the whole can
   * be there: what it finds the whole's finds too, which may know of more (data that comes from functions elsewhere).
   */
  readonly analyse: (workspace: Workspace, near?: Near) => Generator<void, Report>;
}

/** `trace` hears of everything that is worked out and not remembered, and why; it calls what it is given for the words. */
export function createEngine(book: RuleBook, trace?: (line: () => string) => void): Engine {
  const memo = new Memo(trace);
  let previous: Snapshot | undefined;
  return {
    book,
    analyse: (workspace, near) => {
      if (previous?.shows(workspace) !== true) previous = new Snapshot(workspace, memo, previous);
      return analyse(previous, book, near);
    },
  };
}

/** Runs work to its end without a pause. */
export function run<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

export { standsIn, type Near, type Report } from './analysis';
export type { EntryPoint, EntryReport, Flow } from './code/report';
export { needsOf, type Maybe, type Need, type Needs } from './facts/needs';
export { arnText, type Setting } from './facts/needs/aims';
export { statementsFor, type PolicyStatement } from './facts/needs/policy';
export { takeoverInWords, takeoverOf, type Takeover } from './facts/rights/takeover';
export type { Entry, Facts, Handler, Sender } from './facts/facts';
export { senderOfFlow } from './facts/sender';
export { valueAt as explainValue, type ExplainedValue, type Outcome } from './facts/value-at';
export type { Crash, Finding, Fix, FlowStep, Problem, RelatedPlace } from './finding';
export type { RuleBook, RuleData } from './rules/rule';
export { atLeast, milder } from './rules/rule';
export { isTestPath, readSettings, settingsFile } from './rules/settings';
export type { Snapshot } from './snapshot';
export { mostFixes, tooComplex } from './syntax/limits';
export { isScript } from './syntax/script';
export type { Api, DeployedFunction, Deployment, Exposure, Grant, Resource, Trigger } from './template/deployment';
export { applyEdits, type FileEdit, type TextEdit } from './text/edit';
export { commonEnd, commonStart } from './text/common';
export { addTo } from './text/groups';
export { LineIndex, type Position } from './text/lines';
export { nearest } from './text/nearest';
export { at, compareLocations, contains, span, type Location, type Span } from './text/span';
export * as uris from './text/uri';
export type { Profile, Settings, Severity, SeveritySetting, SourceFile, Workspace } from './workspace';
export { writeAnswers, type AnswerChange } from './threat-model/answers-file';
export { buildThreatModel } from './threat-model/build';
export { toMarkdown } from './threat-model/markdown';
export * from './threat-model/model';
