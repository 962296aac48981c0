/** Every case of every rule: findings and markers match both ways, to the column; the fix gives the expected text. */
import { describe, expect, test } from 'vitest';
import { applyEdits, type Finding, type Report } from '../server/engine';
import { analyse, root } from './support/analyse';
import { allCases, type Case } from './support/cases';

/** `file:line:start-end` in 1-based lines and columns, then what is said there. */
function place(file: string, line: number, start: number, end: number): string {
  return `${file}:${String(line + 1)}:${String(start + 1)}-${String(end + 1)}`;
}

function placeOf(uri: string, span: { start: number; end: number }, report: Report): string {
  const lines = report.facts.snapshot.lines(uri);
  const from = lines.positionAt(span.start);
  const to = lines.positionAt(span.end);
  return place(uri.slice(root.length + 1), from.line, from.column, to.line === from.line ? to.column : lines.lineText(from.line).length);
}

function expectedPlaces(one: Case): { place: string; text: string }[] {
  const marked = one.markers.filter((marker) => marker.step === undefined).map((marker) => ({ place: place(marker.file, marker.line, marker.start, marker.end), text: marker.text }));
  const listed = one.expected.map((expectation) => {
    const line = one.files[expectation.file]?.split(/\r\n|\n/)[expectation.line - 1] ?? '';
    const start = line.indexOf(expectation.at);
    return { place: place(expectation.file, expectation.line - 1, start, start + expectation.at.length), text: expectation.message };
  });
  return [...marked, ...listed];
}

function compare(one: Case, findings: readonly Finding[], report: Report): void {
  const expected = expectedPlaces(one);
  const actual = findings.map((finding) => ({ place: placeOf(finding.location.uri, finding.location.span, report), text: finding.message }));
  expect(actual.map((item) => item.place).sort(), actual.map((item) => `${item.place} ${item.text}`).join('\n')).toEqual(expected.map((item) => item.place).sort());
  for (const item of expected) expect(actual.filter((found) => found.place === item.place).map((found) => found.text).join('\n')).toContain(item.text);
  const steps = findings.flatMap((finding) => finding.flow.map((step, i) => `${placeOf(step.location.uri, step.location.span, report)} ${String(i + 1)}: ${step.message}`));
  for (const marker of one.markers) {
    if (marker.step === undefined) continue;
    const start = `${place(marker.file, marker.line, marker.start, marker.end)} ${String(marker.step)}: `;
    expect(steps.some((step) => step.startsWith(start) && step.includes(marker.text)), `no step ${start}${marker.text} among\n${steps.join('\n')}`).toBe(true);
  }
}

describe.each(allCases().map((one) => [one.name, one] as const))('%s', (_name, one) => {
  const report = analyse(one.files, one.settings);
  const findings = report.findings.filter((finding) => finding.rule === one.rule);

  test('findings are where the markers are', () => {
    expect(report.crashes).toEqual([]);
    compare(one, findings, report);
  });

  if (Object.keys(one.fixed).length > 0) {
    test('the fix writes the expected text', () => {
      const fix = findings.find((finding) => finding.fixes.length > 0)?.fixes[0];
      expect(fix, 'no finding has a fix').toBeDefined();
      const edits = fix?.edits() ?? [];
      for (const [path, text] of Object.entries(one.fixed)) {
        const edit = edits.find((candidate) => candidate.uri === `${root}/${path}`);
        expect(applyEdits(one.files[path] ?? '', edit?.edits ?? [])).toBe(text);
      }
    });
  }
});
