/**
 * Finds what Serverless Framework variables stand for, as far as the workspace's files say it. Reads no environment, no
 * option and no store: what comes from there is unknown, with its reason. Knows nothing of functions and events.
 */
import type { DataNode, DataScalar } from '../../syntax/data';
import { entryOf } from '../../syntax/data';
import type { Location } from '../../text/span';
import { extensionOf, folderOf, isWithin, join } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Stage } from '../dialect';
import type { ChoiceValue, Hop, ReferenceValue, UnknownSource, UnknownValue, Value } from '../value';
import { booleanOf, patternOf, scalar, unknown } from '../value';
import type { Source, Template, Variable } from './variables';
import { mayHoldVariable, parseVariables } from './variables';

/** A node of some file, and how it was reached. */
export interface Placed {
  readonly kind: 'placed';
  readonly node: DataNode;
  readonly uri: string;
  /** Where it is used: its own place, or that of the variable that led here. */
  readonly at: Location;
  /** From the use to the node; empty where it is used in its own place. */
  readonly via: readonly Hop[];
}

export type Found = Placed | Value;

/** What the resolver reads. */
export interface Documents {
  readonly main: Placed;
  /** The stage that is deployed; undefined where nobody says. */
  readonly stage?: Stage | undefined;
  /** The folder that no reference may leave. */
  readonly root: string;
  readonly file: (uri: string) => SourceFile | undefined;
  /** The tree of a YAML or JSON file; undefined where it holds nothing. */
  readonly tree: (file: SourceFile) => DataNode | undefined;
  /** What a script gives to others under a name, as a tree; undefined where that is no data. */
  readonly script: (file: SourceFile, name: string) => DataNode | undefined;
  /** What a node of a script's tree stands for; undefined where it is what it says. */
  readonly planted: (node: DataNode) => Found | undefined;
  /** A node with all that is below it, as a value. */
  readonly evaluate: (place: Placed) => Value;
}

/** A source that gives nothing, so that the next one is asked. */
interface Missing {
  readonly kind: 'missing';
  readonly reason: string;
  readonly source: UnknownSource;
}

/** Characters of text that variables may pull in altogether: more is a bomb, not a template. */
const budget = 2_000_000;
const longestText = 65_536;
/** Ways in which one text may come out. */
const mostAlternatives = 12;
/** A longer story of where a value comes from nobody reads; the value itself loses nothing. */
const mostHops = 40;
/** Variables that lead to variables: more in a row is not written by people. */
const longestChain = 100;

const composeFiles = ['serverless-compose.yml', 'serverless-compose.yaml', 'serverless-compose.json'];

/** What the framework assumes where the document is silent. */
const defaults: Readonly<Record<string, string>> = { 'provider.stage': 'dev', 'provider.region': 'us-east-1' };

export function place(node: DataNode, uri: string): Placed {
  return { kind: 'placed', node, uri, at: { uri, span: node.span }, via: [] };
}

export class Resolver {
  private readonly active = new Set<DataNode>();
  private readonly expanded = new Map<DataNode, Found>();
  private spent = 0;

  constructor(private readonly documents: Documents) {}

