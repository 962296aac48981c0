/** The tree of an HCL document (Terraform's and OpenTofu's native syntax). Knows nothing of what blocks mean. */
import type { Span } from '../text/span';

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
  /** Between the braces; the whole text for a file. */
  readonly span: Span;
}

export interface HclBlock {
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly { readonly text: string; readonly span: Span }[];
  readonly body: HclBody;
  /** From the type to the closing brace. */
  readonly span: Span;
}

export interface HclAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: HclExpression;
  readonly span: Span;
}

export type HclExpression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly span: Span }
  /** A quoted string or heredoc with at least one `${…}` or `%{…}`. */
  | { readonly kind: 'template'; readonly parts: readonly HclPart[]; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly HclExpression[]; readonly span: Span }
  | { readonly kind: 'object'; readonly entries: readonly HclEntry[]; readonly span: Span }
  /** The first name of a traversal: `var`, `local`, `aws_s3_bucket`. */
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'attribute'; readonly of: HclExpression; readonly name: string; readonly span: Span }
  | { readonly kind: 'index'; readonly of: HclExpression; readonly key: HclExpression; readonly span: Span }
  /** `list[*].x` and `list.*.x`: what follows applies to each item. */
  | { readonly kind: 'splat'; readonly of: HclExpression; readonly span: Span }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly HclExpression[]; readonly expand: boolean; readonly span: Span }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: HclExpression; readonly span: Span }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: HclExpression; readonly right: HclExpression; readonly span: Span }
  | { readonly kind: 'conditional'; readonly condition: HclExpression; readonly then: HclExpression; readonly otherwise: HclExpression; readonly span: Span }
  /** `[for k, v in of : value if condition]`; with `key`, the object form. */
  | { readonly kind: 'for'; readonly names: readonly string[]; readonly of: HclExpression; readonly key?: HclExpression; readonly value: HclExpression; readonly condition?: HclExpression; readonly group: boolean; readonly span: Span }
  /** What could not be read. */
  | { readonly kind: 'missing'; readonly span: Span };

export interface HclEntry {
  /** A bare word is a literal. */
  readonly key: HclExpression;
  readonly value: HclExpression;
  readonly span: Span;
}

export type HclPart =
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  | { readonly kind: 'expression'; readonly expression: HclExpression; readonly span: Span }
  /** `%{ if … }`, `%{ for … }`, `%{ endif }`: as written between the braces. */
  | { readonly kind: 'directive'; readonly text: string; readonly span: Span };
