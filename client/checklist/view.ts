/** Runs in the checklist's webview: keeps the page's state and draws it. Knows VS Code only as somebody to send messages to. */
import type { AnswerParams, PlacedModel } from '../../server/lsp/protocol';
import { answerForm, dataForm } from './answer-form';
import { area } from './areas';
import { button, element, prose, redraw } from './dom';
import { exposureSection, functionsSection } from './functions';
import type { FromPage, ToPage } from './messages';
import type { Filter, Opens } from './page';

interface Kept {
  readonly root: string | undefined;
  readonly filter: Filter;
}

declare function acquireVsCodeApi(): { postMessage: (message: FromPage) => void; getState: () => Kept | undefined; setState: (state: Kept) => void };

const host = acquireVsCodeApi();
const page = document.getElementById('page') ?? document.body;

let kept: Kept = host.getState() ?? { root: undefined, filter: 'all' };
let models: readonly PlacedModel[] = [];
let me = '';
/** Item id or function key whose form is open. The form's element stays the same through redraws, so nothing typed is lost. */
let form: { readonly key: string; readonly element: HTMLElement } | undefined;

const opens: Opens = {
  open: (location) => { host.postMessage({ type: 'open', location }); },
  rule: (rule) => { host.postMessage({ type: 'rule', rule }); },
};

const filters: readonly (readonly [Filter, string])[] = [['all', 'All'], ['not-met', 'Not met'], ['to-answer', 'To answer']];

function keep(change: Partial<Kept>): void {
  kept = { ...kept, ...change };
  host.setState(kept);
  draw();
}

function close(key: string): void {
  form = undefined;
  draw();
  page.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function answer(key: string, params: AnswerParams): void {
  host.postMessage({ type: 'answer', params });
  close(key);
}

function draw(): void {
  const model = models.find(({ root }) => root === kept.root) ?? models[0];
  if (model === undefined) {
    redraw(page, [element('h1', {}, 'Threat-Model Checklist'), element('p', {}, 'Open a folder with a serverless application to see its threat model.')]);
    return;
  }
  redraw(page, [
    header(model),
    ...(model.problems.length === 0 ? [] : [element('ul', { class: 'problems' }, ...model.problems.map((problem) => element('li', {}, button(`problem-${problem.message}`, problem.message, () => { opens.open(problem.location); }, { class: 'link' }))))]),
    functionsSection(model, {
      ...opens,
      form: (row) => (form?.key === row.key ? form.element : undefined),
      classify: (row) => {
        const key = `answer-${row.key}`;
        form = {
          key: row.key,
          element: dataForm(row, me, {
            save: (given) => { answer(key, { root: model.root, function: row.key, answer: given }); },
            cancel: () => { close(key); },
          }),
        };
        draw();
        form.element.querySelector('input')?.focus();
      },
    }),
    exposureSection(model, opens),
    checklist(model),
    ...retired(model),
  ]);
}

function header(model: PlacedModel): HTMLElement {
  const { met, notMet, toAnswer, anotherLook, notApplicable, unknown } = model.progress;
  const settled = met + notApplicable;
  const total = settled + notMet + unknown;
  const facts = [`${met} met`, `${notMet} not met`, `${toAnswer} to answer`, ...(anotherLook > 0 ? [`${anotherLook} need another look`] : [])];
  return element('header', {},
    element('h1', {}, 'Threat-Model Checklist'),
    models.length < 2 ? undefined : rootChoice(model),
    element('p', { class: 'progress' }, element('progress', { max: String(Math.max(total, 1)), value: String(settled), 'aria-label': 'Items that are met or do not apply' }), ` ${facts.join(' · ')}`),
    button('export', 'Export as Markdown', () => { host.postMessage({ type: 'export', root: model.root }); }));
}

function rootChoice(model: PlacedModel): HTMLElement {
  const select = element('select', { 'data-key': 'root', 'aria-label': 'Workspace folder' },
    ...models.map(({ root }) => element('option', { value: root, selected: root === model.root }, root.slice(root.lastIndexOf('/') + 1))));
  select.addEventListener('change', () => { keep({ root: select.value }); });
  return select;
}

function checklist(model: PlacedModel): HTMLElement {
  const choice = element('div', { role: 'radiogroup', 'aria-label': 'Which items to show', class: 'filter' },
    ...filters.map(([filter, label]) => {
      const input = element('input', { type: 'radio', name: 'filter', value: filter, 'data-key': `filter-${filter}`, checked: filter === kept.filter });
      input.addEventListener('change', () => { keep({ filter }); });
      return element('label', {}, input, ` ${label}`);
    }));
  const areas = model.areas.map((one) => area(one, kept.filter, {
    ...opens,
    form: (item) => (form?.key === item.id ? form.element : undefined),
    answer: (item) => {
      const key = `answer-${item.id}`;
      form = {
        key: item.id,
        element: answerForm(item, me, {
          save: (given) => { answer(key, { root: model.root, item: item.id, answer: given }); },
          cancel: () => { close(key); },
        }),
      };
      draw();
      form.element.querySelector('input')?.focus();
    },
  })).filter((one) => one !== undefined);
  return element('section', { 'aria-labelledby': 'checklist' }, element('h2', { id: 'checklist' }, 'Checklist'), choice,
    ...(areas.length === 0 ? [element('p', {}, 'No item is left with this filter.')] : areas));
}

function retired(model: PlacedModel): readonly HTMLElement[] {
  if (model.retired.length === 0) return [];
  return [element('section', {}, element('h2', {}, 'Retired functions'), element('p', {}, 'Their answers are kept, though nothing deploys them any more.'),
    element('ul', {}, ...model.retired.map(({ key, answer: { note, data } }) => element('li', {}, element('code', {}, key), ` ${data.join(', ')} `, ...prose(note)))))];
}


window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'trouble') {
    redraw(page, [element('h1', {}, 'Threat-Model Checklist'), element('p', { role: 'alert' }, data.message)]);
    return;
  }
  models = data.models;
  me = data.me;
  draw();
});
host.postMessage({ type: 'ready' });
