/** The threat model of each root as the client's page shows it, and the answers file with one more answer. Writes nothing itself. */
import { answersPath, applyEdits, buildThreatModel, toMarkdown, uris, writeAnswers, type AnswerChange, type Report, type RuleBook, type ThreatModel } from '../engine';
import { clientUri, engineUri, placed } from './border';
import type { AnswerParams, PlacedModel } from './protocol';

export function threatModels(report: Report, book: RuleBook): PlacedModel[] {
  const { snapshot } = report.facts;
  return snapshot.workspace.roots.map((root) => {
    const model = placed(buildThreatModel(report, book, root), snapshot);
    return {
      ...model,
      root: clientUri(root),
      functions: model.functions.map((row) => ('uri' in row.code ? { ...row, code: { ...row.code, uri: clientUri(row.code.uri) } } : row)),
    };
  });
}

export function threatModelMarkdown(root: string, report: Report, book: RuleBook): string {
  const { snapshot } = report.facts;
  const uri = engineUri(root);
  return toMarkdown(buildThreatModel(report, book, uri), { path: (file) => uris.relativeTo(uri, file), lines: (file) => snapshot.lines(file) });
}

/** The whole text of the answers file as it has to be then. Throws with words for the user where the file cannot be changed safely. */
export function answered(params: AnswerParams, report: Report, book: RuleBook): { readonly uri: string; readonly text: string } {
  const root = engineUri(params.root);
  const { snapshot } = report.facts;
  if (!snapshot.workspace.roots.includes(root)) throw new Error('This folder is not part of the workspace any more.');
  const model = buildThreatModel(report, book, root);
  const file = snapshot.file(`${root}/${answersPath}`);
  if (file?.omitted !== undefined) throw new Error(`${answersPath} cannot be read.`);
  const written = writeAnswers(model, file, [changeOf(params, model)]);
  if ('message' in written) throw new Error(`${answersPath}: ${written.message}`);
  return { uri: written.uri, text: applyEdits(file?.text ?? '', written.edits) };
}

/** The answer with its day, and with the evidence that it was given on. */
function changeOf(params: AnswerParams, model: ThreatModel): AnswerChange {
  if ('item' in params) {
    const item = model.areas.flatMap(({ items }) => items).find(({ id }) => id === params.item);
    if (item === undefined) throw new Error(`There is no item ${params.item}.`);
    return { kind: 'item', id: item.id, answer: params.answer === null ? undefined : { ...params.answer, date: model.date, evidence: item.evidenceHash } };
  }
  const row = model.functions.find(({ key }) => key === params.function);
  if (row === undefined) throw new Error(`There is no function ${params.function}.`);
  return { kind: 'function', key: row.key, answer: params.answer === null ? undefined : { ...params.answer, date: model.date, evidence: row.evidenceHash } };
}
