/** The forms in which a person answers: an item of the checklist, and the classes of data of a function. */
import type { AnswerParams } from '../../server/lsp/protocol';
import type { Item } from './areas';
import { button, element, prose } from './dom';
import type { Row } from './functions';

type ItemAnswer = Extract<AnswerParams, { item: string }>['answer'];
type FunctionAnswer = Extract<AnswerParams, { function: string }>['answer'];

interface Outcome<Answer> {
  /** With null the answer is taken back. */
  readonly save: (answer: Answer) => void;
  readonly cancel: () => void;
}

const statuses = [['met', 'Met'], ['not-met', 'Not met'], ['not-applicable', 'Does not apply']] as const;

const classes = [
  ['none', 'Nothing worth protecting'], ['credentials', 'Credentials'], ['personal', 'Personal data'],
  ['payment', 'Payment data'], ['health', 'Health data'], ['other', 'Other sensitive data'],
] as const;

export function answerForm(item: Item, me: string, outcome: Outcome<ItemAnswer>): HTMLElement {
  const choices = statuses.map(([status, label]) => {
    const input = element('input', { type: 'radio', name: `status-${item.id}`, value: status, required: true, checked: item.answer?.status === status });
    return { status, input, label: element('label', {}, input, ` ${label}`) };
  });
  const fields = people(item.answer?.by ?? me, item.answer?.note ?? '');
  const legend = element('legend', {}, ...prose(item.question ?? `Is this so: ${item.title}?`));
  return form(element('fieldset', {}, legend, ...choices.map(({ label }) => label)), fields, item.answer !== undefined, outcome, (common) => {
    const status = choices.find(({ input }) => input.checked)?.status;
    return status === undefined ? undefined : { status, ...common };
  });
}

export function dataForm(row: Row, me: string, outcome: Outcome<FunctionAnswer>): HTMLElement {
  const choices = classes.map(([name, label]) => {
    const input = element('input', { type: 'checkbox', value: name, checked: row.answer?.data.includes(name) === true });
    return { name, input, label: element('label', {}, input, ` ${label}`) };
  });
  const fields = people(row.answer?.by ?? me, row.answer?.note ?? '');
  return form(element('fieldset', {}, element('legend', {}, `What data does ${row.name} handle?`), ...choices.map(({ label }) => label)), fields, row.answer !== undefined, outcome,
    (common) => ({ data: choices.filter(({ input }) => input.checked).map(({ name }) => name), ...common }));
}

interface Common {
  readonly by: string;
  readonly note: string;
}

interface People {
  readonly elements: readonly HTMLElement[];
  readonly read: () => Common;
}

function people(by: string, note: string): People {
  const name = element('input', { type: 'text', name: 'by', value: by, autocomplete: 'off' });
  const text = element('textarea', { name: 'note', rows: '3' }, note);
  return {
    elements: [element('label', { class: 'field' }, 'Your name', name), element('label', { class: 'field' }, 'Note: why, and where it is written down', text)],
    read: () => ({ by: name.value.trim(), note: text.value.trim() }),
  };
}

function form<Answer>(choice: HTMLElement, fields: People, answered: boolean, outcome: Outcome<Answer | null>, read: (common: Common) => Answer | undefined): HTMLElement {
  const made = element('form', { class: 'answer' }, choice, ...fields.elements,
    element('p', { class: 'buttons' },
      element('button', { type: 'submit', class: 'primary' }, 'Save'),
      button('cancel', 'Cancel', outcome.cancel),
      answered ? button('remove', 'Take the answer back', () => { outcome.save(null); }) : undefined));
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    const answer = read(fields.read());
    if (answer !== undefined) outcome.save(answer);
  });
  made.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') outcome.cancel();
  });
  return made;
}
