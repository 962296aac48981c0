/** What is known of a Pulumi program where changes are written into it. Knows no change. */
import type { Script } from '../../syntax/script';
import type { Made } from '../cdk/script';
import type { DeployedFunction, Grant, Resource } from '../deployment';

/** A resource that a change makes, under the name that the program has it by. */
export interface Added {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/** A resource that the program makes. */
export interface Written {
  readonly id: string;
  /** Terraform's type: `aws_lambda_function`. */
  readonly type: string;
  readonly made: Made;
}

export interface ProgramModel {
  readonly declared: readonly Written[];
  readonly resources: readonly Resource[];
  readonly functions: readonly DeployedFunction[];
  readonly grants: readonly Grant[];
  readonly script: (uri: string) => Script | undefined;
  /** The name under which the provider is there without an import. */
  readonly provider?: string;
  /** What the change that is being written makes. */
  readonly added?: Added;
}
