/** Reports policies that IAM refuses or reads in another way than they are meant: version, statement ids, ARNs, operators. Knows no dialect. */
import type { Facts } from '../../facts/facts';
import type { Draft, Fix } from '../../finding';
import { unknownPart } from '../../iam/arn';
import type { Deployment, Grant, Resource } from '../../template/deployment';
import { entryAt, itemsOf, stringOf, type MapEntry, type MapValue, type Value } from '../../template/value';
import { at, isSamePlace, type Location } from '../../text/span';
import { nearest } from '../../text/nearest';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { shown, textsOf } from '../policy-text';

interface Parameters {
  readonly version: { readonly key: string; readonly current: string; readonly old: string };
  readonly operators: readonly string[];
  /** A regular expression. */
  readonly partitions: string;
  /** Types of resources whose doors open by a permission that gives their name. */
  readonly byName: readonly string[];
}

export const invalidPolicy: Checker = {
  name: 'invalid-policy',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const partitions = new RegExp(parameters.partitions);
    for (const deployment of facts.deployments) {
      const told = new Set<string>();
      for (const draft of draftsIn(deployment, parameters, partitions, facts)) {
        const { location: { uri, span } } = draft;
        const place = `${uri} ${String(span.start)} ${String(span.end)}`;
        if (told.has(place)) continue;
        told.add(place);
        yield { ...draft, message: fill(rule.message, { what: draft.message }) };
      }
      yield undefined;
    }
  },
};

function* draftsIn(deployment: Deployment, parameters: Parameters, partitions: RegExp, facts: Facts): Generator<Draft> {
  for (const document of deployment.resources.flatMap((resource) => documentsIn(resource, facts))) {
    yield* aboutVersion(document, parameters, deployment);
    yield* aboutIds(document, deployment);
  }
  for (const grant of deployment.grants) {
    if (grant.from !== undefined) continue;
    yield* aboutOperators(grant, parameters, facts);
    if (grant.holder.kind !== 'trust') yield* aboutArns(grant, deployment, partitions, parameters.byName);
  }
}

/** A policy document of a template. */
interface Document {
  readonly map: MapValue;
  /** Of the key that it stands under; undefined for an item of a list. */
  readonly key: Location | undefined;
  /** False where a dialect writes the document around its statements. */
  readonly isWritten: boolean;
  readonly statements: readonly MapValue[];
}

function documentsIn({ properties, implicit }: Resource, facts: Facts): readonly Document[] {
  if (implicit === true) return [];
  const found: Document[] = [];
  const visit = (value: Value, key?: Location): void => {
    const statement = entryAt(value, 'Statement');
    const statements = itemsOf(statement?.value).filter((one): one is MapValue => one.kind === 'map' && entryAt(one, 'Effect') !== undefined);
    if (value.kind === 'map' && statement !== undefined && statements.length > 0) {
      found.push({ map: value, key, statements, isWritten: isWritten(statement, facts) });
    } else if (value.kind === 'map') value.entries.forEach((entry) => { visit(entry.value, entry.keyAt); });
    else if (value.kind === 'list') value.items.forEach((item) => { visit(item); });
    else if (value.kind === 'choice') value.options.forEach((option) => { visit(option.value, key); });
  };
  visit(properties);
  return found;
}

