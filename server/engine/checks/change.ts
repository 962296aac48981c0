/** Turns changes of a template into fixes. Knows no rule. */
import type { Fix } from '../finding';
import type { Change, Deployment } from '../template/deployment';
import type { FileEdit, TextEdit } from '../text/edit';

/** One fix that makes all the changes, or none where one of them cannot be written. */
export function changes(title: string, deployment: Deployment, wanted: readonly Change[], kind: Fix['kind'] = 'review'): readonly Fix[] {
  return [{ title, kind, edits: () => written(deployment, wanted) ?? [] }];
}

/** The edits of all changes, one entry a file; undefined where one cannot be written. */
export function written(deployment: Deployment, wanted: readonly Change[]): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const change of wanted) {
    const one = deployment.write(change);
    if (one === undefined || one.length === 0) return undefined;
    edits.push(...one);
  }
  return merged(edits);
}

/** One entry a file; an edit that several changes ask for is made once. */
export function merged(edits: readonly FileEdit[]): readonly FileEdit[] {
  const byFile = new Map<string, TextEdit[]>();
  for (const { uri, edits: list } of edits) {
    const known = byFile.get(uri) ?? [];
    for (const edit of list) {
      const twice = known.some((one) => one.newText === edit.newText && one.span.start === edit.span.start && one.span.end === edit.span.end);
      if (!twice) known.push(edit);
    }
    byFile.set(uri, known);
  }
  return [...byFile].map(([uri, list]) => ({ uri, edits: list }));
}
