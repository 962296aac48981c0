/** Which actions the calls of AWS' SDKs need, as rules/models/{sdk,handed-roles}.yaml say; the rule is `prefix:Operation`. Lenient with the data. Knows no code. */
import { own } from '../text/own';
import { actionNamed, matches, prefixNamed } from './actions';

/** An operation of a client: `PutObject` of `s3`. */
export interface Operation {
  /** As the package calls it: `secrets-manager`. */
  readonly client: string;
  readonly prefix: string;
  readonly name: string;
}

/** What an operation needs besides where its input sets a parameter. */
export interface More {
  readonly has: readonly string[];
  readonly actions: readonly string[];
  /** In place of the operation's own. */
  readonly instead: boolean;
  /** The parameter that names what they are needed on. */
  readonly on: string | undefined;
  /** What is named is a bucket, and its objects are meant. */
  readonly bucket: boolean;
  readonly everywhere: boolean;
}

export interface Perhaps {
  readonly actions: readonly string[];
  readonly condition: string;
}

/** Which parameter names what an operation is called on. */
export interface Naming {
  readonly parameters: readonly string[];
  /** As the Service Authorization Reference calls it. */
  readonly type: string;
  /** Only for these actions of the operation. */
  readonly only: readonly string[] | undefined;
  /** What is meant where the parameter is missing. */
  readonly otherwise: string | undefined;
  readonly key: string | undefined;
}

/** A call of a package that calls AWS itself. */
export interface LibraryCall {
  readonly actions: readonly string[];
  /** Needed in some cases only, as when an upload is broken off. */
  readonly perhaps: readonly string[];
  /** The argument, and the field of it, that names what is called on. */
  readonly on: string | undefined;
  /** The same in the call that made the object. */
  readonly onMade: string | undefined;
  readonly type: string | undefined;
  readonly whole: boolean;
  /** The call stands for an operation whose input is this argument. */
  readonly operation: Operation | undefined;
  readonly input: string | undefined;
}

/** A row of the packages that call AWS themselves. */
interface Library {
  /** Exports that lead to the call; any where there are none. */
  readonly of: readonly string[];
  /** Exports below which everything is such a call. */
  readonly under: readonly string[];
  readonly called: readonly string[];
  readonly call: LibraryCall;
}

type Plain = Readonly<Record<string, unknown>>;

const record = (plain: unknown): Plain => (typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? plain as Plain : {});
const list = (plain: unknown): readonly unknown[] => (Array.isArray(plain) ? plain : plain === undefined || plain === null ? [] : [plain]);
const texts = (plain: unknown): readonly string[] => list(plain).filter((item) => typeof item === 'string');
const text = (plain: unknown): string | undefined => (typeof plain === 'string' ? plain : undefined);
/** Matches nothing where none is given. */
const patternOf = (plain: unknown): RegExp => new RegExp(text(plain) ?? '^(?!)');

export class Sdk {
  private readonly prefixes = new Map<string, string>();
  private readonly table: Plain;
  private readonly handedRoles: Plain;
  private readonly hiding: Listing;
  private readonly harmless: Listing;
  private readonly hidingNames: RegExp;
  private readonly extensions: readonly { readonly pattern: RegExp; readonly actions: readonly string[] }[];
  private readonly signing: RegExp;
  /** By the package that they are calls of. */
  private readonly libraries = new Map<string, Library[]>();
  private readonly clients: Plain;
  /** The table does not change, and of the thousands of operations a project calls a few, again and again. */
  private readonly answers = new Map<string, unknown>();

  /** `handedRoles`: the parameters that hand a role on, by prefix. */
  constructor(model: unknown, handedRoles?: unknown) {
    this.table = record(model);
    this.handedRoles = record(handedRoles);
    for (const [prefix, clients] of Object.entries(record(this.table['prefixes']))) for (const client of texts(clients)) this.prefixes.set(bare(client), prefix);
    for (const [name, prefix] of Object.entries(record(this.table['classes']))) if (typeof prefix === 'string') this.prefixes.set(name, prefix);
    this.hiding = listing(texts(this.table['hiding']));
    this.harmless = listing(texts(this.table['harmless']));
    this.hidingNames = patternOf(this.table['hidingNames']);
    this.extensions = list(this.table['extensions']).map(record).map((row) => ({ pattern: patternOf(row['text']), actions: texts(row['actions']) }));
    this.signing = patternOf(this.table['signing']);
    for (const row of list(this.table['libraries']).map(record)) {
      const library = this.libraryOf(row);
      for (const module of texts(row['from'])) this.libraries.set(module, [...this.libraries.get(module) ?? [], library]);
    }
    this.clients = Object.fromEntries(Object.entries(record(this.table['clients'])).map(([name, operations]) => [bare(name), operations]));
  }

