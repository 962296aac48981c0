/** Draws an area of the checklist with its items. */
import type { PlacedModel } from '../../server/lsp/protocol';
import { button, element, prose } from './dom';
import type { Filter, Opens, Place } from './page';

export type Area = PlacedModel['areas'][number];
export type Item = Area['items'][number];

interface Actions extends Opens {
  readonly answer: (item: Item) => void;
  /** The item's form while it is open. */
  readonly form: (item: Item) => HTMLElement | undefined;
}

const statusLabels: Readonly<Record<Item['status'], string>> = { met: 'Met', 'not-met': 'Not met', unknown: 'Not known', 'not-applicable': 'Does not apply' };
const evidenceLabels: Readonly<Record<Item['evidence'][number]['kind'], string>> = { against: 'Against', for: 'For', gap: 'Not seen', note: 'Note' };

/** Undefined where the filter leaves nothing of it. */
export function area(one: Area, filter: Filter, actions: Actions): HTMLElement | undefined {
  const items = one.items.filter((item) => actions.form(item) !== undefined || passes(item, filter));
  if (items.length === 0) return undefined;
  const { met, notMet, toAnswer, notApplicable, unknown } = one.progress;
  return element('section', { class: 'area', 'aria-labelledby': `area-${one.id}` },
    element('h3', { id: `area-${one.id}` }, `${one.id}. ${one.title}`),
    element('p', { class: 'progress' },
      element('progress', { max: String(Math.max(1, met + notMet + notApplicable + unknown)), value: String(met + notApplicable), 'aria-label': `Progress of ${one.title}` }),
      ` ${met} met · ${notMet} not met · ${toAnswer} to answer`),
    ...items.map((item) => draw(item, actions)));
}

function passes(item: Item, filter: Filter): boolean {
  if (filter === 'not-met') return item.status === 'not-met';
  return filter === 'all' || item.anotherLook || (item.status === 'unknown' && item.question !== undefined);
}

function draw(item: Item, actions: Actions): HTMLElement {
  const form = actions.form(item);
  return element('article', { class: `item ${item.status}`, 'aria-labelledby': `item-${item.id}`, 'data-item': item.id },
    element('h4', { id: `item-${item.id}` },
      element('span', { class: `status ${item.status}` }, statusLabels[item.status]),
      ` ${item.id} ${item.title}`,
      item.anotherLook ? element('span', { class: 'look' }, 'needs another look') : undefined),
    element('p', { class: 'explanation' }, ...prose(item.explanation)),
    item.reason === '' ? undefined : element('p', {}, ...prose(item.reason)),
    item.evidence.length === 0 ? undefined : element('ul', { class: 'evidence' }, ...item.evidence.map((one, index) => evidence(one, `${item.id}-${index}`, actions))),
    item.answer === undefined ? undefined : given(item.answer),
    form === undefined && item.question !== undefined ? element('p', { class: 'question' }, ...prose(item.question)) : undefined,
    form ?? button(`answer-${item.id}`, item.answer === undefined ? 'Answer' : 'Change the answer', () => { actions.answer(item); }, { 'aria-describedby': `item-${item.id}` }));
}

function evidence(one: Item['evidence'][number], key: string, actions: Opens): HTMLElement {
  const { location, rule } = one;
  return element('li', { class: one.kind },
    element('span', { class: 'kind' }, `${evidenceLabels[one.kind]}:`), ' ', ...prose(one.text), ' ',
    location === undefined ? undefined : button(`place-${key}`, placeName(location), () => { actions.open(location); }, { class: 'link' }),
    // What is not checked yet has no page.
    rule === undefined || one.kind === 'gap' ? undefined : button(`rule-${key}`, rule, () => { actions.rule(rule); }, { class: 'link rule' }));
}

function given(answer: NonNullable<Item['answer']>): HTMLElement {
  const who = [answer.by, answer.date].filter((part) => part !== '').join(', ');
  return element('blockquote', {}, element('strong', {}, statusLabels[answer.status]), who === '' ? undefined : ` – ${who}`, answer.note === '' ? undefined : element('p', {}, answer.note));
}

/** File and line, as people say it. */
export function placeName({ uri, range }: Place): string {
  return `${decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))}:${range.start.line + 1}`;
}