  /** Follows a variable to what it stands for; all else is returned as it is. What is found holds no variable at its top. */
  expand(use: Placed): Found {
    const { node } = use;
    const planted = this.documents.planted(node);
    if (planted !== undefined) return anchored(planted.kind === 'placed' && !this.active.has(node) ? this.behind(planted, node) : planted, use);
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || !mayHoldVariable(node.value)) return use;
    const known = this.expanded.get(node);
    if (known !== undefined) return anchored(this.charge(known), use);
    const here: Location = { uri: use.uri, span: node.span };
    if (this.active.has(node) || this.active.size > longestChain) return unknown('the variable leads back to itself', 'limit', use.at, use.via, node.value);
    this.active.add(node);
    const parts = parseVariables(node.value);
    const [only] = parts;
    const found = parts.length === 1 && typeof only === 'object' ? this.whole(only, here) : this.text(parts, here);
    this.active.delete(node);
    this.expanded.set(node, found);
    return anchored(this.charge(found), use);
  }

  private behind(planted: Placed, node: DataNode): Found {
    this.active.add(node);
    const found = this.expand(planted);
    this.active.delete(node);
    return found;
  }

  /** What stands at the path of keys and indexes below a place; undefined where there is nothing. */
  at(start: Found, path: readonly string[]): Found | undefined {
    const found = this.walk(start, path);
    return found.kind === 'missing' ? undefined : found.kind === 'placed' ? this.expand(found) : found;
  }

  private whole(variable: Variable, here: Location): Found {
    const found = this.variable(variable, here);
    return found.kind === 'placed' ? this.expand(found) : found;
  }

  /** Tries the variable's sources in turn. */
  private variable(variable: Variable, here: Location): Found {
    if (variable.tooDeep === true) return unknown('the variables are nested too deep', 'limit', here, [], variable.text);
    let missing: Missing = { kind: 'missing', reason: `\`${variable.text}\` cannot be read`, source: 'unresolved' };
    const passed: Hop[] = [];
    for (const [index, source] of variable.sources.entries()) {
      const found = this.source(source, here, variable.text);
      const last = index === variable.sources.length - 1;
      if (found.kind === 'missing') {
        // An option that is not given says more than a fallback that leads nowhere.
        if (index === 0 || missing.source !== 'parameter') missing = found;
        passed.push({ location: here, message: `${found.reason}, so its fallback` });
      } else if (found.kind === 'unknown' && found.source in undecided && !last) {
        const rest = this.value(this.variable({ ...variable, sources: variable.sources.slice(index + 1) }, here));
        return eitherOr(found, rest, here, passed);
      } else if (last || !isNull(found)) {
        return { ...found, at: here, via: [...passed, ...found.via] };
      }
    }
    return unknown(missing.reason, missing.source, here, [], variable.text);
  }

  private value(found: Found): Value {
    return found.kind === 'placed' ? this.documents.evaluate(found) : found;
  }

  private source(source: Source, here: Location, text: string): Found | Missing {
    if (source.kind === 'literal') return scalar(source.value, here);
    if (source.kind === 'nested') return this.whole(source.variable, here);
    const address = this.word(source.address, here);
    if (typeof address !== 'string') return address;
    const params = this.word(source.params, here);
    if (typeof params !== 'string') return params;
    const [type = ''] = source.type.split('.');
    const outside = (reason: string, kind: UnknownSource): UnknownValue => unknown(reason, kind, here, [], text);
    switch (type) {
      case 'self': return this.self(address, here);
      case 'file': return this.file(params, address, here, text);
      case 'opt':
        return (address === 'stage' || address === 's' ? this.chosen(here) : undefined) ?? { kind: 'missing', reason: `option \`--${address}\` is not given`, source: 'parameter' };
      case 'sls': return address === 'stage' ? this.stage(here) : outside(`\`${address}\` is made at deployment`, 'unresolved');
      case 'param': return this.parameter(address, here);
      case 'env': return outside(`environment variable \`${address}\` is read at deployment`, 'environment');
      case 'strToBool': return toBoolean(params === '' ? address : params, here, outside);
      case 'aws': return this.cloud(address, here, outside);
      case 'ssm':
        return /~(true|split)$/.test(address) || address.includes('/aws/reference/secretsmanager')
          ? outside(`secret \`${address}\` is read at deployment`, 'secret-store')
          : outside(`parameter \`${address}\` is read at deployment`, 'parameter-store');
      case 'vault': case 'doppler': case 'secrets':
        return outside(`secret \`${address}\` is read at deployment`, 'secret-store');
      case 'cf': case 's3': case 'output': case 'terraform': case 'construct':
        return outside(`\`${source.text}\` is read at deployment`, 'import');
      default: return outside(`\`${source.text}\` is known at deployment only`, 'unresolved');
    }
  }

  /** A variable's address or parameters as text; unknown where a part of them is. */
  private word(template: Template | undefined, here: Location): string | UnknownValue {
    if (template === undefined) return '';
    const value = this.text(template, here);
    if (value.kind === 'scalar') return String(value.value);
    const reason = unknownIn(value);
    return unknown(reason?.reason ?? 'a part of the variable is not known', reason?.source ?? 'unresolved', here, [], reason?.expression);
  }

  private self(address: string, here: Location): Found | Missing {
    const found = this.walk(this.documents.main, path(address));
    if (found.kind !== 'missing') return hopTo(found, `\`${address}\``);
    const assumed = defaults[address];
    return assumed === undefined ? found : scalar(assumed, here, [{ location: here, message: `\`${address}\` as the framework assumes it` }]);
  }

  private stage(here: Location): Found | Missing {
    return this.chosen(here) ?? this.self('provider.stage', here);
  }

  private chosen(here: Location): Value | undefined {
    const { stage } = this.documents;
    return stage === undefined ? undefined : scalar(stage.name, here, [{ location: stage.at, message: `stage ${stage.name}` }]);
  }

  private parameter(name: string, here: Location): Found | Missing {
    const stage = this.stage(here);
    const stageName = stage.kind === 'missing' ? undefined : patternOf(this.value(stage.kind === 'placed' ? this.expand(stage) : stage));
    const places = [
      ...(stageName === undefined ? [] : [['params', stageName, name], ['stages', stageName, 'params', name]]),
      ['params', 'default', name],
      ['stages', 'default', 'params', name],
    ];
    for (const keys of places) {
      const found = this.walk(this.documents.main, keys);
      if (found.kind !== 'missing') return hopTo(found, `parameter \`${name}\` of ${keys.includes('default') ? 'every stage' : `stage ${keys[1] ?? ''}`}`);
    }
    return this.composed(name) ?? { kind: 'missing', reason: `parameter \`${name}\` is given at deployment`, source: 'parameter' };
  }

  /** What a compose file above gives to the service in this folder. */
  private composed(name: string): Found | undefined {
    const home = folderOf(this.documents.main.uri);
    for (let folder = home; isWithin(this.documents.root, folder); folder = folderOf(folder)) {
      for (const file of composeFiles.map((one) => this.documents.file(join(folder, one)))) {
        const tree = file === undefined || file.omitted !== undefined ? undefined : this.documents.tree(file);
        const services = entryOf(tree, 'services')?.value;
        if (file === undefined || services?.kind !== 'map') continue;
        const own = services.entries.find(({ value }) => {
          const path = entryOf(value, 'path')?.value;
          return path?.kind === 'scalar' && typeof path.value === 'string' && join(folder, path.value) === home;
        });
        const given = entryOf(entryOf(own?.value, 'params')?.value, name)?.value;
        if (own === undefined || given === undefined) continue;
        const found = place(given, file.uri);
        // `${other.output}` and `${env:X}` are the compose file's own variables.
        const made = given.kind === 'scalar' && typeof given.value === 'string' && given.value.includes('${') ? given.value : undefined;
        return hopTo(made === undefined ? found : unknown('another service gives it at deployment', 'import', found.at, [], made), `parameter \`${name}\` of service ${own.key}`);
      }
    }
    return undefined;
  }

  private cloud(address: string, here: Location, outside: (reason: string, kind: UnknownSource) => UnknownValue): Found | Missing {
    if (address === 'region') return this.self('provider.region', here);
    return outside(address === 'accountId' ? 'the account is known at deployment only' : `\`aws:${address}\` is known at deployment only`, 'unresolved');
  }

  private file(name: string, address: string, here: Location, text: string): Found | Missing {
    const uri = name.startsWith('/') || name.startsWith('~') ? undefined : join(folderOf(this.documents.main.uri), name);
    if (uri === undefined || !isWithin(this.documents.root, uri)) return unknown(`\`${name}\` lies outside the workspace`, 'import', here, [], text);
    const extension = extensionOf(uri);
    const file = this.documents.file(uri);
    if (file === undefined) return unknown(`\`${name}\` is not in the workspace`, 'import', here, [], text);
    if (file.omitted !== undefined) return unknown(`\`${name}\` was not read`, 'limit', here, [], text);
    if (['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts'].includes(extension)) return this.program(file, name, address, here, text);
    const isData = ['.yml', '.yaml', '.json'].includes(extension);
    const node = isData ? this.documents.tree(file) : asText(file);
    if (node === undefined) return { kind: 'missing', reason: `\`${name}\` is empty`, source: 'unresolved' };
    const found = this.walk(place(node, uri), path(address), `of \`${name}\``);
    return found.kind === 'missing' ? found : hopTo(found, address === '' ? `\`${name}\`` : `\`${address}\` of \`${name}\``);
  }

  /** The first key names what the script gives to others, or stands in what it gives as a whole. */
  private program(file: SourceFile, name: string, address: string, here: Location, text: string): Found | Missing {
    const [first = 'default', ...rest] = path(address);
    for (const [exported, keys] of [[first, rest], ['default', path(address)]] as const) {
      const node = this.documents.script(file, exported);
      const found = node === undefined ? undefined : this.walk(place(node, file.uri), keys, `of \`${name}\``);
      if (found !== undefined && found.kind !== 'missing') return hopTo(found, `\`${address}\` of \`${name}\``);
    }
    return unknown(`\`${name}\` is a program, which is not run`, 'unresolved', here, [], text);
  }

  private walk(start: Found, keys: readonly string[], where = ''): Found | Missing {
    let current = start;
    for (const [index, key] of keys.entries()) {
      if (current.kind === 'placed') current = this.expand(current);
      if (current.kind === 'unknown') return current;
      if (current.kind === 'choice' || current.kind === 'text' || current.kind === 'reference') {
        return unknown(`\`${keys.slice(0, index).join('.')}\` is not known`, 'unresolved', current.at, current.via);
      }
      const below: Found | undefined = stepInto(current, key);
      if (below === undefined) return { kind: 'missing', reason: `\`${keys.slice(0, index + 1).join('.')}\`${where === '' ? '' : ` ${where}`} is not set`, source: 'unresolved' };
      current = below;
    }
    return current;
  }

  /** Joins the parts of a text; where a part is one of several, so is the text. */
  private text(template: Template, here: Location): Value {
    let alternatives: Alternative[] = [{ when: [], parts: [], via: [] }];
    for (const part of template) {
      const value = typeof part === 'string' ? scalar(part, here) : this.value(this.whole(part, here));
      const options = value.kind === 'choice' ? value.options : [{ when: '', value }];
      const fits = alternatives.length * options.length <= mostAlternatives;
      const usable = fits ? options : [{ when: '', value: unknown(`the text around it may come out in more than ${String(mostAlternatives)} ways`, 'limit', here) }];
      alternatives = alternatives.flatMap((alternative) => usable.map((option) => extended(alternative, option.when, option.value, here)));
    }
    const options = alternatives.map((alternative) => ({ when: alternative.when.join(' and '), value: joined(alternative, here) }));
    const [first] = options;
    if (first === undefined) return scalar('', here);
    return options.length === 1 ? first.value : { kind: 'choice', options, at: here, via: [] };
  }

  private charge(found: Found): Found {
    this.spent += 1 + (found.kind === 'placed' ? found.node.span.end - found.node.span.start : 0);
    return this.spent <= budget ? found : unknown('the variables pull in too much', 'limit', found.at, found.via);
  }
}

