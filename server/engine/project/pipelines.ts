/**
 * What a pipeline runs, with which settings: GitHub Actions, GitLab CI, CodeBuild's buildspec and Azure Pipelines in one shape. Knows
 * their keys; judges nothing.
 */
import type { Snapshot } from '../snapshot';
import { child, entryOf, type DataEntry, type DataMap, type DataNode, type DataScalar } from '../syntax/data';
import type { Location } from '../text/span';
import { nameOf } from '../text/uri';
import type { SourceFile } from '../workspace';
import { treeOf } from './documents';

export interface Pipeline {
  readonly file: SourceFile;
  readonly tree: DataMap;
  readonly kind: PipelineKind;
  readonly scripts: readonly DataScalar[];
  readonly actions: readonly Action[];
  readonly settings: readonly Setting[];
  /** True where it may ask its provider for short-lived identity tokens. */
  readonly givesTokens: boolean;
  /** Set where code of strangers starts it with the rights of the repository: the trigger. */
  readonly startedByStrangers: Location | undefined;
}

export type PipelineKind = 'github-actions' | 'gitlab-ci' | 'codebuild' | 'azure-pipelines';

/** A step that is somebody else's program. */
export interface Action {
  /** `owner/name` or `owner/name/path`. */
  readonly name: string;
  /** Behind the `@`; '' where nothing is said. */
  readonly version: string;
  readonly versionAt: Location;
  readonly step: DataMap;
  readonly inputs: DataMap | undefined;
  /** The job's own block. */
  readonly job: DataMap;
}

/** A variable or an input. */
export interface Setting {
  readonly name: string;
  readonly keyAt: Location;
  readonly value: DataScalar;
  /** `variable`: seen by scripts; `input`: of an action or task; `stored`: the name under which a store has it. */
  readonly kind: 'variable' | 'input' | 'stored';
  /** True for what a service beside the job is started with. */
  readonly ofService: boolean;
}

export function pipelinesIn(snapshot: Snapshot): readonly Pipeline[] {
  return snapshot.listing.flatMap((uri) => {
    const kind = kindOf(uri);
    const file = kind === undefined ? undefined : snapshot.file(uri);
    if (kind === undefined || file === undefined || file.omitted !== undefined) return [];
    const tree = treeOf(file, snapshot);
    return tree?.kind === 'map' ? [snapshot.memo.of('pipeline', file, () => read(file, tree, kind))] : [];
  });
}

function kindOf(uri: string): PipelineKind | undefined {
  const name = nameOf(uri);
  if (!/\.ya?ml$/.test(name)) return undefined;
  if (/\/\.github\/workflows\/[^/]+$/.test(uri)) return 'github-actions';
  if (/(?:^|\.)gitlab-ci\.ya?ml$/.test(name)) return 'gitlab-ci';
  if (/^buildspec[\w.-]*\.ya?ml$/.test(name)) return 'codebuild';
  return /^azure-pipelines?[\w.-]*\.ya?ml$/.test(name) ? 'azure-pipelines' : undefined;
}

interface Draft {
  readonly uri: string;
  readonly scripts: DataScalar[];
  readonly actions: Action[];
  readonly settings: Setting[];
  givesTokens: boolean;
}

const readers: Readonly<Record<PipelineKind, (tree: DataMap, draft: Draft) => void>> = {
  'github-actions': readGithub, 'gitlab-ci': readGitlab, codebuild: readBuildspec, 'azure-pipelines': readAzure,
};

function read(file: SourceFile, tree: DataMap, kind: PipelineKind): Pipeline {
  const draft: Draft = { uri: file.uri, scripts: [], actions: [], settings: [], givesTokens: false };
  readers[kind](tree, draft);
  return { file, tree, kind, ...draft, startedByStrangers: kind === 'github-actions' ? strangersIn(tree, file.uri) : undefined };
}

function readGithub(tree: DataMap, draft: Draft): void {
  variables(child(tree, 'env'), draft);
  if (hasTokens(tree)) draft.givesTokens = true;
  for (const { value: job } of entriesOf(child(tree, 'jobs'))) {
    if (job.kind !== 'map') continue;
    if (hasTokens(job)) draft.givesTokens = true;
    variables(child(job, 'env'), draft);
    for (const { value } of entriesOf(child(job, 'services'))) variables(child(value, 'env'), draft, true);
    for (const step of itemsOf(child(job, 'steps'))) {
      if (step.kind !== 'map') continue;
      variables(child(step, 'env'), draft);
      script(child(step, 'run'), draft);
      const inputs = child(step, 'with');
      settings(inputs, 'input', draft);
      // A script that is given to an action is run as one.
      script(child(inputs, 'script'), draft);
      action(step, job, draft);
    }
  }
}

function hasTokens(block: DataMap): boolean {
  const right = child(block, 'permissions', 'id-token');
  return right?.kind === 'scalar' && right.value === 'write';
}

