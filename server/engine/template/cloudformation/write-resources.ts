/** Declares more resources in CloudFormation and SAM templates. Knows no other change. */
import { entryOf } from '../../syntax/data';
import { addEntryBehind, appendItem, removeEntry, replaceNode, setEntry } from '../../syntax/data-edit';
import type { Content } from '../../syntax/data-text';
import type { Change, NewResource } from '../deployment';
import { refusalOf } from '../refusal';
import { scalar, type ReferenceValue } from '../value';
import { contentOf } from './content';
import { allOf, declaredTarget, edited, placeAt, type Edits, type Written } from './edits';
import { find } from './places';
import { type as types } from './vocabulary';
import { resourceWithId } from '../resources';

type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

/** Behind the resource that it is for; one for what SAM makes by itself comes last. */
export function addResource(written: Written, { resource, then }: Of<'add'>): Edits {
  const beside = declaredTarget(written, resource.beside)?.declared;
  const home = beside ?? [...written.sections.resources.values()].at(-1);
  const document = home === undefined ? undefined : written.document(home.file.uri);
  const map = home === undefined || document === undefined ? undefined : find(document.tree, home.entry.value.span)?.parent;
  if (home === undefined || document === undefined || map?.kind !== 'map') return undefined;
  const id = freeName(beside?.entry.key ?? resource.beside, resource.suffix, written);
  const content = resourceContent(resource, document.json);
  return allOf([...(then?.(id) ?? []).map(written.write), edited(document, beside === undefined ? setEntry(document, map, id, content) : addEntryBehind(document, map, beside.entry, id, content))]);
}

export function resourceContent({ type, properties, after = [] }: NewResource, json: boolean): Content {
  const [first, ...others] = after;
  return {
    Type: type,
    ...(first === undefined ? {} : { DependsOn: others.length === 0 ? first : after }),
    ...(Object.keys(properties).length === 0 ? {} : { Properties: contentOf(properties, json) }),
  };
}

/** What a parameter and a secret both have; of the rest only what says how the parameter is kept may go. */
const shared: ReadonlySet<string> = new Set(['Name', 'Description']);
const ofParameters: ReadonlySet<string> = new Set(['Type', 'DataType', 'Tier', 'AllowedPattern']);

/** By whom secrets may be read. */
const secretReading = 'secretsmanager:GetSecretValue';

/** The parameter becomes the secret, where nothing else in the file goes by its id: what refers to it gives a name that the store of secrets takes too. */
export function keepSecret(written: Written, { parameter, isMade, variables, rights }: Of<'keep-secret'>): Edits {
  const target = declaredTarget(written, parameter);
  const properties = target === undefined ? undefined : entryOf(target.declared.entry.value, 'Properties')?.value;
  const type = target === undefined ? undefined : entryOf(target.declared.entry.value, 'Type')?.value;
  if (target === undefined || type === undefined || properties?.kind !== 'map') return undefined;
  const { document } = target;
  const understood = [...variables.map(({ value }) => value.at), ...rights.map(({ at }) => at)].filter(({ uri }) => uri === document.file.uri);
  const mentions = understood.reduce((count, { span }) => count + countOf(parameter, document.text.slice(span.start, span.end)), 0);
  if (countOf(parameter, document.text) > 1 + mentions) return undefined;
  const value = entryOf(properties, 'Value');
  if (value === undefined || properties.entries.some(({ key }) => key !== 'Value' && !shared.has(key) && !ofParameters.has(key))) return undefined;
  const word = isMade ? 'GenerateSecretString' : 'SecretString';
  const key = { span: value.keySpan, newText: document.text.slice(value.keySpan.start, value.keySpan.end).replace('Value', word) };
  const reference: ReferenceValue = { kind: 'reference', resource: parameter, attribute: 'Ref', at: { uri: document.file.uri, span: type.span }, via: [] };
  const made = edited(document, [
    ...replaceNode(document, type, 'AWS::SecretsManager::Secret'), key,
    ...(isMade ? replaceNode(document, value.value, { PasswordLength: 32, ExcludePunctuation: true }, properties.flow === true) : []),
    ...properties.entries.filter((one) => ofParameters.has(one.key)).flatMap((one) => removeEntry(document, properties, one)),
  ]);
  const inPlace = rights.filter(({ from }) => from === undefined).map((grant) => written.write({ kind: 'statement', grant, actions: [secretReading], resources: [reference] }));
  // One of SAM's templates may stand for several statements.
  const templates = new Set(rights.filter(({ from }) => from !== undefined).map(({ at }) => at));
  const right = { Statement: [{ Effect: 'Allow', Action: secretReading, Resource: reference }] };
  return allOf([made, ...inPlace, ...[...templates].map((at) => written.write({ kind: 'replace', value: scalar(null, at), by: right }))]);
}

/** Comments do not count. */
function countOf(word: string, text: string): number {
  return text.replace(/(^|\s)#.*/g, '$1').split(new RegExp(`\\b${word}\\b`)).length - 1;
}

/** Logical ids are letters and digits; parameters and conditions share their names with resources. */
export function freeName(beside: string, suffix: string, { sections, resources }: Pick<Written, 'sections' | 'resources'>): string {
  const wanted = beside.replace(/(?:^|[^A-Za-z0-9]+)(\w?)/g, (_, letter: string) => letter.toUpperCase()) + suffix;
  const isTaken = (name: string): boolean => sections.resources.has(name) || sections.parameters.has(name) || sections.conditions.has(name) || resources.some(({ id }) => id === name);
  let name = wanted;
  for (let count = 2; isTaken(name); count++) name = `${wanted}${String(count)}`;
  return name;
}

export function refuseCleartext(written: Written, { resource: id, policy }: Of<'refuse-cleartext'>): Edits {
  const store = resourceWithId(id, written);
  const statement = store === undefined ? undefined : refusalOf(store.type, id, store.at);
  if (store === undefined || statement === undefined) return undefined;
  if (policy !== undefined) {
    const found = placeAt(written, policy.at);
    return found?.place.parent?.kind === 'list' ? edited(found.document, appendItem(found.document, found.place.parent, contentOf(statement, found.document.json), found.place.inFlow)) : undefined;
  }
  if (store.type !== types.bucket) return undefined;
  const properties = { Bucket: { kind: 'reference', resource: id, attribute: 'Ref', at: store.at, via: [] }, PolicyDocument: { Version: '2012-10-17', Statement: [statement] } } as const;
  return written.write({ kind: 'add', resource: { type: types.bucketPolicy, properties, beside: id, suffix: 'Policy' } });
}
