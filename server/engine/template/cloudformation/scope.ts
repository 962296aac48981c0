/** What evaluation is asked and in which surroundings; the functions and conditions see it only through this. */
import type { DataNode } from '../../syntax/data';
import { at, type Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Hop, Value } from '../value';
import type { Sections } from './sections';

export interface Scope {
  readonly file: SourceFile;
  readonly depth: number;
  /** Loop variables. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** YAML 1.1 booleans (`yes`, `no`) count: true inside resources, false where texts are compared. */
  readonly booleans?: boolean;
  /** Inside of what says rights: what a parameter's default leaves out is there for who sets the parameter, and a role may be given it. */
  readonly rights?: boolean;
}

export interface Truth {
  /** Undefined where it cannot be known. */
  readonly value: boolean | undefined;
  /** The parameter defaults that decided it; empty where it holds for every deployment. */
  readonly via: readonly Hop[];
}

export interface Evaluator {
  readonly sections: Sections;
  /** The node's value; a null scalar where it is removed. */
  value(node: DataNode, scope: Scope): Value;
  /** The node's value; undefined where it is removed (`AWS::NoValue`). `untagged` reads the node as if its tag were not there. */
  evaluate(node: DataNode, scope: Scope, untagged?: boolean): Value | undefined;
  /** Ref's meaning of a name. */
  reference(name: string, location: Location, scope: Scope): Value | undefined;
  attribute(resource: string, attribute: string, location: Location): Value;
  condition(name: string): Truth;
  /** What the outer dialect makes of a text; undefined where it leaves it as it is. */
  resolved(text: string, location: Location, node: DataNode): Value | undefined;
  /** What a template of the workspace exports by a name; undefined where none is known to, or several are. */
  imported(name: string, location: Location, from: SourceFile): Value | undefined;
  /** A bound was met where no value can say so. */
  overrun(location: Location, why: string): void;
  /** The tree of a workspace file named relative to another one; undefined where there is none. */
  include(path: string, from: SourceFile): { readonly node: DataNode; readonly file: SourceFile } | undefined;
}

/** A node's place with its tag. */
export function locationOf(node: DataNode, file: SourceFile): Location {
  return at(file.uri, node.tagSpan?.start ?? node.span.start, node.span.end);
}
