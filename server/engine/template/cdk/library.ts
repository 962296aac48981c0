/** How the CDK's packages and classes are named, in version 2, version 1 and its alpha packages. Knows no program. */

export const core = 'core';

/** What says how a program is run, and gives it context values. */
export const configurationFile = 'cdk.json';

/** The module that a specifier means, without version and prefix: `aws-s3`, `core`, `constructs`; undefined where it is not CDK's. */
export function moduleOf(specifier: string): string | undefined {
  if (specifier === 'constructs') return 'constructs';
  if (specifier === 'aws-cdk-lib' || specifier === '@aws-cdk/core') return core;
  const named = /^(?:aws-cdk-lib|@aws-cdk)\/(?:lib\/)?([a-z][\w-]*)/.exec(specifier)?.[1];
  return named === undefined ? undefined : named === 'core' ? core : named.replace(/-alpha$/, '');
}

/** `cdk.aws_s3.Bucket` is `Bucket` of `aws-s3`. */
export function normalised(module: string, path: readonly string[]): { readonly module: string; readonly path: readonly string[] } {
  const [first, ...rest] = path;
  if (module !== core || first === undefined) return { module, path };
  return /^aws_|^(custom_resources|cx_api|pipelines|triggers|region_info)$/.test(first) ? { module: first.replace(/_/g, '-'), path: rest } : { module, path };
}

/** Own classes that extend one of these add nothing to the template by it. */
const plain: ReadonlySet<string> = new Set(['Construct', 'CoreConstruct', 'Resource']);
const stacks: ReadonlySet<string> = new Set(['Stack', 'NestedStack']);
const applications: ReadonlySet<string> = new Set(['App', 'Stage']);

export type Rank = 'construct' | 'stack' | 'nested' | 'application' | 'other';

/** What kind of tree node a class of the library is for the classes that extend it. */
export function rankOf(module: string, name: string): Rank {
  if (module !== core && module !== 'constructs') return 'other';
  if (name === 'NestedStack') return 'nested';
  if (stacks.has(name)) return 'stack';
  if (applications.has(name)) return 'application';
  return plain.has(name) ? 'construct' : 'other';
}