function isWritten({ keyAt }: MapEntry, facts: Facts): boolean {
  return facts.snapshot.file(keyAt.uri)?.text.slice(keyAt.span.start, keyAt.span.end).replaceAll(/["']/g, '') === 'Statement';
}

function* aboutVersion({ map, key, statements, isWritten }: Document, { version }: Parameters, deployment: Deployment): Generator<Draft> {
  const given = entryAt(map, version.key);
  const variable = statements.flatMap((statement) => textsOf(['Resource', 'NotResource', 'Condition'].flatMap((part) => textsIn(entryAt(statement, part)?.value)))).find(({ text }) => /\$\{(?:[a-z0-9-]+:\w|[*?$]\})/i.test(text));
  const harm = variable === undefined ? `is read by the rules of ${version.old.slice(0, 4)}, which know no policy variables` : `takes \`${/\$\{[^}]{0,200}\}?/.exec(variable.text)?.[0] ?? ''}\` for these characters, not for a variable`;
  if (given !== undefined) {
    if (stringOf(given.value) !== version.old) return;
    const fixes = given.value.via.length > 0 ? [] : changes(`Write ${version.current}`, deployment, [{ kind: 'replace', value: given.value, by: version.current }], variable === undefined ? 'safe' : 'review');
    yield { location: given.value.at, message: `A policy with \`${version.key}: ${version.old}\` ${harm}: write \`${version.current}\`.`, related: given.value.via, fixes };
    return;
  }
  if (!isWritten || map.open === true || map.via.length > 0) return;
  const [first] = map.entries;
  yield {
    location: key ?? first?.keyAt ?? map.at,
    message: `A policy without \`${version.key}\` ${harm}: write \`${version.current}\`.`,
    fixes: changes(`Write the ${version.key}`, deployment, [{ kind: 'entry', map, key: version.key, to: version.current }], variable === undefined ? 'safe' : 'review'),
    ...(key === undefined && variable === undefined ? { only: 'strict' as const } : {}),
  };
}

/** Every value below that may be text. */
function textsIn(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  if (value.kind === 'map') return value.entries.flatMap((entry) => textsIn(entry.value));
  if (value.kind === 'choice') return value.options.flatMap((option) => textsIn(option.value));
  return value.kind === 'list' ? value.items.flatMap(textsIn) : [value];
}

function* aboutIds({ statements }: Document, deployment: Deployment): Generator<Draft> {
  const known = new Map<string, Value>();
  for (const statement of statements) {
    const value = entryAt(statement, 'Sid')?.value;
    const id = stringOf(value);
    if (value === undefined || id === undefined || id === '') continue;
    const first = known.get(id);
    if (first === undefined) known.set(id, value);
    // The same statement met by two ways is one.
    else if (first.at.uri !== value.at.uri || first.at.span.start !== value.at.span.start) {
      const taken = new Set(statements.map((one) => stringOf(entryAt(one, 'Sid')?.value)));
      let free = 2;
      while (taken.has(`${id}${String(free)}`)) free++;
      yield {
        location: value.at,
        message: `Two statements of this policy have the \`Sid\` \`${id}\`, and IAM refuses it: each needs its own.`,
        related: [{ location: first.at, message: 'the first one' }],
        fixes: value.via.length > 0 ? [] : changes(`Call it ${id}${String(free)}`, deployment, [{ kind: 'replace', value, by: `${id}${String(free)}` }], 'safe'),
      };
    }
  }
}

function* aboutOperators({ conditions }: Grant, { operators }: Parameters, facts: Facts): Generator<Draft> {
  if (conditions?.kind !== 'map') return;
  const names = new Map(operators.map((name) => [name.toLowerCase(), name]));
  for (const { key, keyAt, value } of conditions.entries) {
    const [, prefix = '', name = '', suffix = ''] = /^(for(?:all|any)values:)?(.*?)(ifexists)?$/is.exec(key) ?? [];
    if (value.kind !== 'map' || !/^[a-z]+$/i.test(name) || names.has(name.toLowerCase())) continue;
    const meant = nearest(name, operators);
    yield {
      location: keyAt,
      message: `IAM has no condition operator \`${name}\` and refuses the policy: ${meant === undefined ? 'look the operators up in the IAM User Guide' : `did you mean \`${meant}\`?`}`,
      fixes: meant === undefined ? [] : renamed(`Write ${meant}`, key, `${prefix}${meant}${suffix}`, keyAt, facts),
    };
  }
}

/** Where the word stands once at the place, in whatever quotes. */
function renamed(title: string, word: string, by: string, place: Location, facts: Facts): readonly Fix[] {
  const parts = facts.snapshot.file(place.uri)?.text.slice(place.span.start, place.span.end).split(word) ?? [];
  const start = place.span.start + (parts[0]?.length ?? 0);
  if (parts.length !== 2) return [];
  return [{ title, kind: 'safe', edits: () => [{ uri: place.uri, edits: [{ span: at(place.uri, start, start + word.length).span, newText: by }] }] }];
}

function* aboutArns(grant: Grant, { parameters }: Deployment, partitions: RegExp, byName: readonly string[]): Generator<Draft> {
  if (grant.holder.kind === 'resource' && byName.includes(grant.holder.resourceType)) return;
  for (const { text, value } of textsOf([...grant.resources, ...grant.notResources])) {
    // A parameter's default holds the place for what a deployment gives.
    const isPreset = value.via.some(({ location }) => parameters.some((one) => one.default !== undefined && isSamePlace(one.default.at, location)));
    const wrong = isPreset ? undefined : faultOf(text, partitions);
    if (wrong !== undefined) yield { location: value.at, message: `\`${shown(text)}\` ${wrong}: IAM refuses it, or it is nobody's.`, related: value.via };
  }
}

/** What is wrong with a resource of a policy as far as it is written; other languages' marks may stand for anything. */
function faultOf(text: string, partitions: RegExp): string | undefined {
  if (/^[*?]|^execute-api:|[{<#%]/.test(text) || text.startsWith(unknownPart)) return undefined;
  if (!text.startsWith('arn:')) return text.includes(unknownPart) ? undefined : 'is neither an ARN nor `*`';
  const [, partition = '', service = '', region = '', account = '', ...rest] = text.split(':');
  const isOpen = (part: string): boolean => part.includes(unknownPart) || /[*?]/.test(part);
  // An unknown part may hold colons of its own.
  if (rest.length === 0) return text.includes(unknownPart) || text.endsWith('*') ? undefined : 'has fewer than the six parts of an ARN';
  if (!isOpen(partition) && !partitions.test(partition)) return `names the partition \`${partition}\`, which there is not`;
  if (service === '' || /\s/.test(text)) return service === '' ? 'names no service' : 'has a blank in it';
  if (service === 'iam' && region !== '' && !isOpen(region)) return 'names a region, which identities have not';
  if (!isOpen(account) && /^\d+$/.test(account) && account.length !== 12) return `names the account \`${account}\`, which has not twelve digits`;
  return undefined;
}
