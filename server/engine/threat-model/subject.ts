/** One root's share of a report: what the threat model is about. Knows no checklist. */
import type { Entry, Facts, Handler } from '../facts/facts';
import type { Crash, Finding } from '../finding';
import { effectiveSettings } from '../rules/settings';
import type { RuleBook, RuleData } from '../rules/rule';
import type { Snapshot } from '../snapshot';
import type { Deployment } from '../template/deployment';
import { isWithin, relativeTo } from '../text/uri';
import type { Settings } from '../workspace';

/** What is taken from a report. */
export interface Reported {
  readonly findings: readonly Finding[];
  readonly crashes: readonly Crash[];
  readonly facts: Facts;
}

export interface Subject {
  readonly root: string;
  readonly snapshot: Snapshot;
  readonly rules: ReadonlyMap<string, RuleData>;
  readonly settings: Settings;
  readonly findings: readonly Finding[];
  readonly crashes: readonly Crash[];
  readonly deployments: readonly Deployment[];
  readonly handlers: readonly Handler[];
  readonly entries: readonly Entry[];
  /** Uris of all files below the root, sorted. */
  readonly files: readonly string[];
  /** A uri relative to the root. */
  readonly path: (uri: string) => string;
}

export function subjectOf(reported: Reported, book: RuleBook, root: string): Subject {
  const { facts, findings, crashes } = reported;
  const { snapshot } = facts;
  const inside = (uri: string): boolean => isWithin(root, uri) && snapshot.rootOf(uri) === root;
  return {
    root,
    snapshot,
    rules: new Map(book.rules.map((rule) => [rule.id, rule])),
    settings: effectiveSettings(snapshot, book.rules, Object.keys(book.models['sinks'] ?? {})).of(`${root}/any`),
    findings: findings.filter((finding) => inside(finding.location.uri)),
    crashes,
    deployments: facts.deployments.filter((deployment) => inside(deployment.uri)),
    handlers: facts.handlers.filter((handler) => inside(handler.deployment.uri)),
    entries: facts.entries.filter((entry) => inside(entry.entry.uri)),
    files: snapshot.under(root).filter(inside),
    path: (uri) => relativeTo(root, uri),
  };
}
