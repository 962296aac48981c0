/** Reports how pipelines that deploy get their rights, and who else's programs and texts run with them. Knows no kind of pipeline by its keys. */
import type { Facts } from '../../facts/facts';
import type { Draft, Fix } from '../../finding';
import { pipelinesIn, type Action, type Pipeline } from '../../project/pipelines';
import type { RuleData } from '../../rules/rule';
import { child, entryOf, type DataMap } from '../../syntax/data';
import { removeEntry, setEntry } from '../../syntax/data-edit';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import { fill, type Checker } from '../checker';
import { own } from '../../text/own';

/** `rules/models/pipelines.yaml`. */
interface Model {
  readonly deployCommands: readonly string[];
  readonly deployActions: readonly string[];
  readonly trustedOwners: readonly string[];
  readonly longLivedKeys: Readonly<Record<string, string>>;
  readonly strangersText: Readonly<Partial<Record<Pipeline['kind'], readonly string[]>>>;
  readonly strangersCode: string;
}

function* pipelines(facts: Facts): Generator<{ readonly pipeline: Pipeline; readonly model: Model } | undefined> {
  const model = facts.models['pipelines'] as Model;
  for (const pipeline of pipelinesIn(facts.snapshot)) {
    yield { pipeline, model };
    yield undefined;
  }
}

/** True where it deploys, or may ask for the rights to. */
function deploys(pipeline: Pipeline, model: Model): boolean {
  const commands = model.deployCommands.map((command) => new RegExp(command));
  return pipeline.givesTokens
    || pipeline.actions.some(({ name }) => model.deployActions.includes(name.toLowerCase()))
    || pipeline.settings.some(({ name }) => cloudOf(name, model) !== undefined)
    || pipeline.scripts.some(({ value }) => commands.some((command) => command.test(String(value))));
}

function cloudOf(name: string, { longLivedKeys }: Model): string | undefined {
  const plain = name.toLowerCase().replaceAll('-', '_');
  return own(longLivedKeys, plain);
}

export const pipelineKeys: Checker = {
  name: 'pipeline-keys',
  *run(rule, facts) {
    for (const found of pipelines(facts)) {
      if (found === undefined) yield undefined;
      else yield* keysIn(rule, found.pipeline, found.model);
    }
  },
};

/** One finding for each cloud and action: the parts of a key belong together. */
function* keysIn(rule: RuleData, pipeline: Pipeline, model: Model): Generator<Draft> {
  const told = new Set<string>();
  for (const { name, keyAt, value, kind, ofService } of pipeline.settings) {
    const cloud = cloudOf(name, model);
    // A literal is no key or another rule's; what an earlier step got for this run does not live on.
    if (cloud === undefined || ofService || (kind !== 'stored' && !/\$/.test(String(value.value))) || /\b(?:steps|needs)\./.test(String(value.value))) continue;
    const action = pipeline.actions.find(({ inputs }) => inputs !== undefined && entryOf(inputs, name)?.value === value);
    const group = `${cloud} ${action === undefined ? '' : String(action.versionAt.span.start)}`;
    if (told.has(group)) continue;
    told.add(group);
    yield { location: keyAt, message: fill(rule.message, { name, cloud }), fixes: action === undefined ? [] : rolesInstead(action, pipeline) };
  }
}

const keyInputs = ['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'];

/** The role's name is the account's business: a variable of the repository stands for it. */
function rolesInstead({ name, inputs, job }: Action, { file, tree, kind }: Pipeline): readonly Fix[] {
  if (kind !== 'github-actions' || name.toLowerCase() !== 'aws-actions/configure-aws-credentials' || inputs === undefined) return [];
  const document = { text: file.text, json: false };
  const edits = (): readonly TextEdit[] => {
    const written = keyInputs.map((key) => entryOf(inputs, key)).filter((entry) => entry !== undefined);
    const [first, ...others] = written;
    if (first === undefined) return [];
    const hasRole = entryOf(inputs, 'role-to-assume') !== undefined;
    const line = hasRole ? removeEntry(document, inputs, first) : [{ span: { start: first.keySpan.start, end: first.value.span.end }, newText: 'role-to-assume: ${{ vars.AWS_DEPLOY_ROLE_ARN }}' }];
    return [...line, ...others.flatMap((entry) => removeEntry(document, inputs, entry)), ...tokenRight(document, job, tree)];
  };
  return [{ title: 'Take a role by a short-lived token', kind: 'review', edits: () => [{ uri: file.uri, edits: edits() }] }];
}

