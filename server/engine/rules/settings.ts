/** The settings that hold for each file: the host's, over them those of the root's `.serverless-warden.yml`, over these the command line's. */
import type { Problem } from '../finding';
import type { Snapshot } from '../snapshot';
import { child, type DataMap, type DataNode } from '../syntax/data';
import type { Parsed } from '../syntax/parsed';
import { parseYaml } from '../syntax/yaml';
import type { Span } from '../text/span';
import { innermost, relativeTo } from '../text/uri';
import type { Settings, Severity, SeveritySetting } from '../workspace';
import { parseGlob, type Glob } from './glob';
import { listed, readOwnModels, unknown } from './own-models';
import type { RuleData } from './rule';

/** A root's settings file, in the root itself. */
export const settingsFile = '.serverless-warden.yml';

export interface EffectiveSettings {
  readonly of: (uri: string) => Settings;
  /** False where include/exclude patterns or the test-path rule leave a file out. Hosts leave out `node_modules` and its like beforehand. */
  readonly reports: (uri: string) => boolean;
  readonly problems: readonly Problem[];
}

interface RootSettings {
  readonly settings: Settings;
  readonly include: readonly Glob[];
  readonly exclude: readonly Glob[];
}

/** `sinks` are the kinds of sinks that models of one's own may name. The same object for as long as what is set is the same. */
export function effectiveSettings(snapshot: Snapshot, rules: readonly RuleData[], sinks: readonly string[] = []): EffectiveSettings {
  const { roots, settings, overrides } = snapshot.workspace;
  const ask = (what: string): unknown => (what === host ? JSON.stringify([roots, settings, overrides]) : snapshot.read(what));
  return snapshot.memo.reading('effective settings', rules, ask, (read) => {
    read(host);
    for (const root of roots) read(`file:${root}/${settingsFile}`);
    return settingsNow(snapshot, rules, sinks);
  });
}

/** What hosts say. */
const host = 'host';

function settingsNow(snapshot: Snapshot, rules: readonly RuleData[], sinks: readonly string[]): EffectiveSettings {
  const { settings: own, overrides = {}, roots } = snapshot.workspace;
  const problems: Problem[] = [];
  const byRoot = new Map<string, RootSettings>();
  for (const root of roots) {
    const file = snapshot.file(`${root}/${settingsFile}`);
    const read = file === undefined ? undefined : snapshot.memo.of('settings', file, (key) => readSettings(key, rules, sinks));
    problems.push(...(read?.problems ?? []));
    byRoot.set(root, rootSettings(merged(merged(own, read?.tree ?? {}), overrides)));
  }
  const elsewhere = rootSettings(merged(own, overrides));
  const known = new Map<string, { readonly settings: Settings; readonly reports: boolean }>();
  const settingsOf = (uri: string): { readonly settings: Settings; readonly reports: boolean } => {
    let found = known.get(uri);
    if (found === undefined) {
      const root = innermost(roots, uri);
      const here = root === undefined ? elsewhere : byRoot.get(root) ?? elsewhere;
      known.set(uri, (found = { settings: here.settings, reports: reports(here, relativeTo(root ?? '', uri)) }));
    }
    return found;
  };
  return { of: (uri) => settingsOf(uri).settings, reports: (uri) => settingsOf(uri).reports, problems };
}

/** What the settings make of a rule: the most specific of rule id, group and the rule's own severity for the profile. */
export function severityOf(rule: RuleData, settings: Settings): SeveritySetting {
  const group = rule.id.slice(0, rule.id.indexOf('/'));
  return settings.severities?.[rule.id] ?? settings.severities?.[group] ?? (settings.profile === 'strict' ? rule.strict ?? rule.severity : rule.severity);
}

function merged(under: Settings, over: Settings): Settings {
  const severities = { ...under.severities, ...over.severities };
  return { ...under, ...over, ...(Object.keys(severities).length === 0 ? {} : { severities }) };
}

function rootSettings(settings: Settings): RootSettings {
  return { settings, include: globs(settings.include), exclude: globs(settings.exclude) };
}

/** Patterns that cannot be read were reported with the file that holds them; from elsewhere they match nothing. */
function globs(patterns: readonly string[] | undefined): readonly Glob[] {
  return (patterns ?? []).map(parseGlob).filter((glob) => typeof glob !== 'string');
}

function reports({ settings, include, exclude }: RootSettings, path: string): boolean {
  if (exclude.some((glob) => glob.matches(path))) return false;
  if (include.length > 0 && !include.some((glob) => glob.matches(path))) return false;
  return settings.includeTests === true || !isTestPath(path);
}

const testFolders = new Set(['test', 'tests', '__tests__', '__mocks__', '__fixtures__', 'fixtures', 'spec', 'specs', 'e2e', 'testdata', 'test-data', 'cypress', 'playwright', 'mocks', '.storybook']);
const namedTests = /^(?:(?:unit|integration|acceptance|functional|api|smoke|e2e|contract|component|load|stress|performance|perf)[-_]?tests?|emulators?(?:[-_]\w+)?)$/;

/** True for tests, mocks and fixtures: what they do to secrets and shells is meant. `path` is relative to its root. */
export function isTestPath(path: string): boolean {
  const segments = path.toLowerCase().split('/');
  const name = segments.pop() ?? '';
  return segments.some((segment) => testFolders.has(segment) || namedTests.test(segment)) || /\.(test|spec|e2e|fixtures?|stor(y|ies))\.[^.]+$|[-_.]mocks?\.[^.]+$|^(setup-?tests?|(test|jest|vitest)[-.]?setup)\.[^.]+$/.test(name) || (segments.some((segment) => /^(scripts?|tools?|bin)$/.test(segment)) && /[-_]tests?\.[cm]?[jt]sx?$/.test(name));
}

