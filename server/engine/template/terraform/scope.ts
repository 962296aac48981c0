/** What evaluation is asked and in which surroundings; functions and data sources see it only through this. */
import type { HclBody, HclExpression } from '../../syntax/hcl-tree';
import type { Location, Span } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Presence } from '../deployment';
import type { MapValue, Value } from '../value';
import type { DeclaredBlock, Declarations } from './declarations';

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

/** One use of a module; `module` is undefined where its files are not in the workspace. */
export interface Call {
  readonly instance: Instance;
  /** e.g. `terraform-aws-modules/lambda/aws`; '' where it is not known. */
  readonly source: string;
  readonly module: Module | undefined;
  readonly inputs: MapValue;
}

/** A resource as it is written: Terraform's type and names. */
export interface WrittenResource {
  readonly id: string;
  readonly type: string;
  readonly instance: Instance;
  readonly body: MapValue;
  readonly presence: Presence;
}

/** A function's call: where it stands and what may help to answer it. */
export interface Asked {
  readonly at: Location;
  readonly scope: Scope;
  readonly evaluator: Evaluator;
}

/** Undefined where the result is not known. */
export type Implementation = (given: readonly Value[], asked: Asked) => Value | undefined;

export interface Evaluator {
  value(expression: HclExpression, scope: Scope): Value;
  /** The attributes and nested blocks of a body, names as written; repeated blocks become lists. */
  body(body: HclBody, scope: Scope): MapValue;
  /** A template's text with the given names, e.g. a file for `templatefile`. */
  template(file: SourceFile, names: MapValue, at: Location, scope: Scope): Value;
  /** A file of the workspace by a path that an expression gives. */
  file(path: string, scope: Scope): SourceFile | undefined;
  /** What a block with `count` or `for_each` stands for. `address` is unique in its module. */
  instancesOf(declared: DeclaredBlock, address: string, module: Module): readonly Instance[];
  /** The document that a text holds; the value itself where it holds none. */
  decoded(value: Value): Value;
}

export function place(file: SourceFile, span: Span): Location {
  return { uri: file.uri, span };
}

export function rootOf(module: Module): Module {
  return module.root ?? module;
}
