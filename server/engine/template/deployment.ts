/**
 * What one template deploys, in terms that every dialect shares. Rules read this and never learn which dialect it came
 * from; resources speak CloudFormation's vocabulary (types and property names of the AWS resource reference), whatever
 * the template is written in.
 */
import type { Problem } from '../finding';
import type { FileEdit } from '../text/edit';
import type { Location } from '../text/span';
import type { MapValue, ReferenceValue, Value } from './value';

export interface Deployment {
  /** The template's main file. */
  readonly uri: string;
  /** e.g. "template.yaml", for messages. */
  readonly name: string;
  /** Where it is deployed; AWS where nothing is said. */
  readonly cloud?: Cloud;
  readonly functions: readonly DeployedFunction[];
  /** Every resource, functions included; in template order. */
  readonly resources: readonly Resource[];
  /** IAM statements wherever they stand: on roles, functions, users, groups, resources. */
  readonly grants: readonly Grant[];
  /** Ready-made policies attached by name. */
  readonly attachments: readonly PolicyAttachment[];
  readonly parameters: readonly Parameter[];
  /** HTTP APIs, also implicit ones. */
  readonly apis: readonly Api[];
  readonly problems: readonly Problem[];
  /** What is made by code that is not seen, and is given functions or roles of this deployment. */
  readonly foreign?: readonly Foreign[];
  /** The dialect's way to write a change; undefined where it cannot be written (e.g. the value stands in another template's output). */
  readonly write: (change: Change) => readonly FileEdit[] | undefined;
}

/** A construct of a package, a module from elsewhere: it may change whatever it is given. */
export interface Foreign {
  /** For messages: "TableAccess", "module.access". */
  readonly name: string;
  readonly at: Location;
  /** Ids of resources and names of functions. */
  readonly given: readonly string[];
}

/** A cloud other than AWS. Its functions' properties are open: what AWS would have by default is not theirs. */
export type Cloud = 'azure' | 'google' | 'cloudflare' | 'vercel' | 'netlify';

/** How sure it is that what a condition guards is deployed. */
export type Presence = 'always' | 'maybe';

export interface Resource {
  /** Logical id, unique in the deployment. */
  readonly id: string;
  /** A CloudFormation type such as `AWS::S3::Bucket`; SAM's and other dialects' types are lowered to it where there is one. */
  readonly type: string;
  /** Of its id. */
  readonly at: Location;
  /** Of the key whose block holds the properties, where the template has one: the place that lacks what is not there. */
  readonly block?: Location;
  /** In CloudFormation's shape, dialect defaults (SAM Globals) merged in. */
  readonly properties: MapValue;
  readonly presence: Presence;
  /** Set where the resource follows from another one (SAM's implicit API, role, permission). */
  readonly implicit?: boolean;
}

export interface DeployedFunction {
  /** Logical id or key in the template. */
  readonly name: string;
  readonly at: Location;
  readonly code: HandlerReference;
  readonly runtime: Value | undefined;
  readonly environment: readonly EnvironmentVariable[];
  /** True where variables may be missing because something merged in is unknown. */
  readonly environmentOpen: boolean;
  readonly triggers: readonly Trigger[];
  /** Set where it is no function, but what the platform runs to build them: no function is given its environment. */
  readonly builds?: true;
  /** The id of its role resource where several may share it (the implicit role of SAM is one of its own); undefined where unknown. */
  readonly role: string | undefined;
  /** Timeout, memory and all else, in the shape of AWS::Lambda::Function. */
  readonly properties: MapValue;
  readonly presence: Presence;
}

/** Where a function's code is said to be. */
export interface HandlerReference {
  /** e.g. `src/handlers/create.handler`, as given. */
  readonly handler: Value | undefined;
  /** Folder uris in which the handler's path may start, most likely first (CodeUri, the template's folder, esbuild's sources). */
  readonly folders: readonly string[];
  /** Files named as the entry by a bundler's metadata, best first. */
  readonly entryPoints: readonly string[];
  /** Code written inside the template. */
  readonly inline?: Value;
  /** Why no file can be named, e.g. "a container image"; the handler is then unbound with this reason. */
  readonly unbound?: string;
  /** Where a platform is told file and export apart: the export, `*` for whatever the platform finds in the first of the entry points. */
  readonly export?: string;
  /** Folders of which everything that the platform starts runs in this, e.g. all functions of a site. */
  readonly within?: readonly string[];
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly at: Location;
  readonly value: Value;
}

