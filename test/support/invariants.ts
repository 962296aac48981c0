/** What must hold over every case of every rule, whatever the rule says. */
import { describe, expect, test } from 'vitest';
import { applyEdits, run, type FileEdit, type Finding, type Report, type Workspace } from '../../server/engine';
import { analyse, edited, root, sharedEngine, summary, workspaceOf } from './analyse';
import type { Case } from './cases';

function applied(files: Readonly<Record<string, string>>, edits: readonly FileEdit[]): Record<string, string> {
  const result = { ...files };
  for (const edit of edits) {
    const path = edit.uri.slice(root.length + 1);
    result[path] = applyEdits(files[path] ?? '', edit.edits);
  }
  return result;
}

/** How often each rule reports the same thing about the same file: positions and quoted names may shift. */
function tally(report: Report): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of report.findings) {
    const key = `${finding.rule} ${finding.location.uri}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function syntaxProblems(report: Report): number {
  return report.problems.filter((problem) => problem.code === 'syntax').length;
}

export function own(one: Case, report: Report): readonly Finding[] {
  return report.findings.filter((finding) => finding.rule === one.rule);
}

let current: { readonly one: Case; readonly workspace: Workspace } | undefined;

/** The files of a case, read once for all of its tests; those of one case at a time are kept. */
function opened(one: Case): Workspace {
  if (current?.one !== one) current = { one, workspace: workspaceOf(one.files, one.settings) };
  return current.workspace;
}

/** Tests of each of them. */
export function hold(cases: readonly Case[]): void {
  describe.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    /** Asked again, it costs next to nothing, and what follows is an edit of it. */
    const asItIs = (): Report => run(sharedEngine().analyse(opened(one)));

    test('every fix works: its finding is gone, nothing is new, the files parse', () => {
      const before = asItIs();
      for (const finding of own(one, before)) {
        for (const fix of finding.fixes) {
          const edits = fix.edits();
          if (edits.length === 0) continue;
          const files = applied(one.files, edits);
          const after = analyse(files, one.settings);
          const label = `${fix.title}\n${Object.entries(files).filter(([path]) => files[path] !== one.files[path]).map(([path, text]) => `--- ${path}\n${text}`).join('\n')}`;
          expect(syntaxProblems(after), label).toBeLessThanOrEqual(syntaxProblems(before));
          expect(after.crashes, label).toEqual([]);
          const counts = tally(before);
          const now = tally(after);
          const key = `${finding.rule} ${finding.location.uri}`;
          expect(now.get(key) ?? 0, `not gone: ${label}`).toBeLessThan(counts.get(key) ?? 0);
          for (const [other, count] of now) expect(count, `new ${other}: ${label}`).toBeLessThanOrEqual(counts.get(other) ?? 0);
          if (fix.kind === 'safe') {
            const again = own(one, after).find((left) => left.fingerprint === finding.fingerprint);
            expect(again, `a safe fix leaves its finding: ${label}`).toBeUndefined();
          }
        }
      }
    });

    test('a blank line on top only shifts, and redoing part equals starting over', () => {
      for (const path of Object.keys(one.files)) {
        if (!/\.(ts|tsx|js|mjs|cjs|jsx|ya?ml|tf)$/.test(path) || one.files[path]?.startsWith('#!') === true) continue;
        const before = asItIs();
        const text = `\n${one.files[path] ?? ''}`;
        const incremental = run(sharedEngine().analyse(edited(opened(one), path, text)));
        expect(summary(incremental).toSorted()).toEqual(summary(analyse({ ...one.files, [path]: text }, one.settings)).toSorted());
        expect(incremental.findings.map((finding) => finding.fingerprint).toSorted()).toEqual(before.findings.map((finding) => finding.fingerprint).toSorted());
      }
    });

    test('cancelling changes nothing', () => {
      const unseen = workspaceOf(one.files, one.settings);
      for (const steps of [1, 3, 7, 20, 50]) {
        const work = sharedEngine().analyse(unseen);
        for (let i = 0; i < steps; i++) if (work.next().done === true) break;
      }
      expect(summary(run(sharedEngine().analyse(unseen)))).toEqual(summary(asItIs()));
    });

    test('truncated input never throws', () => {
      for (const [path, text] of Object.entries(one.files)) {
        for (let part = 1; part < 8; part++) {
          const report = run(sharedEngine().analyse(edited(opened(one), path, text.slice(0, Math.floor((text.length * part) / 8)))));
          expect(report.crashes, `${path} cut at ${String(part)}/8`).toEqual([]);
        }
      }
    });
  });
}
