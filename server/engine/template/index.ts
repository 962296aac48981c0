/** All dialects, in the order in which a file is offered to them. */
import { azure } from './azure';
import { cdk } from './cdk';
import { cloudflare } from './cloudflare';
import { cloudformation } from './cloudformation';
import type { Dialect } from './dialect';
import { edge } from './edge';
import { google } from './google';
import { pulumi } from './pulumi';
import { serverlessFramework } from './serverless-framework';
import { sst } from './sst';
import { terraform } from './terraform';

export const dialects: readonly Dialect[] = [cloudformation, serverlessFramework, terraform, cdk, azure, google, cloudflare, edge, sst, pulumi];
