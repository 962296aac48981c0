/** The kinds of places where one function leaves data for another, as `rules/models/channels.yaml` says. Knows no code and no template. */
import type { TriggerKind } from '../../template/deployment';

export interface Channel {
  readonly name: string;
  /** Of resources, in CloudFormation's vocabulary, and the property that names them. */
  readonly types: readonly string[];
  readonly property: string;
  /** What brings it to a function; undefined where functions are called or read it themselves. */
  readonly trigger: TriggerKind | undefined;
  /** Where the parts of what was put stand in the event, and in the answer of a call that reads it back. */
  readonly arrives: readonly Spot[];
  readonly answers: readonly Spot[];
  /** Actions that put; given where what the workspace's functions put may be all there is. */
  readonly alone: readonly string[];
  /** Phrases: of the step that puts, of a message, of the steps in the template. */
  readonly put: string;
  readonly said: string;
  readonly hop: string;
  readonly holds: string;
}

export interface Spot {
  readonly part: string;
  readonly path: readonly string[];
}

export interface Channels {
  readonly byName: ReadonlyMap<string, Channel>;
  readonly byTrigger: ReadonlyMap<TriggerKind, Channel>;
  /** Names around a value that say its type. */
  readonly wrappers: ReadonlySet<string>;
}

type Plain = Readonly<Record<string, unknown>>;

const record = (plain: unknown): Plain => (typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? plain as Plain : {});
const texts = (plain: unknown): readonly string[] => (Array.isArray(plain) ? plain : [plain]).filter((item) => typeof item === 'string');
const text = (plain: unknown): string => (typeof plain === 'string' ? plain : '');

export function channelsOf(models: Readonly<Record<string, unknown>>): Channels {
  const plain = record(models['channels']);
  const answers = record(plain['answers']);
  const all = Object.entries(record(plain['channels'])).map(([name, one]): Channel => {
    const data = record(one);
    return {
      name, types: texts(data['types']), property: text(data['name']), trigger: data['trigger'] === undefined ? undefined : text(data['trigger']) as TriggerKind,
      arrives: spotsOf(data['arrives']), answers: spotsOf(answers[name]), alone: texts(data['alone']),
      put: text(data['put']), said: text(data['said']), hop: text(data['hop']), holds: text(data['holds']),
    };
  });
  return {
    byName: new Map(all.map((channel) => [channel.name, channel])),
    byTrigger: new Map(all.flatMap((channel) => (channel.trigger === undefined ? [] : [[channel.trigger, channel] as const]))),
    wrappers: new Set(texts(plain['wrappers'])),
  };
}

function spotsOf(plain: unknown): readonly Spot[] {
  return Object.entries(record(plain)).flatMap(([part, paths]) => texts(paths).map((path) => ({ part, path: path === '' ? [] : path.split('.') })));
}

/** The names that are left below a spot; undefined where the path leads elsewhere. What ends above it holds it. */
export function below({ path }: Spot, names: readonly string[]): readonly string[] | undefined {
  return path.every((name, index) => index >= names.length || name === '*' || name === names[index]) ? names.slice(path.length) : undefined;
}