/** One way that a text may read. */
interface Alternative {
  readonly when: readonly string[];
  readonly parts: readonly (string | ReferenceValue | UnknownValue)[];
  readonly via: readonly Hop[];
}

function extended(alternative: Alternative, when: string, value: Value, here: Location): Alternative {
  return {
    when: when === '' ? alternative.when : [...alternative.when, when],
    parts: [...alternative.parts, ...textParts(value, here)],
    via: [...alternative.via, ...value.via].slice(0, mostHops),
  };
}

function textParts(value: Value, here: Location): readonly (string | ReferenceValue | UnknownValue)[] {
  if (value.kind === 'scalar') return [value.value === null ? '' : String(value.value)];
  if (value.kind === 'text') return value.parts;
  if (value.kind === 'reference' || value.kind === 'unknown') return [value];
  return [unknown('it is no text', 'unresolved', here)];
}

function joined({ parts, via }: Alternative, here: Location): Value {
  const merged: (string | ReferenceValue | UnknownValue)[] = [];
  let length = 0;
  for (const part of parts) {
    if (typeof part !== 'string' && part.kind === 'unknown' && part.source === 'limit') return { ...part, at: here, via };
    length += typeof part === 'string' ? part.length : 1;
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  if (length > longestText) return unknown('the text becomes too long', 'limit', here, via);
  const [only = ''] = merged;
  if (merged.length <= 1) return typeof only === 'string' ? scalar(only, here, via) : { ...only, at: here, via };
  return { kind: 'text', parts: merged, at: here, via };
}

function anchored(found: Found, use: Placed): Found {
  return { ...found, at: use.at, via: [...use.via, ...found.via].slice(0, mostHops) };
}

/** Adds the hop to the place that gives the value, after those that were needed to reach it. */
function hopTo(found: Found, message: string): Found {
  const location = found.kind === 'placed' ? { uri: found.uri, span: found.node.span } : found.at;
  return { ...found, via: [...found.via, { location, message }] };
}

function stepInto(current: Placed | Value, key: string): Found | undefined {
  if (current.kind === 'placed') {
    const { node } = current;
    const below = node.kind === 'list' ? node.items[Number(key)] : entryOf(node, key)?.value;
    return below === undefined ? undefined : { ...place(below, current.uri), via: current.via };
  }
  if (current.kind === 'map') return current.entries.find((entry) => entry.key === key)?.value;
  return current.kind === 'list' ? current.items[Number(key)] : undefined;
}

/** Outside sources whose absence at deployment lets the fallback count: what is not in the workspace may still be there then. */
const undecided: Readonly<Partial<Record<UnknownSource, string>>> = { environment: 'the environment', import: 'the deployment' };

function eitherOr(outside: UnknownValue, fallback: Value, here: Location, via: readonly Hop[]): ChoiceValue {
  const giver = undecided[outside.source] ?? '';
  return {
    kind: 'choice',
    options: [
      { when: `${giver} has ${outside.expression ?? 'it'}`, value: outside },
      { when: `${giver} does not have ${outside.expression ?? 'it'}`, value: fallback },
    ],
    at: here,
    via,
  };
}

function toBoolean(text: string, here: Location, outside: (reason: string, kind: UnknownSource) => UnknownValue): Value {
  const known = booleanOf(scalar(text.trim(), here)) ?? ({ 1: true, 0: false } as Readonly<Record<string, boolean>>)[text.trim()];
  return known === undefined ? outside(`\`${text}\` is neither true nor false`, 'unresolved') : scalar(known, here);
}

function isNull(found: Found): boolean {
  const value = found.kind === 'placed' && found.node.kind === 'scalar' ? found.node.value : found.kind === 'scalar' ? found.value : undefined;
  return value === null;
}

function unknownIn(value: Value): UnknownValue | undefined {
  if (value.kind === 'unknown') return value;
  return value.kind === 'text' ? value.parts.find((part): part is UnknownValue => typeof part !== 'string' && part.kind === 'unknown') : undefined;
}

function asText(file: SourceFile): DataScalar {
  return { kind: 'scalar', value: file.text.trim(), style: 'plain', span: { start: 0, end: file.text.length } };
}

function path(address: string): readonly string[] {
  return address === '' ? [] : address.split('.');
}
