/** Reads the values of a policy statement as IAM texts. Knows no rule. */
import { unknownPart } from '../iam/arn';
import type { Grant } from '../template/deployment';
import { possibilities, type Value } from '../template/value';

/** A text of a policy and the value that gives it. */
export interface PolicyText {
  readonly text: string;
  readonly value: Value;
}

/** Each value that is text, or may be; parts that are not known are `unknownPart`, values without any text are left out. */
export function textsOf(values: readonly Value[]): readonly PolicyText[] {
  return values.flatMap(possibilities).flatMap((value): readonly PolicyText[] => {
    if (value.kind === 'list') return textsOf(value.items);
    if (value.kind === 'scalar') return typeof value.value === 'string' ? [{ text: value.value, value }] : [];
    return value.kind === 'text' ? [{ text: value.parts.map((part) => (typeof part === 'string' ? part : unknownPart)).join(''), value }] : [];
  });
}

/** For a message: `…` for what is not known. */
export function shown(text: string): string {
  return text.replaceAll(unknownPart, '…');
}

/** True for an allowing statement that lists its actions: what "allows X" may be said of. */
export function allows(grant: Grant): boolean {
  return grant.effect === 'Allow' && grant.notActions.length === 0;
}
