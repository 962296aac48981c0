/** Brings report, checklist and answers of one root together. The only file that decides an item's status. */
import type { RuleBook } from '../rules/rule';
import { hash } from '../text/identity';
import { parseAnswers, type Answers } from './answers';
import { checklistOf, type AreaData, type Checklist, type ItemData } from './checklist';
import { evidenceOfFact, evidenceOfRule, has, type Known } from './evidence';
import { functionRows } from './functions';
import { systemMap } from './map';
import { answersPath, type Answer, type Area, type ChecklistItem, type Evidence, type FunctionRow, type Progress, type Status, type ThreatModel } from './model';
import { subjectOf, type Reported, type Subject } from './subject';

/**
 * The threat model of a root: findings and facts of the report, answers from the root's `.serverless-warden/threat-model.yaml`
 * as the report's snapshot has it.
 */
export function buildThreatModel(report: Reported, book: RuleBook, root: string): ThreatModel {
  const subject = subjectOf(report, book, root);
  const { tree: answers, problems } = parseAnswers(subject.snapshot.file(`${root}/${answersPath}`));
  const checklist = checklistOf(book);
  const rows = functionRows(subject, answers);
  const areas = areasOf(checklist, subject, rows, answers);
  return {
    root,
    date: subject.snapshot.today,
    functions: rows,
    map: systemMap(subject, rows),
    areas,
    progress: progressOf(areas.flatMap((area) => area.items)),
    retired: retired(answers, rows),
    problems,
  };
}

function areasOf(checklist: Checklist, subject: Subject, rows: readonly FunctionRow[], answers: Answers): readonly Area[] {
  const judge = (data: AreaData, known: Known): Area => {
    const items = data.items.map((item) => itemOf(item, known, answers.items.get(item.id)));
    return { id: data.id, title: data.title, items, progress: progressOf(items) };
  };
  const first: Known = { checklist, subject, rows, outdated: [], answered: 0 };
  // Whether the model was reviewed shows in the other items, so these are judged first.
  const before = checklist.areas.map((area) => judge(area, first));
  const outdated = [...before.flatMap((area) => area.items).filter((item) => item.anotherLook).map((item) => item.id), ...rows.filter((row) => row.anotherLook).map((row) => row.key)];
  const answered = answers.items.size + rows.filter((row) => row.answer !== undefined).length;
  return checklist.areas.map((area, index) => (area.items.some((item) => item.facts?.includes('reviewed')) ? judge(area, { ...first, outdated, answered }) : before[index] ?? judge(area, first)));
}

function itemOf(item: ItemData, known: Known, answer: Answer | undefined): ChecklistItem {
  const ofFacts = (item.facts ?? []).flatMap((fact) => evidenceOfFact(fact, known));
  const ofRules = (item.rules ?? []).flatMap((rule) => evidenceOfRule(rule, known.subject));
  const evidence = [...ofFacts, ...ofRules];
  const evidenceHash = hash(material(ofFacts, item, known).join('\n'));
  const anotherLook = answer?.evidence !== undefined && answer.evidence !== evidenceHash;
  const applies = item.needs === undefined || has(item.needs, known);
  const { status, reason } = judge(item, evidence, applies, answer, anotherLook);
  return { id: item.id, title: item.title, explanation: item.explanation, question: item.question, status, reason, evidence, answer, anotherLook, evidenceHash };
}

/**
 * What an answer rests on: facts and findings. That a rule exists or is silent is left out, or each release of ours would
 * ask every question again; findings count by their identity, so moved lines change nothing.
 */
function material(ofFacts: readonly Evidence[], item: ItemData, { subject }: Known): readonly string[] {
  const findings = subject.findings.filter((finding) => item.rules?.includes(finding.rule) === true).map((finding) => finding.fingerprint);
  return [...findings, ...(item.facts?.includes('reviewed') === true ? [] : ofFacts.map(({ kind, text }) => `${kind} ${text}`))].sort();
}

interface Judgement {
  readonly status: Status;
  readonly reason: string;
}

/** Open findings outweigh a person's "met": who accepts a finding silences it where it stands, with a reason. */
function judge(item: ItemData, evidence: readonly Evidence[], applies: boolean, answer: Answer | undefined, anotherLook: boolean): Judgement {
  const against = evidence.filter(({ kind }) => kind === 'against').length;
  const gaps = evidence.filter(({ kind }) => kind === 'gap').length;
  const who = answer === undefined ? '' : `${answer.by === '' ? 'somebody' : answer.by}${answer.date === '' ? '' : ` on ${answer.date}`}`;
  if (answer?.status === 'not-applicable' && !anotherLook) return { status: 'not-applicable', reason: `Does not apply, said ${who}.` };
  if (against > 0) return { status: 'not-met', reason: against === 1 ? 'One place speaks against it.' : `${against} places speak against it.` };
  if (!applies) return { status: 'not-applicable', reason: 'The application has nothing of the kind.' };
  if (answer !== undefined && anotherLook) return { status: 'unknown', reason: `Needs another look: the evidence has changed since ${who} answered.` };
  if (answer !== undefined) return { status: answer.status, reason: `${answer.status === 'met' ? 'Met' : 'Not met'}, said ${who}.` };
  if (gaps > 0) return { status: 'unknown', reason: gaps === 1 ? 'One thing could not be checked.' : `${gaps} things could not be checked.` };
  if (item.question !== undefined) return { status: 'unknown', reason: 'A person has to answer.' };
  if (evidence.some(({ kind }) => kind === 'for')) return { status: 'met', reason: 'The files show it.' };
  return { status: 'unknown', reason: 'The files do not show it.' };
}

function progressOf(items: readonly ChecklistItem[]): Progress {
  const of = (status: Status): number => items.filter((item) => item.status === status).length;
  return {
    met: of('met'),
    notMet: of('not-met'),
    unknown: of('unknown'),
    notApplicable: of('not-applicable'),
    toAnswer: items.filter((item) => item.status === 'unknown' && item.question !== undefined).length,
    anotherLook: items.filter((item) => item.anotherLook).length,
  };
}

function retired(answers: Answers, rows: readonly FunctionRow[]): ThreatModel['retired'] {
  const present = new Set(rows.map((row) => row.key));
  return [...answers.retired, ...answers.functions].filter(([key]) => !present.has(key)).map(([key, answer]) => ({ key, answer }));
}
