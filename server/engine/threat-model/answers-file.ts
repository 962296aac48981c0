/**
 * Writes answers into `.serverless-warden/threat-model.yaml`: one block each, in a stable order, so that a pull request shows what
 * was decided and two people's answers merge. Everything else in the file – comments, unknown keys, layout – stays as it is.
 */
import type { FileEdit } from '../text/edit';
import type { Problem } from '../finding';
import { statusWords } from './answers';
import { BlockFile, type Field } from './block-file';
import { answersPath, type Answer, type FunctionAnswer, type ThreatModel } from './model';

/** An answer, or undefined to take it back. */
export type AnswerChange =
  | { readonly kind: 'item'; readonly id: string; readonly answer: Answer | undefined }
  | { readonly kind: 'function'; readonly key: string; readonly answer: FunctionAnswer | undefined };

const heading = `# What people decided about this application's threat model. Serverless Warden shows it with the evidence and keeps what
# stands here; review changes to it like code. \`evidence\` tells whether the evidence is still the one that was answered on.
`;

const sections = ['items', 'functions', 'retired'] as const;

/**
 * The edits that put changes into the model's answers file (undefined where there is none yet) and move answers of functions that are
 * gone to `retired`; or, where the file cannot be read well enough to be changed safely, the problem.
 */
export function writeAnswers(model: ThreatModel, file: { readonly text: string } | undefined, changes: readonly AnswerChange[]): FileEdit | Problem {
  const uri = `${model.root}/${answersPath}`;
  const blocks = new BlockFile(uri, file === undefined || file.text.trim() === '' ? heading : file.text, sections);
  for (const change of changes) apply(change, blocks);
  const present = new Set(model.functions.map((row) => row.key));
  // Without any function it is more likely that a template is half written than that the application is gone.
  if (present.size > 0) for (const key of blocks.keys('functions')) if (!present.has(key)) blocks.move('functions', 'retired', key, { retired: model.date });
  if (blocks.problem !== undefined) return blocks.problem;
  return { uri, edits: file === undefined ? [{ span: { start: 0, end: 0 }, newText: blocks.text }] : difference(file.text, blocks.text) };
}

function apply(change: AnswerChange, blocks: BlockFile): void {
  if (change.kind === 'item') {
    if (change.answer === undefined) blocks.remove('items', change.id);
    else blocks.set('items', change.id, fieldsOf(change.answer, ['status', statusWords[change.answer.status]]));
    return;
  }
  // What was retired with the function is about it again.
  if (!blocks.has('functions', change.key)) blocks.move('retired', 'functions', change.key, { retired: undefined });
  if (change.answer === undefined) blocks.remove('functions', change.key);
  else blocks.set('functions', change.key, fieldsOf(change.answer, ['data', change.answer.data.length === 0 ? undefined : change.answer.data]));
}

function fieldsOf({ by, date, note, evidence }: Pick<Answer, 'by' | 'date' | 'note' | 'evidence'>, first: Field): readonly Field[] {
  return [first, ['by', by === '' ? undefined : by], ['date', date === '' ? undefined : date], ['note', note.trim() === '' ? undefined : note.trim()], ['evidence', evidence]];
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
