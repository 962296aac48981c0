/** What evaluation is asked and in which surroundings; functions and data sources see it only through this. */
import type { HclExpression } from '../../syntax/hcl-tree';
import type { Location, Span } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { MapValue, Value } from '../value';
import type { DeclaredBlock, Declarations } from './declarations';
import type { HclBody } from '../../syntax/hcl-tree';

/** One use of a module folder: the root, or a `module` block's instance. */
export interface Module {
  /** '' for the root, else `module.name`, with its key where there are several. */
  readonly address: string;
  readonly folder: string;
  readonly declarations: Declarations;
  /** What the calling block passes in; undefined for the root. */
  readonly inputs: ReadonlyMap<string, Value> | undefined;
  readonly root: Module | undefined;
  readonly depth: number;
}

export interface Scope {
  readonly module: Module;
  readonly file: SourceFile;
  /** Loop variables, iterators of dynamic blocks, `each`, `count`, `self`. */
  readonly names: ReadonlyMap<string, Value>;
  readonly depth: number;
}

/** One of the things that a block with `count` or `for_each` stands for; the only one where it has neither. */
export interface Instance {
  /** The address, unique in the deployment. */
  readonly id: string;
  readonly key: string | number | undefined;
  readonly declared: DeclaredBlock;
  readonly scope: Scope;
  /** False where what decides about its existence is not known. */
  readonly certain: boolean;
}

export interface Evaluator {
  value(expression: HclExpression, scope: Scope): Value;
  /** The attributes and nested blocks of a body, names as written; repeated blocks become lists. */
  body(body: HclBody, scope: Scope): MapValue;
  /** A template's text with the given names, e.g. a file for `templatefile`. */
  template(file: SourceFile, names: MapValue, at: Location, scope: Scope): Value;
  /** A file of the workspace by a path that an expression gives. */
  file(path: string, scope: Scope): SourceFile | undefined;
  /** The document that a text holds; the value itself where it holds none. */
  decoded(value: Value): Value;
}

export function place(file: SourceFile, span: Span): Location {
  return { uri: file.uri, span };
}