  /** Of `secrets-manager` or `SecretsManager`; undefined where there is no such service. */
  prefixOf(client: string): string | undefined {
    return this.prefixes.get(bare(client)) ?? prefixNamed(client);
  }

  /** `name` as the API spells it, such as `PutObject`; with `documents`, as DynamoDB's document client does. Undefined for an unknown service. */
  operation(client: string, name: string, documents = false): Operation | undefined {
    const prefix = this.prefixOf(client);
    const full = documents ? text(own(record(this.table['documents']), name)) ?? name : name;
    return prefix === undefined ? undefined : { client: bare(client), prefix, name: full };
  }

  /** What a waiter such as `objectExists` asks for. */
  waiter(client: string, name: string): Operation | undefined {
    const lower = name.charAt(0).toLowerCase() + name.slice(1);
    const operation = text(own(record(this.table['waiters']), lower));
    return operation === undefined ? undefined : this.operation(client, operation);
  }

  /** What decides where the operation alone does not: `statement` (PartiQL) or `items` (of a transaction). */
  contentOf({ prefix, name }: Operation): string | undefined {
    return prefix === 'dynamodb' ? text(own(record(this.table['byContent']), name)) : undefined;
  }

  /** None where nobody is asked for a permission; undefined where there is no such operation. */
  actionsOf(operation: Operation): readonly string[] | undefined {
    return this.remembered('actions', operation, ({ client, prefix, name }) => {
      const actions = this.namesOf(client, prefix, name)?.map((one) => (one.includes(':') ? one : `${prefix}:${one}`));
      const known = actions?.map((action) => actionNamed(action)?.name);
      return known?.every((action) => action !== undefined) === true ? known : undefined;
    });
  }

  private remembered<V>(question: string, operation: Operation, answer: (operation: Operation) => V): V {
    const key = `${question} ${operation.client} ${operation.prefix}:${operation.name}`;
    if (!this.answers.has(key)) this.answers.set(key, answer(operation));
    return this.answers.get(key) as V;
  }

  private namesOf(client: string, prefix: string, name: string): readonly string[] | undefined {
    if (texts(own(record(this.table['unchecked']), prefix)).some((one) => one.toLowerCase() === name.toLowerCase())) return [];
    const listed = own(record(own(this.clients, client)), name) ?? own(record(own(record(this.table['operations']), prefix)), name);
    if (listed !== undefined) return texts(listed);
    const verbs = record(own(record(this.table['verbs']), prefix));
    const word = /^[A-Z][a-z]+/.exec(name)?.[0];
    const verb = word === undefined ? undefined : text(own(verbs, word));
    if (verb !== undefined && actionNamed(`${prefix}:${name}`) === undefined) return [verb];
    return [name];
  }

  moreOf(operation: Operation): readonly More[] {
    return this.remembered('more', operation, ({ prefix, name }) => {
      const listed = this.rows('more', prefix, name).map((row): More => ({
        has: texts(row['has']), actions: texts(row['actions']), instead: row['instead'] === true, on: text(row['on']), bucket: row['bucket'] === true, everywhere: row['everywhere'] === true,
      }));
      return [...listed, ...this.handedOn(prefix, name), ...this.tagging(prefix, name)];
    });
  }

  private handedOn(prefix: string, name: string): readonly More[] {
    return Object.entries(record(own(this.handedRoles, prefix))).filter(([, operations]) => texts(operations).includes(name))
      // A profile's role is not named by the call.
      .map(([path]) => ({ has: [path], actions: ['iam:PassRole'], instead: false, on: path, bucket: false, everywhere: /InstanceProfile/i.test(path) }));
  }

  private tagging(prefix: string, name: string): readonly More[] {
    const row = record(own(record(this.table['tagged']), prefix));
    const action = text(own(row, name)) ?? text(row['action']);
    if (action === undefined || /^(?:Un)?[Tt]ag|Tags?(?:$|[A-Z])/.test(name)) return [];
    return [{ has: ['Tags', 'tags', ...texts(row['parameters'])], actions: [`${prefix}:${action}`], instead: false, on: undefined, bucket: false, everywhere: false }];
  }

  perhapsOf(operation: Operation): readonly Perhaps[] {
    return this.remembered('perhaps', operation, ({ prefix, name }) => this.rows('perhaps', prefix, name).map((row) => ({ actions: texts(row['actions']), condition: text(row['if']) ?? '' })));
  }