/** Who can send what the function receives. `unknown` is not a violation of anything. */
export type Exposure = 'anonymous' | 'authenticated' | 'external-data' | 'account' | 'schedule' | 'unknown';

export type TriggerKind =
  | 'http' | 'websocket' | 'url' | 'load-balancer' | 'graphql'
  | 'queue' | 'topic' | 'stream' | 'table-stream' | 'kafka' | 'mq' | 'bucket' | 'email' | 'iot' | 'logs'
  | 'event' | 'schedule' | 'cognito' | 'authorizer' | 'state-machine' | 'custom-resource' | 'edge' | 'invoke' | 'other';

export interface Trigger {
  readonly kind: TriggerKind;
  readonly at: Location;
  /** For messages: "POST /orders", "queue OrdersQueue", "every 5 minutes". */
  readonly label: string;
  readonly exposure: Exposure;
  /** Why the exposure is what it is, to follow "because": "it has no authorizer", "AuthType is NONE". */
  readonly because: string;
  /** The queue, topic, bucket, table, bus … */
  readonly source?: Value;
  readonly route?: Route;
  /** In the shape of SAM's event properties or AWS::Lambda::EventSourceMapping, whichever says more. */
  readonly properties?: MapValue;
}

export interface Route {
  readonly api: string;
  /** Upper case, `ANY` for all. */
  readonly method: string;
  readonly path: string;
  readonly authorizer: Authorization;
  readonly apiKey: boolean | 'unknown';
  /** The value that decides about the authorizer: its own Auth, the API's default, or the route itself where nothing is said. */
  readonly decidedAt: Location;
  /** A request model or schema is attached at the gateway, or may be. */
  readonly requestModel: boolean;
  /** Where the route has its own rules for other origins instead of its API's. */
  readonly cors?: Cors;
}

export type Authorization = 'none' | 'iam' | 'jwt' | 'custom' | 'unknown';

export interface Api {
  readonly id: string;
  readonly kind: 'rest' | 'http' | 'websocket' | 'graphql' | 'url';
  readonly at: Location;
  /** In the shape of the explicit resource; empty for an implicit one. */
  readonly properties: MapValue;
  readonly cors?: Cors;
  readonly implicit: boolean;
}

export interface Cors {
  readonly at: Location;
  readonly origins: readonly Value[];
  readonly credentials: Value | undefined;
}

/** Whose rights (identity policies) or whose door (resource policies) a statement is about. */
export type Holder =
  /** `functions` are the names of those that run with the role. */
  | { readonly kind: 'role'; readonly id: string; readonly functions: readonly string[] }
  /** An IAM user, group or a policy not attached to anything seen. */
  | { readonly kind: 'identity'; readonly id: string }
  /** A bucket, queue, topic, key … policy. */
  | { readonly kind: 'resource'; readonly id: string; readonly resourceType: string }
  /** Who may assume a role. */
  | { readonly kind: 'trust'; readonly id: string };

export interface Grant {
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  readonly actions: readonly Value[];
  readonly notActions: readonly Value[];
  readonly resources: readonly Value[];
  readonly notResources: readonly Value[];
  /** `*` or `{ AWS: … }`, as given; undefined in identity policies. */
  readonly principal: Value | undefined;
  readonly notPrincipal: Value | undefined;
  readonly conditions: Value | undefined;
  readonly sid: string | undefined;
  /** Of the statement. */
  readonly at: Location;
  /** From the key of the policy document on, where the statement is the first in it. */
  readonly around?: Location;
  readonly holder: Holder;
  readonly presence: Presence;
  /** Set where the statement comes from a template or method such as SAM's `S3ReadPolicy`: its name. */
  readonly from?: string;
  /** Set where what gives it does more than allow, e.g. tells a name: nobody would take it away for its rights alone. */
  readonly tells?: true;
}

export interface PolicyAttachment {
  /** Name or ARN of a managed policy. */
  readonly policy: Value;
  readonly at: Location;
  readonly holder: Holder;
}

export interface Parameter {
  readonly name: string;
  readonly at: Location;
  readonly default: Value | undefined;
  /** NoEcho, `sensitive`; `unknown` where it cannot be told. */
  readonly hidden: boolean | 'unknown';
  /** The key of its own block that hides it, e.g. `sensitive`; absent where it is CloudFormation's. */
  readonly hiddenBy?: string;
  readonly allowedValues: readonly Value[];
  readonly type: string | undefined;
  /** The parameter's own block. */
  readonly properties: MapValue;
}

