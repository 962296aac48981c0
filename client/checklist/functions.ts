/** Draws the functions: who starts them, what they run and what they may touch. */
import type { PlacedModel } from '../../server/lsp/protocol';
import { placeName } from './areas';
import { button, element } from './dom';
import type { Opens } from './page';

export type Row = PlacedModel['functions'][number];
type Exposure = Row['exposure'];

interface Actions extends Opens {
  readonly classify: (row: Row) => void;
  /** The row's form while it is open. */
  readonly form: (row: Row) => HTMLElement | undefined;
}

const exposureLabels: Readonly<Record<Exposure, string>> = {
  anonymous: 'Anyone', authenticated: 'Signed-in callers', 'external-data': 'Data from outside', account: 'Own account', schedule: 'A schedule', unknown: 'Not known',
};
const order: readonly Exposure[] = ['anonymous', 'authenticated', 'external-data', 'account', 'schedule', 'unknown'];

export function functionsSection(model: PlacedModel, actions: Actions): HTMLElement {
  const rows = model.functions;
  if (rows.length === 0) return element('section', {}, element('h2', {}, 'Functions'), element('p', {}, 'No template in this folder deploys a function.'));
  const columns = ['Function', 'Started by', 'Who can send', 'May touch', 'Data', 'Findings'];
  return element('section', { 'aria-labelledby': 'functions' },
    element('h2', { id: 'functions' }, `Functions (${rows.length})`),
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'functions' },
      element('table', {},
        element('thead', {}, element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)))),
        element('tbody', {}, ...rows.flatMap((row) => functionRows(row, columns.length, actions))))));
}

function functionRows(row: Row, columns: number, actions: Actions): readonly HTMLElement[] {
  const { code } = row;
  const form = actions.form(row);
  const list = (items: readonly HTMLElement[]): HTMLElement | string => (items.length === 0 ? '–' : element('ul', {}, ...items.map((item) => element('li', {}, item))));
  const drawn = element('tr', { 'data-function': row.name },
    element('th', { scope: 'row' },
      button(`function-${row.key}`, row.name, () => { actions.open(row.at); }, { class: 'link', title: `${row.template}: where it is deployed` }),
      element('br'),
      'unbound' in code ? element('span', { class: 'muted' }, code.unbound)
        : button(`code-${row.key}`, `${fileName(code.uri)} · ${code.exportName}`, () => { actions.open({ uri: code.uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }); }, { class: 'link' })),
    element('td', {}, list(row.triggers.map((trigger, index) => button(`trigger-${row.key}-${index}`, trigger.label, () => { actions.open(trigger.at); }, { class: 'link', title: trigger.because })))),
    element('td', {}, exposureMark(row.exposure)),
    element('td', {}, list(row.access.map((access, index) =>
      button(`access-${row.key}-${index}`, `${access.actions.join(', ')} on ${access.resources.join(', ')}`, () => { actions.open(access.at); }, { class: access.wide ? 'link wide' : 'link' })))),
    element('td', {}, row.answer === undefined || row.answer.data.length === 0 ? '' : element('span', {}, row.answer.data.join(', '), row.anotherLook ? ' (needs another look)' : '', element('br')),
      form === undefined ? button(`answer-${row.key}`, row.answer === undefined ? 'Classify' : 'Change', () => { actions.classify(row); }, { 'aria-label': `Classify the data of ${row.name}` }) : undefined),
    element('td', {}, list(row.findings.map((finding) =>
      button(`finding-${finding.fingerprint}`, `${finding.rule} ${placeName(finding.location)}`, () => { actions.open(finding.location); }, { class: `link ${finding.severity}`, title: finding.message })))));
  return form === undefined ? [drawn] : [drawn, element('tr', {}, element('td', { colspan: String(columns) }, form))];
}

export function exposureSection(model: PlacedModel, actions: Opens): HTMLElement {
  const entries = model.functions.flatMap((row) => row.triggers.map((trigger, index) => ({ row, trigger, key: `exposed-${row.key}-${index}` })));
  const groups = order.map((exposure) => ({ exposure, members: entries.filter(({ trigger }) => trigger.exposure === exposure) })).filter(({ members }) => members.length > 0);
  return element('section', { 'aria-labelledby': 'exposure' },
    element('h2', { id: 'exposure' }, 'Exposure'),
    groups.length === 0 ? element('p', {}, 'No entry point is known.') : element('dl', {}, ...groups.flatMap(({ exposure, members }) => [
      element('dt', {}, exposureMark(exposure), ` ${members.length}`),
      element('dd', {}, element('ul', {}, ...members.map(({ row, trigger, key }) =>
        element('li', {}, button(key, trigger.label, () => { actions.open(trigger.at); }, { class: 'link' }), ` → ${row.name}, because ${trigger.because}`)))),
    ])));
}

function exposureMark(exposure: Exposure): HTMLElement {
  return element('span', { class: `exposure ${exposure}` }, exposureLabels[exposure]);
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
