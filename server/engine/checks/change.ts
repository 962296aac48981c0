/** Turns changes of a template into fixes. Knows no rule. */
import type { Fix } from '../finding';
import type { Change, Deployment, Plain, Resource } from '../template/deployment';
import { valueAt, type Value } from '../template/value';
import type { FileEdit, TextEdit } from '../text/edit';
import { isSamePlace } from '../text/span';

/** One fix that makes all the changes, or none where one of them cannot be written. */
export function changes(title: string, deployment: Deployment, wanted: readonly Change[], kind: Fix['kind'] = 'review'): readonly Fix[] {
  return [{ title, kind, edits: () => written(deployment, wanted) ?? [] }];
}

/** The edits of all changes, one entry a file; undefined where one cannot be written or two are in each other's way. */
export function written(deployment: Deployment, wanted: readonly Change[]): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const change of wanted) {
    const preset = atDefault(change, deployment);
    const one = (preset === undefined ? undefined : deployment.write(preset)) ?? deployment.write(change);
    if (one === undefined || one.length === 0) return undefined;
    edits.push(...one);
  }
  const all = merged(edits).map(({ uri, edits: list }) => ({ uri, edits: folded(list) }));
  // An edit that would be lost under another one would leave half of a fix.
  return all.some(({ edits: list }) => overlap(list) || repeat(list)) ? undefined : all;
}

/** What a property takes from a parameter is changed where the parameter presets it, so that it stays a parameter; undefined for all else. */
function atDefault(change: Change, { parameters, resources }: Deployment): Change | undefined {
  const { old, by } = replacedBy(change, resources);
  const [hop, ...others] = old?.via ?? [];
  if (old?.kind !== 'scalar' || hop === undefined || others.length > 0 || by === undefined || typeof by === 'object') return undefined;
  const preset = parameters.find(({ default: value }) => value?.kind === 'scalar' && value.value === old.value && isSamePlace(value.at, hop.location));
  if (preset?.default === undefined) return undefined;
  const isAllowed = preset.allowedValues.length === 0 || preset.allowedValues.some((value) => value.kind === 'scalar' && value.value === by);
  return isAllowed ? { kind: 'replace', value: { ...preset.default, via: [] }, by } : undefined;
}

function replacedBy(change: Change, resources: readonly Resource[]): { readonly old?: Value | undefined; readonly by?: Plain } {
  switch (change.kind) {
    case 'replace': return { old: change.value, by: change.by };
    case 'set': return { old: valueAt(resources.find(({ id }) => id === change.resource)?.properties, ...change.path), by: change.to };
    // Of a function's URL; a route says it in a way of its own.
    case 'authorize': return { old: valueAt(change.trigger.properties, 'AuthType'), by: 'AWS_IAM' };
    default: return {};
  }
}

/** What is added behind a line that goes away takes its place. */
function folded(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.reduce<readonly TextEdit[]>((done, removal) => {
    const { start, end } = removal.span;
    const added = removal.newText !== '' || end === start ? undefined : done.find(({ span: { start: at, end: until }, newText }) => at === until && at > start && at < end && /^\r?\n/.exec(newText)?.[0].length === end - at);
    if (added === undefined) return done;
    const lineBreak = added.newText.slice(0, end - added.span.start);
    return done.filter((edit) => edit !== added && edit !== removal).concat({ span: removal.span, newText: added.newText.slice(lineBreak.length) + lineBreak });
  }, edits);
}

function overlap(edits: readonly TextEdit[]): boolean {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return ordered.some(({ span }, index) => span.start < (ordered[index - 1]?.span.end ?? 0));
}

/** Two changes that each bring the same key to the same place would write it twice. */
function repeat(edits: readonly TextEdit[]): boolean {
  const keys = edits.flatMap(({ span: { start, end }, newText }) => (start === end ? /^[\s,]*["']?([\w-]+)["']?[ \t]*:/.exec(newText)?.slice(1, 2).map((key) => `${String(start)} ${key}`) ?? [] : []));
  return new Set(keys).size < keys.length;
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
