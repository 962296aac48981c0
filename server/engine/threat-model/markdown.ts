/** The threat model as Markdown for a pull request or a wiki. Text of the application is shown, never interpreted. */
import type { LineIndex } from '../text/lines';
import type { Location } from '../text/span';
import { code, inline, mermaidText, plain } from './markdown-text';
import type { Exposure } from '../template/deployment';
import type { ChecklistItem, Evidence, FunctionRow, MapNode, Progress, Status, SystemMap, ThreatModel } from './model';

const boxes: Readonly<Record<Status, string>> = { met: '✅', 'not-met': '❌', unknown: '❔', 'not-applicable': '➖' };
const words: Readonly<Record<Status, string>> = { met: 'met', 'not-met': 'not met', unknown: 'unknown', 'not-applicable': 'not applicable' };

/** What the text needs to name places. */
export interface Naming {
  /** A uri relative to the root. */
  readonly path: (uri: string) => string;
  readonly lines: (uri: string) => LineIndex;
}

/** At most this much evidence is listed for an item; the rest is counted. */
const mostEvidence = 12;

export function toMarkdown(model: ThreatModel, naming: Naming): string {
  const place = (location: Location | undefined): string => {
    if (location === undefined) return '';
    const { line } = naming.lines(location.uri).positionAt(location.span.start);
    return ` (${code(`${naming.path(location.uri)}:${line + 1}`)})`;
  };
  const parts = [
    '# Threat model',
    `State of ${plain(model.date)}: ${progressText(model.progress)}.`,
    '## System map',
    model.map.nodes.length === 0 ? 'No function was found in any template.' : `\`\`\`mermaid\n${mermaid(model.map)}\n\`\`\``,
    '## Functions',
    model.functions.length === 0 ? 'No function was found in any template.' : functionsTable(model.functions, naming),
    '## Checklist',
    ...model.areas.flatMap((area) => [
      `### ${plain(area.id)}. ${plain(area.title)}`,
      `${progressText(area.progress)}.`,
      area.items.map((item) => itemText(item, place)).join('\n'),
    ]),
  ];
  if (model.retired.length > 0) {
    parts.push('## Answers about functions that are gone', model.retired.map(({ key, answer }) => `- ${code(key)}: ${plain(answer.data.join(', '))}${signature(answer)}`).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function progressText({ met, notMet, unknown, notApplicable, toAnswer, anotherLook }: Progress): string {
  const open = toAnswer === 0 ? '' : ` (${toAnswer} for a person to answer)`;
  const again = anotherLook === 0 ? '' : `, ${anotherLook} needing another look`;
  return `${met} met, ${notMet} not met, ${unknown} unknown${open}, ${notApplicable} not applicable${again}`;
}

function functionsTable(rows: readonly FunctionRow[], naming: Naming): string {
  const lines = rows.map((row) => {
    const handler = 'unbound' in row.code ? plain(row.code.unbound) : code(`${naming.path(row.code.uri)} ${row.code.exportName}`);
    const cells = [
      `${code(row.name)} in ${code(row.template)}`,
      handler,
      row.triggers.map((trigger) => `${plain(trigger.label)} – ${exposureWords[trigger.exposure]}`).join('<br>') || 'none seen',
      row.environment.map((variable) => `${code(variable.name)} (${variable.source})`).join('<br>') || '–',
      row.access.map((access) => `${access.wide ? '⚠️ ' : ''}${access.actions.map(code).join(', ')} on ${access.resources.map(code).join(', ')}`).join('<br>') || 'not known',
      row.answer === undefined || row.answer.data.length === 0 ? 'not said' : `${plain(row.answer.data.join(', '))}${row.anotherLook ? ' (needs another look)' : ''}`,
      String(row.findings.length),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| function | handler | started by | environment | may touch | data | open findings |', '|---|---|---|---|---|---|---|', ...lines].join('\n');
}

const exposureWords: Readonly<Record<Exposure, string>> = {
  anonymous: 'anyone', authenticated: 'signed-in callers', 'external-data': 'data from outside', account: 'this account', schedule: 'clock', unknown: 'not known who',
};

function itemText(item: ChecklistItem, place: (location: Location | undefined) => string): string {
  const lines = [`- ${boxes[item.status]} **${plain(item.id)} ${plain(item.title)}** – ${words[item.status]}. ${plain(item.reason)}`];
  if (item.answer !== undefined) lines.push(`  - Answer: ${words[item.answer.status]}${signature(item.answer)}`);
  else if (item.status === 'unknown' && item.question !== undefined) lines.push(`  - To answer: ${plain(item.question)}`);
  lines.push(...item.evidence.slice(0, mostEvidence).map((evidence) => `  - ${evidenceText(evidence, place)}`));
  if (item.evidence.length > mostEvidence) lines.push(`  - and ${item.evidence.length - mostEvidence} more`);
  return lines.join('\n');
}

function evidenceText(evidence: Evidence, place: (location: Location | undefined) => string): string {
  const rule = evidence.kind === 'against' && evidence.rule !== undefined ? `${code(evidence.rule)}: ` : '';
  return `${rule}${inline(evidence.text)}${place(evidence.location)}`;
}

function signature({ by, date, note }: { readonly by: string; readonly date: string; readonly note: string }): string {
  const who = [by, date].filter((part) => part !== '').map(plain).join(', ');
  return `${who === '' ? '' : ` (${who})`}${note === '' ? '' : ` – ${plain(note)}`}`;
}

const shapes: Readonly<Record<MapNode['kind'], readonly [string, string]>> = {
  caller: ['(["', '"])'], trigger: ['>"', '"]'], function: ['["', '"]'], store: ['[("', '")]'], queue: ['[/"', '"/]'], topic: ['{{"', '"}}'], secret: ['[["', '"]]'], other: ['("', '")'],
};

function mermaid({ nodes, flows }: SystemMap): string {
  const lines = ['flowchart LR'];
  for (const { id, kind, label } of nodes) {
    const [open, close] = shapes[kind];
    lines.push(`  ${id}${open}${mermaidText(label)}${close}`);
  }
  for (const { from, to, label, trust } of flows) {
    const text = [label, trust === undefined ? '' : exposureWords[trust]].filter((part) => part !== '').join(', ');
    lines.push(text === '' ? `  ${from} --> ${to}` : `  ${from} -->|"${mermaidText(text)}"| ${to}`);
  }
  const untrusted = flows.filter((flow) => flow.trust === 'anonymous').map((flow) => flow.to);
  if (untrusted.length > 0) lines.push('  classDef public stroke:#c00,stroke-width:2px', `  class ${[...new Set(untrusted)].join(',')} public`);
  return lines.join('\n');
}
