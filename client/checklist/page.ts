/** What every part of the page shares: what a person may choose to see, and the ways out of the page. */
import type { FromPage } from './messages';

export type Filter = 'all' | 'not-met' | 'to-answer';

export type Place = Extract<FromPage, { type: 'open' }>['location'];

export interface Opens {
  readonly open: (location: Place) => void;
  /** Shows a rule's page. */
  readonly rule: (rule: string) => void;
}
