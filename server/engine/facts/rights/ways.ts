/** The known ways to more rights, as rules/models/escalation.yaml has them. Knows no rule and no policy. */

export interface Way {
  readonly name: string;
  /** Actions that must all be allowed. */
  readonly all: readonly string[];
  /** Of these one more must be. */
  readonly any?: readonly string[];
  /** The actions are enough by themselves; otherwise something must exist that they are used on. */
  readonly alone?: boolean;
  /** To follow "can". */
  readonly how: string;
  /** It leads to data rather than to rights. */
  readonly data?: boolean;
  /** Only where the actions are allowed on everything. */
  readonly everywhere?: boolean;
}

/** Throws where the model is missing. */
export function waysIn(models: Readonly<Record<string, unknown>>): readonly Way[] {
  const model = models['escalation'];
  if (typeof model !== 'object' || model === null) throw new Error('the model "escalation" is missing');
  return Object.entries(model as Readonly<Record<string, Omit<Way, 'name'>>>).map(([name, way]) => ({ ...way, name }));
}

/** What opens the way, an answer for each action of it; none where one is missing. */
export function meansOf<T>({ all, any }: Way, rightTo: (action: string) => T | undefined): readonly T[] {
  const needed = all.map(rightTo);
  if (any !== undefined) needed.push(any.map(rightTo).find((right) => right !== undefined));
  const found = needed.filter((right) => right !== undefined);
  return found.length === needed.length ? found : [];
}