/** What a fix wants the template to say; each dialect writes it in its own idiom, keeping comments and layout. */
export type Change =
  /** Replace a value that stands in the template by another one. */
  | { readonly kind: 'replace'; readonly value: Value; readonly by: Plain }
  /** Set a property of a resource or function, creating the maps on the way. Paths in CloudFormation's vocabulary. */
  | { readonly kind: 'set'; readonly resource: string; readonly path: readonly string[]; readonly to: Plain }
  | { readonly kind: 'remove'; readonly value: Value }
  /** Set an entry of a map or parameter block that stands in the template. */
  | { readonly kind: 'entry'; readonly map: MapValue; readonly key: string; readonly to: Plain }
  /** Replace the actions/resources of a statement. */
  | { readonly kind: 'statement'; readonly grant: Grant; readonly actions?: readonly string[]; readonly resources?: readonly (string | ReferenceValue)[] }
  /** Require IAM signatures, or the named authorizer, on a function's HTTP trigger or URL. */
  | { readonly kind: 'authorize'; readonly trigger: Trigger; readonly function: string; readonly by: 'iam' }
  /** Add a statement to a function's own role. */
  | { readonly kind: 'grant'; readonly function: string; readonly actions: readonly string[]; readonly resources: readonly (string | ReferenceValue)[] }
  /** Let the parameter store keep a parameter encrypted; not where a template cannot ask for that. */
  | { readonly kind: 'secure'; readonly parameter: string }
  /**
   * Turn a parameter into a secret of the store: with the value that it is given, or with one that the store makes. What may name it, and is to name the secret from then on:
   * variables, and the rights by which it is read. Undefined where anything else does.
   */
  | { readonly kind: 'keep-secret'; readonly parameter: string; readonly isMade: boolean; readonly variables: readonly EnvironmentVariable[]; readonly rights: readonly Grant[] }
  /** Let the store of secrets have a function (its resource) change a secret every so many days. */
  | { readonly kind: 'rotate'; readonly secret: string; readonly by: string; readonly days: number }
  /** Give functions that run with a common role one of their own each. */
  | { readonly kind: 'own-roles'; readonly roles: readonly OwnRole[] }
  /** Send what a function cannot handle of a stream to a queue, after a few retries. */
  | { readonly kind: 'keep-failures'; readonly trigger: Trigger; readonly function: string; readonly to: ReferenceValue }
  /** Let the gateway check what is sent to a REST route against a JSON schema. */
  | { readonly kind: 'check-body'; readonly trigger: Trigger; readonly function: string; readonly schema: { readonly [key: string]: Plain } }
  /** Declare one more resource; what is written along with it may refer to it by its id. */
  | { readonly kind: 'add'; readonly resource: NewResource; readonly then?: (id: string) => readonly Change[] }
  /** Let a bucket, queue or topic refuse what comes unencrypted: in the policy that holds `policy`, in a new one where that is undefined. */
  | { readonly kind: 'refuse-cleartext'; readonly resource: string; readonly policy: Grant | undefined }
  /** Let a variable take its value from the store of secrets that the cloud has for functions, in the cloud's own way. */
  | { readonly kind: 'from-store'; readonly variable: EnvironmentVariable; readonly function: string };

/** A resource in CloudFormation's vocabulary. */
export interface NewResource {
  readonly type: string;
  readonly properties: { readonly [key: string]: Plain };
  /** The resource that it is for: it stands next to that one, and is called after it. */
  readonly beside: string;
  /** What its name says behind the other's: `DeadLetters`. */
  readonly suffix: string;
  /** Ids of resources that have to be there first, though nothing in it refers to them. */
  readonly after?: readonly string[];
}

/** What a function's own role is to allow. */
export interface OwnRole {
  readonly function: string;
  readonly statements: readonly { readonly actions: readonly string[]; readonly resources: readonly (string | ReferenceValue)[] }[];
  /** ARNs of AWS' policies for what the platform does in its name, where the dialect does not add that by itself. */
  readonly managed: readonly string[];
}

/** Plain data for writing into a template; references are written as the dialect refers. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain } | ReferenceValue;