  private rows(section: string, prefix: string, name: string): readonly Plain[] {
    return list(this.table[section]).map(record).filter((row) => row['prefix'] === prefix && texts(row['operation']).includes(name));
  }

  /** In the order in which they are tried. */
  namingsOf(operation: Operation): readonly Naming[] {
    return this.remembered('namings', operation, ({ prefix, name }) => {
      const rows = list(own(record(this.table['resources']), prefix)).map(record);
      const fitting = rows.filter((row) => row['operation'] === undefined || texts(row['operation']).includes(name));
      return fitting.flatMap((row): readonly Naming[] => {
        const type = text(row['type']);
        const key = text(record(row['and'])['parameter']);
        return type === undefined ? [] : [{ parameters: texts(row['parameter']), type, only: row['only'] === undefined ? undefined : texts(row['only']), otherwise: text(row['otherwise']), key }];
      });
    });
  }

  private libraryOf(row: Plain): Library {
    const as = record(row['as']);
    const client = text(as['prefix']);
    return {
      of: texts(row['of']), under: texts(row['under']), called: texts(row['call']),
      call: {
        actions: texts(row['actions']), perhaps: texts(row['perhaps']), on: text(row['on']), onMade: text(row['onMade']), type: text(row['type']), whole: row['whole'] === true,
        operation: client === undefined ? undefined : this.operation(client, text(as['operation']) ?? ''), input: typeof row['input'] === 'number' ? String(row['input']) : text(row['input']),
      },
    };
  }

  /** What calls of a package's export need: `path` is what leads to it, `['SSMProvider', 'get']`. */
  libraryCalls(module: string, path: readonly string[]): readonly LibraryCall[] {
    const libraries = this.libraries.get(module);
    if (libraries === undefined) return [];
    const last = path.at(-1) ?? '';
    const before = path.slice(0, -1);
    return libraries.flatMap(({ of, under, called, call }) => {
      const fits = under.length > 0 ? before.some((name) => under.includes(name)) : called.includes(last);
      return fits && (of.length === 0 || before.some((name) => of.includes(name))) ? [call] : [];
    });
  }

  isLite(module: string): boolean {
    return texts(this.table['lite']).includes(module);
  }

  /** What extensions may need that a text speaks of. */
  extensionActions(code: string): readonly string[] {
    return this.extensions.flatMap(({ pattern, actions }) => (pattern.test(code) ? actions : []));
  }

  /** True for code that signs requests to AWS by itself. */
  signs(code: string): boolean {
    return this.signing.test(code);
  }

  /** True for a package that may call AWS in ways that are not read. */
  hides(module: string): boolean {
    const name = packageOf(module);
    return this.hiding(module, name) || (this.hidingNames.test(name) && !this.harmless(module, name));
  }

  /** A client, or a package that calls nothing by itself. */
  isKnown(module: string): boolean {
    return /^(?:node:|@types\/)/.test(module) || this.harmless(module, packageOf(module));
  }
}

/** Whether a module, or the package that it is of, is in a list. */
type Listing = (module: string, name: string) => boolean;

function listing(patterns: readonly string[]): Listing {
  const whole = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)).map((pattern) => pattern.toLowerCase()));
  const open = patterns.filter((pattern) => /[*?]/.test(pattern));
  return (module, name) => whole.has(module.toLowerCase()) || whole.has(name.toLowerCase()) || open.some((pattern) => matches(pattern, module) || matches(pattern, name));
}

function bare(client: string): string {
  return client.toLowerCase().replace(/[-_]/g, '');
}

function packageOf(module: string): string {
  return module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/');
}

/** By resource type: the attribute that gives its ARN. */
export const arnAttributes: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'Arn', 'AWS::DynamoDB::GlobalTable': 'Arn', 'AWS::SQS::Queue': 'Arn', 'AWS::SNS::Topic': 'Ref', 'AWS::Lambda::Function': 'Arn', 'AWS::SecretsManager::Secret': 'Ref',
  'AWS::StepFunctions::StateMachine': 'Ref', 'AWS::Kinesis::Stream': 'Arn', 'AWS::KinesisFirehose::DeliveryStream': 'Arn', 'AWS::KMS::Key': 'Arn', 'AWS::S3::Bucket': 'Arn',
  'AWS::Events::EventBus': 'Arn', 'AWS::Cognito::UserPool': 'Arn', 'AWS::Logs::LogGroup': 'Arn', 'AWS::IAM::Role': 'Arn', 'AWS::RDS::DBCluster': 'DBClusterArn', 'AWS::Athena::WorkGroup': 'Arn',
};
