/**
 * CloudFormation and SAM, YAML and JSON: the dialect, and the door for other dialects that carry a `Resources` block inside
 * a document of their own. Knows nothing of rules.
 */
import type { Problem } from '../../finding';
import type { DataMap, DataNode } from '../../syntax/data';
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Api, DeployedFunction, Grant, Parameter, PolicyAttachment, Resource, Trigger } from '../deployment';
import type { Reading } from '../dialect';
import type { Value } from '../value';

/** A map with sections such as `Resources`, `Parameters`, `Conditions`, and the file it stands in. */
export interface Block {
  readonly file: SourceFile;
  readonly sections: DataMap;
}

/** What the document around a block adds. */
export interface Surroundings {
  /**
   * Evaluates a string scalar that holds the outer dialect's variables (`${self:custom.stage}`); undefined leaves the text
   * as it is. For the text of an `Fn::Sub` it is asked first; what it leaves is read as the Sub's own `${Name}`.
   */
  readonly resolve?: (text: string, location: Location, node: DataNode) => Value | undefined;
  /** Type by logical id of resources that exist without standing in a block, e.g. generated functions and APIs. */
  readonly known?: ReadonlyMap<string, string>;
}

/** A function that is declared outside the blocks but that resources in them may refer to. */
export interface OutsideFunction {
  /** The logical id that references use. */
  readonly id: string;
  /** `DeployedFunction.name`. */
  readonly name: string;
  /** The logical id of its role, as in `DeployedFunction.role`. */
  readonly role: string | undefined;
}

export interface LoweredResources {
  readonly resources: readonly Resource[];
  /** Functions declared in the blocks themselves, with their triggers. */
  readonly functions: readonly DeployedFunction[];
  /** Triggers that resources in the blocks give to outside functions; `function` is `OutsideFunction.name`. */
  readonly triggers: readonly { readonly function: string; readonly trigger: Trigger }[];
  readonly grants: readonly Grant[];
  readonly attachments: readonly PolicyAttachment[];
  readonly parameters: readonly Parameter[];
  readonly apis: readonly Api[];
  readonly problems: readonly Problem[];
}

export interface OpenedResources {
  /** Evaluates any node in the blocks' context: intrinsic functions, references, parameters. A removed value is a null scalar. */
  readonly evaluate: (node: DataNode, file: SourceFile) => Value;
  readonly lower: (outside: readonly OutsideFunction[]) => LoweredResources;
}

/** Opens one stack that may be spread over several blocks; on equal keys the later block wins. */
export type OpenResources = (blocks: readonly Block[], reading: Reading, surroundings?: Surroundings) => OpenedResources;
