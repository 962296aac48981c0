/** Reads the editor's settings, which may be anything, into the engine's. Knows no rule. */
import type { Settings, SeveritySetting } from '../engine';
import { editorLimits, type Limits } from './relevant';

export interface EditorSettings {
  readonly engine: Settings;
  readonly limits: Limits;
  /** Whether each run's duration is logged. */
  readonly trace: boolean;
}

export const defaultSettings: EditorSettings = { engine: {}, limits: editorLimits, trace: false };

const severities: readonly unknown[] = ['error', 'warning', 'information', 'hint', 'off'] satisfies SeveritySetting[];

/** What is not of the expected form is taken as not set: the editor has already marked it in its settings file. */
export function readSettings(section: unknown): EditorSettings {
  const given = isRecord(section) ? section : {};
  return {
    engine: {
      ...optional('profile', oneOf(given.profile, ['recommended', 'strict'])),
      ...optional('severities', severitiesOf(given.severities)),
      ...optional('include', strings(given.include)),
      ...optional('exclude', strings(given.exclude)),
      ...optional('includeTests', typeof given.includeTests === 'boolean' ? given.includeTests : undefined),
      ...optional('expressRoutes', oneOf(given.expressRoutes, ['auto', 'always', 'never'])),
    },
    limits: limitsOf(given.maxFileSize),
    trace: given.trace === true,
  };
}

/** In KB, of scripts; all else is slower to read and gets half of it. */
function limitsOf(size: unknown): Limits {
  if (typeof size !== 'number' || !(size > 0)) return editorLimits;
  return { script: size * 1024, data: size * 512 };
}

function severitiesOf(value: unknown): Record<string, SeveritySetting> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, SeveritySetting] => severities.includes(entry[1]));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** An empty list says nothing, so that it does not exclude everything. */
function strings(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value.filter((item) => typeof item === 'string');
  return found.length === 0 ? undefined : found;
}

function oneOf<const T extends string>(value: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}

function optional<const K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