/** A list of rights leaves out all that it does not name: reading the repository is what steps need. */
function tokenRight(document: { readonly text: string; readonly json: boolean }, job: DataMap, tree: DataMap): readonly TextEdit[] {
  for (const block of [job, tree]) {
    const rights = child(block, 'permissions');
    if (rights?.kind === 'scalar' && rights.value === 'write-all') return [];
    if (rights?.kind === 'map') return setEntry(document, rights, 'id-token', 'write');
  }
  return setEntry(document, job, 'permissions', { contents: 'read', 'id-token': 'write' });
}

export const pipelineAction: Checker = {
  name: 'pipeline-action',
  *run(rule, facts) {
    for (const found of pipelines(facts)) {
      if (found === undefined || !deploys(found.pipeline, found.model)) {
        yield undefined;
        continue;
      }
      for (const { name, version, versionAt } of found.pipeline.actions) {
        // A commit is named whole: a part of one may come to name another.
        if (/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(version) || version.includes('${{')) continue;
        const isTrusted = found.model.trustedOwners.includes(name.slice(0, name.indexOf('/')).toLowerCase());
        yield { location: versionAt, message: fill(rule.message, { name, version: version === '' ? 'no version' : `\`${version}\`` }), ...(isTrusted ? { only: 'strict' as const } : {}) };
      }
    }
  },
};

export const pipelineUntrusted: Checker = {
  name: 'pipeline-untrusted',
  *run(rule, facts) {
    for (const found of pipelines(facts)) {
      if (found === undefined || !deploys(found.pipeline, found.model)) yield undefined;
      else yield* strangersIn(rule, found.pipeline, found.model);
    }
  },
};

function* strangersIn(rule: RuleData, pipeline: Pipeline, model: Model): Generator<Draft> {
  const { file: { uri, text } } = pipeline;
  for (const { span } of pipeline.scripts) {
    for (const match of matches(text, span, model.strangersText[pipeline.kind] ?? [])) {
      yield { location: { uri, span: match }, message: fill(rule.message, { what: `\`${text.slice(match.start, match.end)}\` puts text that a stranger writes into a script`, way: 'Hand it over in an environment variable, which a shell does not run' }) };
    }
  }
  if (pipeline.startedByStrangers === undefined) return;
  for (const { name, inputs } of pipeline.actions) {
    const code = name.toLowerCase() !== 'actions/checkout' ? undefined : [child(inputs, 'ref'), child(inputs, 'repository')].find((node) => node?.kind === 'scalar' && new RegExp(model.strangersCode).test(String(node.value)));
    if (code === undefined) continue;
    const trigger = text.slice(pipeline.startedByStrangers.span.start, pipeline.startedByStrangers.span.end);
    yield {
      location: { uri, span: code.span },
      message: fill(rule.message, { what: `A stranger's code is checked out by a workflow that \`${trigger}\` starts`, way: 'Build it in a workflow of `pull_request`, which has no secrets' }),
      related: [{ location: pipeline.startedByStrangers, message: 'starts with the rights of the repository' }],
    };
  }
}

function matches(text: string, { start, end }: Span, expressions: readonly string[]): readonly Span[] {
  const part = text.slice(start, end);
  return expressions.flatMap((expression) => [...part.matchAll(new RegExp(expression, 'g'))].map((match) => ({ start: start + match.index, end: start + match.index + match[0].length })));
}