function action(step: DataMap, job: DataMap, draft: Draft): void {
  const uses = child(step, 'uses');
  if (uses?.kind !== 'scalar' || typeof uses.value !== 'string' || /^\.|^docker:/.test(uses.value)) return;
  const mark = uses.value.indexOf('@');
  const inputs = child(step, 'with');
  const start = (uses.textStart ?? uses.span.start) + (mark < 0 ? 0 : mark + 1);
  draft.actions.push({
    name: mark < 0 ? uses.value : uses.value.slice(0, mark),
    version: mark < 0 ? '' : uses.value.slice(mark + 1),
    versionAt: { uri: draft.uri, span: { start, end: uses.span.end - (uses.style === 'plain' ? 0 : 1) } },
    step, job, inputs: inputs?.kind === 'map' ? inputs : undefined,
  });
}

/** Events that run with the rights and secrets of the repository although a stranger's fork has caused them. */
function strangersIn(tree: DataMap, uri: string): Location | undefined {
  const triggers = entryOf(tree, 'on')?.value ?? entryOf(tree, 'true')?.value;
  const names = triggers?.kind === 'map' ? triggers.entries.map(({ key, keySpan }) => ({ name: key, span: keySpan })) : itemsOf(triggers).flatMap((one) => (one.kind === 'scalar' ? [{ name: String(one.value), span: one.span }] : []));
  const found = names.find(({ name }) => name === 'pull_request_target' || name === 'workflow_run');
  return found === undefined ? undefined : { uri, span: found.span };
}

function readGitlab(tree: DataMap, draft: Draft): void {
  const block = (node: DataNode | undefined): void => {
    variables(child(node, 'variables'), draft);
    for (const key of ['script', 'before_script', 'after_script']) for (const one of itemsOf(child(node, key))) script(one, draft);
    if (child(node, 'id_tokens') !== undefined) draft.givesTokens = true;
    for (const service of itemsOf(child(node, 'services'))) variables(child(service, 'variables'), draft, true);
  };
  block(tree);
  for (const { value } of tree.entries) if (value.kind === 'map') block(value);
}

function readBuildspec(tree: DataMap, draft: Draft): void {
  const env = child(tree, 'env');
  variables(child(env, 'variables'), draft);
  settings(child(env, 'parameter-store'), 'stored', draft);
  settings(child(env, 'secrets-manager'), 'stored', draft);
  for (const { value } of entriesOf(child(tree, 'phases'))) for (const key of ['commands', 'finally']) for (const one of itemsOf(child(value, key))) script(one, draft);
}

/** Stages, jobs, strategies and templates nest in many ways: steps are wherever a list is called so. */
function readAzure(tree: DataMap, draft: Draft): void {
  const pending: DataNode[] = [tree];
  // Grows while it is walked.
  for (const node of pending) {
    if (node.kind === 'list') pending.push(...node.items);
    if (node.kind !== 'map') continue;
    for (const { key, value } of node.entries) {
      if (key === 'variables') azureVariables(value, draft);
      else if (key === 'env') variables(value, draft);
      else if (key === 'inputs') {
        settings(value, 'input', draft);
        for (const name of ['script', 'inlineScript', 'inline']) script(child(value, name), draft);
      } else if (['script', 'bash', 'powershell', 'pwsh'].includes(key)) script(value, draft);
      else if (value.kind !== 'scalar') pending.push(value);
    }
  }
}

function azureVariables(node: DataNode, draft: Draft): void {
  if (node.kind === 'map') variables(node, draft);
  for (const one of itemsOf(node)) {
    const name = child(one, 'name');
    const value = entryOf(one, 'value');
    if (name?.kind === 'scalar' && value !== undefined) setting({ ...value, key: String(name.value) }, 'variable', false, draft);
  }
}

function variables(node: DataNode | undefined, draft: Draft, ofService = false): void {
  for (const entry of entriesOf(node)) setting(entry, 'variable', ofService, draft);
}

function settings(node: DataNode | undefined, kind: Setting['kind'], draft: Draft): void {
  for (const entry of entriesOf(node)) setting(entry, kind, false, draft);
}

function setting({ key, keySpan, value }: DataEntry, kind: Setting['kind'], ofService: boolean, draft: Draft): void {
  // GitLab writes `{ value, description }` for variables that people may set.
  const given = value.kind === 'map' ? child(value, 'value') : value;
  if (given?.kind === 'scalar') draft.settings.push({ name: key, keyAt: { uri: draft.uri, span: keySpan }, value: given, kind, ofService });
}

function script(node: DataNode | undefined, draft: Draft): void {
  if (node?.kind === 'scalar' && typeof node.value === 'string') draft.scripts.push(node);
  else if (node?.kind === 'list') for (const item of node.items) script(item, draft);
}

function entriesOf(node: DataNode | undefined): readonly DataEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The items of a list; a single value is a list of one. */
function itemsOf(node: DataNode | undefined): readonly DataNode[] {
  return node === undefined ? [] : node.kind === 'list' ? node.items : [node];
}
