/** What an expression of a template comes to, for whoever asks about a place in it. Knows no rule and no dialect. */
import type { Snapshot } from '../snapshot';
import type { Deployment } from '../template/deployment';
import { entryAt, type Hop, type ReferenceValue, type UnknownValue, type Value } from '../template/value';
import type { Location } from '../text/span';
import { stagesOf } from './lowering';

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

/**
 * The innermost expression around an offset that is more than what stands there, as it comes out in each deployment and in each stage of the
 * workspace; undefined for literals.
 */
export function valueAt(deployments: readonly Deployment[], uri: string, offset: number, snapshot?: Snapshot): ExplainedValue | undefined {
  const found = deployments.map((deployment) => innermost(deployment, uri, offset)).filter((spot) => spot !== undefined);
  const shortest = Math.min(...found.map(({ length }) => length));
  const here = found.filter(({ length }) => length === shortest);
  const [first] = here;
  if (first === undefined) return undefined;
  const staged = snapshot === undefined ? [] : here.flatMap((spot) => stagesOf(spot.deployment, snapshot).stages.flatMap(({ stage, deployments: made }) => inStage(spot, stage.name, made())));
  const [one] = staged;
  if (one !== undefined && staged.some((outcome) => !sameOutcome(outcome, one))) return { at: first.value.at, outcomes: distinct(staged) };
  return { at: first.value.at, outcomes: distinct(here.flatMap(({ value }) => outcomesOf(value, '', []))) };
}

/** A value and the way to it, to be gone in another deployment of the same file. */
interface Spot {
  readonly deployment: Deployment;
  readonly root: string;
  readonly steps: readonly Step[];
  readonly value: Value;
  /** Of the place that stands for it. */
  readonly length: number;
}

type Step = { readonly key: string } | { readonly item: number } | { readonly option: number };

/** Values that a deployment holds, by names that are the same in every deployment of the file. */
function* rootsOf({ resources, functions, grants }: Deployment): Generator<readonly [root: string, value: Value]> {
  for (const { id, properties } of resources) yield [`resource ${id}`, properties];
  for (const { name, environment, runtime, code, properties } of functions) {
    for (const { name: variable, value } of environment) yield [`variable ${name} ${variable}`, value];
    yield [`function ${name}`, properties];
    if (runtime !== undefined) yield [`runtime ${name}`, runtime];
    if (code.handler !== undefined) yield [`handler ${name}`, code.handler];
  }
  for (const { actions, resources: about, at: { uri, span } } of grants) {
    for (const [index, value] of [...actions, ...about].entries()) yield [`grant ${uri} ${String(span.start)} ${String(index)}`, value];
  }
}

function innermost(deployment: Deployment, uri: string, offset: number): Spot | undefined {
  let best: Spot | undefined;
  const seen = new Set<Value>();
  const visit = (root: string, steps: readonly Step[], value: Value, keyAt?: Location): void => {
    if (seen.has(value)) return;
    seen.add(value);
    const { at: { uri: own, span } } = value;
    // What a function chose stands inside of it: the way there from the key belongs to it.
    const start = keyAt !== undefined && keyAt.uri === own && keyAt.span.end <= span.start ? keyAt.span.end : span.start;
    const length = span.end - start;
    if (own === uri && start <= offset && offset <= span.end && isDerived(value) && (best === undefined || length < best.length)) best = { deployment, root, steps, value, length };
    if (value.kind === 'list') value.items.forEach((item, index) => { visit(root, [...steps, { item: index }], item); });
    else if (value.kind === 'map') value.entries.forEach((entry) => { visit(root, [...steps, { key: entry.key }], entry.value, entry.keyAt); });
    else if (value.kind === 'choice') value.options.forEach((option, index) => { visit(root, [...steps, { option: index }], option.value); });
  };
  for (const [root, value] of rootsOf(deployment)) visit(root, [], value);
  return best;
}

/** What the same place holds where a stage is deployed. */
function inStage({ deployment, root, steps }: Spot, stage: string, made: readonly Deployment[]): readonly Outcome[] {
  const when = `the stage is ${stage}`;
  const start = made.filter(({ uri }) => uri === deployment.uri).flatMap((one) => [...rootsOf(one)]).find(([name]) => name === root)?.[1];
  const value = steps.reduce<Value | undefined>((current, step) => {
    if ('option' in step) return current?.kind === 'choice' ? current.options[step.option]?.value : current;
    if ('item' in step) return current?.kind === 'list' ? current.items[step.item] : undefined;
    return entryAt(current, step.key)?.value;
  }, start);
  return value === undefined ? [{ when, text: undefined, reason: 'it is not there', via: [] }] : outcomesOf(value, when, []);
}

/** The same text, reason and way is one outcome. */
function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter((one, index) => outcomes.findIndex((other) => other.when === one.when && sameOutcome(other, one)) === index);
}

function sameOutcome(a: Outcome, b: Outcome): boolean {
  return a.text === b.text && a.reason === b.reason && a.via.map(hopText).join() === b.via.map(hopText).join();
}

function hopText({ location: { uri, span }, message }: Hop): string {
  return `${uri} ${String(span.start)} ${message}`;
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
