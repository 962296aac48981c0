/** Finds credentials that stand as literals in the properties of resources; those of functions' environments and of parameters are other rules'. Knows no dialect. */
import type { Draft } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { isScript } from '../../syntax/script';
import type { Deployment, Resource } from '../../template/deployment';
import { entryAt, possibilities, stringOf, type MapValue, type ScalarValue, type Value } from '../../template/value';
import { contains, type Location } from '../../text/span';
import { fill } from '../checker';
import { article, isPasswordName, isSecretName, isSecretValue, secretsIn, type SecretKnowledge } from '../secret-text';
import { own } from '../../text/own';

interface Parameters {
  readonly inTemplate: {
    readonly message: string;
    /** By the beginning of a resource's type: where its cloud keeps secrets; the first that fits. */
    readonly stores: Readonly<Record<string, string>>;
    /** By resource type, what other rules look at; dotted. `*` is every type. */
    readonly told: Readonly<Record<string, readonly string[]>>;
    /** Keys whose blocks describe data rather than hold it. */
    readonly descriptions: readonly string[];
    /** Names that say which key is meant, though they are a secret's elsewhere; regular expression, case aside. */
    readonly naming: string;
  };
}

/** A text of a resource and what it is given to. */
interface Literal {
  /** Undefined where it is one of several. */
  readonly name: string | undefined;
  readonly key: string;
  readonly value: ScalarValue;
}

/** `isGiven`: whether a place is told as a variable of functions. */
export function* literalProperties(rule: RuleData, deployment: Deployment, knowledge: SecretKnowledge, isGiven: (place: Location) => boolean): Generator<Draft> {
  const { inTemplate } = rule.with as Parameters;
  const seen = new Set<string>();
  const naming = new RegExp(inTemplate.naming, 'i');
  for (const resource of deployment.resources) {
    // A template that is code is read as code.
    if (isScript(resource.at.uri)) continue;
    for (const { name, key, value } of literalsOf(resource, inTemplate)) {
      const what = kindOf(name, value, naming, knowledge);
      if (what === undefined) continue;
      const place = value.at;
      const id = `${place.uri} ${String(place.span.start)}`;
      if (seen.has(id) || isGiven(place) || isParameter(value, deployment)) continue;
      seen.add(id);
      yield { location: place, message: fill(inTemplate.message, { what, name: key, resource: resource.id, store: storeOf(resource, inTemplate) }), related: value.via };
    }
  }
}

function kindOf(name: string | undefined, value: ScalarValue, naming: RegExp, knowledge: SecretKnowledge): string | undefined {
  const text = stringOf(value) ?? '';
  const [shaped] = secretsIn(text, knowledge);
  if (shaped !== undefined) return `${article(shaped.what)} ${shaped.what} stands`;
  if (name === undefined || naming.test(name)) return undefined;
  // Whatever is written where a resource takes its password is the password, though it may look like a stand-in for one.
  if (isPasswordName(name, knowledge) && /^(?!(?:true|false|none|null)$)[^\s{}<>$/:]{3,128}$/i.test(text) && !text.startsWith('@Microsoft.')) return 'A password stands';
  // Short words are units, kinds and modes.
  return isSecretName(name, knowledge) && isSecretValue(name, text, knowledge) && !/^[a-z]{1,9}$|^[A-Z_]{1,16}$/.test(text) ? 'A secret stands' : undefined;
}

function storeOf({ type }: Resource, { stores }: Parameters['inTemplate']): string {
  return Object.entries(stores).find(([start]) => type.startsWith(start))?.[1] ?? '';
}

/** What a parameter presets is that parameter's fault. */
function isParameter({ via }: Value, { parameters }: Deployment): boolean {
  return via.some(({ location }) => parameters.some(({ at, properties }) => isWithin(location, at) || isWithin(location, properties.at)));
}

function isWithin(inner: Location, outer: Location): boolean {
  return inner.uri === outer.uri && contains(outer.span, inner.span);
}

function literalsOf({ type, properties }: Resource, { told, descriptions }: Parameters['inTemplate']): readonly Literal[] {
  const found: Literal[] = [];
  const skipped = new Set([...(own(told, type) ?? []), ...(told['*'] ?? [])]);
  const into = (key: string, name: string | undefined, path: string, value: Value): void => {
    for (const one of possibilities(value)) {
      if (one.kind === 'scalar') {
        if (typeof one.value === 'string') found.push({ key, name, value: one });
      } else if (one.kind === 'list') for (const item of one.items) into(key, undefined, path, item);
      else if (one.kind === 'map') inMap(one, path);
    }
  };
  const inMap = (map: MapValue, path: string): void => {
    // `{ Name: DB_PASSWORD, Value: … }`, as containers have their environment.
    const named = stringOf(entryAt(map, 'Name')?.value) ?? stringOf(entryAt(map, 'name')?.value);
    for (const { key, value } of map.entries) {
      const inner = path === '' ? key : `${path}.${key}`;
      const name = /^value$/i.test(key) && named !== undefined ? named : key;
      // A key of a state machine that ends so holds a path.
      if (!skipped.has(inner) && !descriptions.includes(key) && !key.endsWith('.$')) into(name, name, inner, value);
    }
  };
  inMap(properties, '');
  return found;
}
