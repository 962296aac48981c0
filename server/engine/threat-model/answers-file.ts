/**
 * Writes answers into `.serverless-warden/threat-model.yaml`: one block each, in a stable order, so that a pull request shows what
 * was decided and two people's answers merge. Everything else in the file – comments, unknown keys, layout – stays as it is.
 */
import type { FileEdit } from '../text/edit';
import type { Problem } from '../finding';
import { statusWords } from './answers';
import { BlockFile, type Field } from './block-file';
import type { Answer, FunctionAnswer } from './model';

export type AnswerChange =
  | { readonly kind: 'item'; readonly id: string; readonly answer: Answer }
  | { readonly kind: 'function'; readonly key: string; readonly answer: FunctionAnswer }
  /** Takes an item's answer back. */
  | { readonly kind: 'withdraw'; readonly id: string };

const heading = `# What people decided about this application's threat model. Serverless Warden shows it with the evidence and keeps what
# stands here; review changes to it like code. \`evidence\` tells whether the evidence is still the one that was answered on.
`;

const sections = ['items', 'functions', 'retired'] as const;

/**
 * The edits that put changes into the file and move answers of functions that are gone to `retired`, or, where the file cannot
 * be read well enough to be changed safely, the problem. `present` holds the keys of all functions that are deployed now;
 * leave it out where that is not known.
 */
export function writeAnswers(file: { readonly uri: string; readonly text: string } | undefined, uri: string, changes: readonly AnswerChange[], present?: readonly string[], today = ''): FileEdit | Problem {
  const blocks = new BlockFile(uri, file === undefined || file.text.trim() === '' ? heading : file.text, sections);
  for (const change of changes) {
    if (change.kind === 'item') blocks.set('items', change.id, fieldsOf(change.answer, [['status', statusWords[change.answer.status]]]));
    else if (change.kind === 'withdraw') blocks.remove('items', change.id);
    else {
      if (!blocks.has('functions', change.key)) blocks.move('retired', 'functions', change.key, { retired: undefined });
      blocks.set('functions', change.key, fieldsOf(change.answer, [['data', change.answer.data]]));
    }
  }
  if (present !== undefined) {
    for (const key of blocks.keys('functions')) if (!present.includes(key)) blocks.move('functions', 'retired', key, { retired: today === '' ? undefined : today });
  }
  if (blocks.problem !== undefined) return blocks.problem;
  return { uri, edits: file === undefined ? [{ span: { start: 0, end: 0 }, newText: blocks.text }] : difference(file.text, blocks.text) };
}

function fieldsOf({ by, date, note, evidence }: Pick<Answer, 'by' | 'date' | 'note' | 'evidence'>, first: readonly Field[]): readonly Field[] {
  return [...first, ['by', by === '' ? undefined : by], ['date', date === '' ? undefined : date], ['note', note.trim() === '' ? undefined : note.trim()], ['evidence', evidence]];
}

/** One edit for the part in which two texts differ. */
function difference(before: string, after: string): FileEdit['edits'] {
  if (before === after) return [];
  let start = 0;
  while (start < before.length && start < after.length && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < before.length - start && tail < after.length - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return [{ span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) }];
}
