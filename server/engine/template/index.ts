/** All dialects, in the order in which a file is offered to them. */
import { cdk } from './cdk';
import { cloudformation } from './cloudformation';
import type { Dialect } from './dialect';
import { serverlessFramework } from './serverless-framework';
import { terraform } from './terraform';

export const dialects: readonly Dialect[] = [cloudformation, serverlessFramework, terraform, cdk];
