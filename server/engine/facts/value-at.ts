/** What an expression of a template comes to, for whoever asks about a place in it. Knows no rule and no dialect. */
import type { Deployment } from '../template/deployment';
import type { Hop, ReferenceValue, UnknownValue, Value } from '../template/value';
import type { Location } from '../text/span';

export interface ExplainedValue {
  readonly at: Location;
  /** One where the value is sure; else one for each way that it may come out. */
  readonly outcomes: readonly Outcome[];
}

export interface Outcome {
  /** The condition under which it is this; '' where there is none. */
  readonly when: string;
  /** As people write it; undefined where it is not known. */
  readonly text: string | undefined;
  /** Why it is not known, in whole or in part. */
  readonly reason: string | undefined;
  /** From the expression towards the place that gives the value. */
  readonly via: readonly Hop[];
}

/** The innermost expression around an offset that is more than what stands there; undefined for literals. */
export function valueAt(deployments: readonly Deployment[], uri: string, offset: number): ExplainedValue | undefined {
  let best: Value | undefined;
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    const { at: { uri: own, span } } = value;
    const isHere = own === uri && span.start <= offset && offset <= span.end;
    if (isHere && isDerived(value) && (best === undefined || span.end - span.start < best.at.span.end - best.at.span.start)) best = value;
    if (value.kind === 'list') value.items.forEach(visit);
    else if (value.kind === 'map') value.entries.forEach((entry) => { visit(entry.value); });
    else if (value.kind === 'choice') value.options.forEach((option) => { visit(option.value); });
  };
  for (const { resources, functions, grants } of deployments) {
    for (const { properties } of resources) visit(properties);
    for (const { environment, runtime, code, properties } of functions) {
      environment.forEach(({ value }) => { visit(value); });
      for (const value of [properties, runtime, code.handler]) if (value !== undefined) visit(value);
    }
    for (const { actions, resources: about } of grants) [...actions, ...about].forEach(visit);
  }
  return best === undefined ? undefined : { at: best.at, outcomes: outcomesOf(best, '', []) };
}

/** True where the text alone does not say what it comes to. */
function isDerived(value: Value): boolean {
  if (value.kind === 'scalar' || value.kind === 'list' || value.kind === 'map') return value.via.length > 0;
  return true;
}

function outcomesOf(value: Value, when: string, via: readonly Hop[]): readonly Outcome[] {
  const way = [...via, ...value.via];
  if (value.kind === 'choice') return value.options.flatMap((option) => outcomesOf(option.value, [when, option.when].filter((one) => one !== '').join(' and '), way));
  const why = value.kind === 'unknown' ? value : value.kind === 'text' ? value.parts.find((part): part is UnknownValue => typeof part !== 'string' && part.kind === 'unknown') : undefined;
  return [{ when, text: shown(value), reason: why?.reason, via: way }];
}

/** Long lists and maps are told by their size. */
function shown(value: Value): string | undefined {
  switch (value.kind) {
    case 'scalar': return typeof value.value === 'string' ? value.value : String(value.value);
    case 'text': return value.parts.map((part) => (typeof part === 'string' ? part : part.kind === 'reference' ? reference(part) : '…')).join('');
    case 'reference': return reference(value);
    case 'list': return `a list of ${String(value.items.length)}`;
    case 'map': return `a map of ${String(value.entries.length)}`;
    default: return undefined;
  }
}

function reference({ resource, attribute }: ReferenceValue): string {
  return `⟨${attribute === 'Ref' ? resource : `${resource}.${attribute}`}⟩`;
}
