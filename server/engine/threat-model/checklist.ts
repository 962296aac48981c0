/** The checklist as `rules/models/checklist.yaml` words it. Knows nothing of any application. */
import type { RuleBook } from '../rules/rule';

export interface Checklist {
  readonly areas: readonly AreaData[];
  /** By name of the fact. */
  readonly pipeline: Readonly<Record<string, PipelineData>>;
  readonly loggers: readonly string[];
  readonly 'secret-reads': readonly string[];
}

export interface AreaData {
  readonly id: string;
  readonly title: string;
  readonly items: readonly ItemData[];
}

export interface ItemData {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly question?: string;
  /** Ids of rules that would speak against the item. */
  readonly rules?: readonly string[];
  /** Names in evidence.ts or of `pipeline`. */
  readonly facts?: readonly string[];
  /** What the application must have for the item to apply, a name in evidence.ts. */
  readonly needs?: string;
}

export interface PipelineData {
  /** A verb phrase, to follow the file's name. */
  readonly does: string;
  readonly proves: boolean;
  /** In lower case. */
  readonly words: readonly string[];
}

/** An empty one where the rule book has none. The data is ours and checked by a test. */
export function checklistOf(book: RuleBook): Checklist {
  return (book.models['checklist'] as Checklist | undefined) ?? { areas: [], pipeline: {}, loggers: [], 'secret-reads': [] };
}
