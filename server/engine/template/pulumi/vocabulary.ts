/** How Pulumi's AWS provider renames what it takes from Terraform's. Nothing but tables; the source is the provider's resource reference. */
import { snake } from '../terraform/vocabulary';
import { own } from '../../text/own';

export const functionType = 'aws_lambda_function';

/** Modules whose name is not the middle of Terraform's type. */
const modules: Readonly<Record<string, string>> = { apigateway: 'api_gateway', ec2: '', alb: 'lb', elasticloadbalancingv2: 'lb' };

const types: Readonly<Record<string, string>> = {
  aws_rds_instance: 'aws_db_instance', aws_lb_load_balancer: 'aws_lb', aws_appsync_graph_qlapi: 'aws_appsync_graphql_api', aws_appsync_data_source: 'aws_appsync_datasource',
};

/** `aws_lambda_function` for the module `lambda` and the class `Function`. */
export function terraformType(module: string, name: string): string {
  const type = ['aws', modules[module] ?? module, snake(name.replace(/(?:V2|Legacy)$/, ''))].filter((word) => word !== '').join('_');
  return own(types, type) ?? type;
}

/** What is made for a fix: where the provider has the class. */
export const classes: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: 'cloudwatch.LogGroup', aws_cloudwatch_metric_alarm: 'cloudwatch.MetricAlarm', aws_kms_key: 'kms.Key', aws_sqs_queue: 'sqs.Queue',
};

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Arguments that take a resource or its name where Terraform's take its id, and those that are called after what they name. */
const keys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_lambda_function: { name: 'function_name' },
  aws_lambda_permission: { function: 'function_name' },
  aws_lambda_alias: { function: 'function_name' },
  aws_sns_topic_subscription: { topic: 'topic_arn' },
  aws_cloudwatch_metric_alarm: { name: 'alarm_name' },
};

/** Terraform's name of an argument, given in snake case. */
export function terraformKey(type: string, key: string): string {
  if (type.startsWith('aws_api_gateway_') && (key === 'rest_api' || key === 'deployment')) return `${key}_id`;
  return own(own(keys, type) ?? {}, key) ?? key;
}

/** The provider's word for Terraform's argument or attribute. */
export function spelled(type: string, name: string): string {
  return camel(Object.entries(own(keys, type) ?? {}).find(([, one]) => one === name)?.[0] ?? name);
}

/** What a member of one of the provider's enumerations stands for. Source: `lambda.Runtime` and `iam.ManagedPolicy` of the provider (types/enums). */
export function enumerated(path: readonly string[]): string | undefined {
  const [name = '', kind] = [path.at(-1), path.at(-2)];
  if (kind === 'Runtime') return runtimeOf(name);
  return kind === 'ManagedPolicy' ? name : undefined;
}

/** `NodeJS22dX`, `Python3d12`: `d` stands for a point. */
function runtimeOf(name: string): string | undefined {
  const [, language = '', version = ''] = /^(NodeJS|Python|Java|Dotnet|Go|Ruby|Custom)(\d.*)?$/.exec(name) ?? [];
  if (language === '') return undefined;
  if (language === 'Custom') return version === '' ? 'provided' : `provided.${version.toLowerCase()}`;
  const point = version.replace('d', '.').replace('X', 'x').toLowerCase();
  return `${language.toLowerCase()}${point}`;
}