const severities: readonly SeveritySetting[] = ['error', 'warning', 'information', 'hint', 'off'];
const keys = ['profile', 'severities', 'include', 'exclude', 'include-tests', 'express-routes', 'models'] as const;
type Key = (typeof keys)[number];

/** Reads a settings file. What is wrong becomes a problem at its place, the rest holds. */
export function readSettings(file: { readonly uri: string; readonly text: string }, rules: readonly RuleData[], sinks: readonly string[] = []): Parsed<Settings> {
  const { tree, problems } = parseYaml(file);
  const reader = new SettingsReader(file.uri, rules, sinks, problems);
  return { tree: reader.settings(tree), problems: reader.problems };
}

class SettingsReader {
  readonly problems: Problem[];

  constructor(private readonly uri: string, private readonly rules: readonly RuleData[], private readonly sinks: readonly string[], problems: readonly Problem[]) {
    this.problems = [...problems];
  }

  settings(tree: DataNode | undefined): Settings {
    if (tree === undefined) return {};
    if (tree.kind !== 'map') {
      this.report(tree.span, `Settings are written as \`key: value\`. The keys are ${listed(keys)}.`);
      return {};
    }
    for (const { key, keySpan } of tree.entries) if (!isKey(key)) this.unknown(keySpan, 'setting', key, keys);
    return {
      ...given('profile', this.choice(tree, 'profile', ['recommended', 'strict'])),
      ...given('severities', this.severities(tree)),
      ...given('include', this.patterns(tree, 'include')),
      ...given('exclude', this.patterns(tree, 'exclude')),
      ...given('includeTests', this.flag(tree, 'include-tests')),
      ...given('expressRoutes', this.choice(tree, 'express-routes', ['auto', 'always', 'never'])),
      ...given('models', this.models(tree)),
    };
  }

  private choice<const T extends string>(map: DataMap, key: Key, choices: readonly T[]): T | undefined {
    const node = child(map, key);
    if (node === undefined) return undefined;
    const choice = node.kind === 'scalar' ? choices.find((one) => one === node.value) : undefined;
    if (choice === undefined) this.report(node.span, `\`${key}\` is ${listed(choices, 'or')}.`);
    return choice;
  }

  private flag(map: DataMap, key: Key): boolean | undefined {
    const node = child(map, key);
    if (node === undefined) return undefined;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    this.report(node.span, `\`${key}\` is true or false.`);
    return undefined;
  }

  private patterns(map: DataMap, key: Key): readonly string[] | undefined {
    const node = child(map, key);
    if (node === undefined) return undefined;
    if (node.kind === 'map') {
      this.report(node.span, `\`${key}\` is a list of patterns, e.g. \`- "legacy/**"\`.`);
      return undefined;
    }
    return (node.kind === 'list' ? node.items : [node]).flatMap((item) => {
      if (item.kind !== 'scalar' || typeof item.value !== 'string') {
        this.report(item.span, 'A pattern is text, e.g. `"legacy/**"`.');
        return [];
      }
      const glob = parseGlob(item.value);
      if (typeof glob !== 'string') return [item.value];
      this.report(item.span, `${glob}.`);
      return [];
    });
  }

  private severities(map: DataMap): Readonly<Record<string, SeveritySetting>> | undefined {
    const node = child(map, 'severities');
    if (node === undefined) return undefined;
    if (node.kind !== 'map') {
      this.report(node.span, '`severities` gives rules or groups a severity, e.g. `injection/log: warning`.');
      return undefined;
    }
    const groups = [...new Set(this.rules.map((rule) => rule.id.slice(0, rule.id.indexOf('/'))))];
    const names = [...this.rules.map((rule) => rule.id), ...groups];
    const read: [string, SeveritySetting][] = [];
    for (const { key, keySpan, value } of node.entries) {
      if (!names.includes(key)) {
        this.unknown(keySpan, 'rule or group', key, names);
        continue;
      }
      const severity = severityIn(value);
      if (severity === undefined) this.report(value.span, `A severity is ${listed(severities, 'or')}.`);
      else read.push([key, severity]);
    }
    return Object.fromEntries(read);
  }

  private models(map: DataMap): Settings['models'] {
    const node = child(map, 'models');
    return node === undefined ? undefined : readOwnModels(node, this.sinks, (span, message) => {
      this.report(span, message);
    });
  }

  private unknown(span: Span, what: string, name: string, candidates: readonly string[]): void {
    this.report(span, unknown(what, name, candidates));
  }

  private report(span: Span, message: string): void {
    this.problems.push({ location: { uri: this.uri, span }, message, severity: 'warning', code: 'settings' });
  }
}

function isKey(key: string): key is Key {
  return keys.some((one) => one === key);
}

/** `info` is what many tools call it, and YAML 1.1 taught people that `off` is a boolean. */
function severityIn(node: DataNode): Severity | 'off' | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (node.value === false) return 'off';
  return node.value === 'info' ? 'information' : severities.find((severity) => severity === node.value);
}

function given<K extends keyof Settings>(key: K, value: Settings[K]): Partial<Settings> {
  return value === undefined ? {} : { [key]: value };
}
