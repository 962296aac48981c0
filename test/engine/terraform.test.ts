/** Terraform in the deployment model: what configurations of one or several folders deploy, and where it is said to stand. */
import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../server/engine/template/deployment';
import { terraform } from '../../server/engine/template/terraform';
import { referencesIn, stringOf, valueAt, type Value } from '../../server/engine/template/value';
import type { SourceFile } from '../../server/engine/workspace';

const root = 'file:///app';

function lowered(files: Readonly<Record<string, string>>): readonly Deployment[] {
  const sources = new Map(Object.entries(files).map(([path, text]): [string, SourceFile] => [`${root}/${path}`, { uri: `${root}/${path}`, text }]));
  const listing = [...sources.keys()].sort();
  const called = new Set([...sources.values()].filter(terraform.recognises).flatMap((file) => terraform.mentions?.(file) ?? []));
  const reading = { file: (uri: string) => sources.get(uri), under: (folder: string) => listing.filter((uri) => uri.startsWith(`${folder}/`)), rootOf: () => root, mentioned: (folder: string) => called.has(folder) };
  return [...sources.values()].filter(terraform.recognises).flatMap((file) => terraform.lower(file, reading));
}

function only(files: Readonly<Record<string, string>> | string): Deployment {
  const all = lowered(typeof files === 'string' ? { 'main.tf': files } : files);
  expect(all).toHaveLength(1);
  const [first] = all;
  if (first === undefined) throw new Error('no deployment');
  return first;
}

/** A value as plain data: `<id.Attribute>` for references, `?reason` for what is not known. */
function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined: return undefined;
    case 'scalar': return value.value;
    case 'list': return value.items.map(plain);
    case 'map': return Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
    case 'text': return value.parts.map((part) => (typeof part === 'string' ? part : String(plain(part)))).join('');
    case 'reference': return `<${value.resource}.${value.attribute}>`;
    case 'choice': return { choice: value.options.map((option) => plain(option.value)) };
    case 'unknown': return `?${value.source}`;
  }
}

function properties(deployment: Deployment, id: string): Value {
  const resource = deployment.resources.find((one) => one.id === id);
  if (resource === undefined) throw new Error(`no ${id} among ${deployment.resources.map((one) => one.id).join(', ')}`);
  return resource.properties;
}

/** The value of an expression, as a variable of a function's environment. */
function evaluated(expression: string, more = ''): unknown {
  const deployment = only(`resource "aws_lambda_function" "f" {\n environment {\n variables = {\n X = ${expression}\n }\n }\n}\n${more}`);
  return plain(deployment.functions[0]?.environment[0]?.value);
}

describe('values', () => {
  test.each([
    ['"a${var.stage}"', 'variable "stage" { default = "dev" }', 'adev'],
    ['var.stage', 'variable "stage" {}', '?parameter'],
    ['local.name', 'locals {\n name = lower("ORDERS-${local.stage}")\n stage = "Dev"\n}', 'orders-dev'],
    ['local.a', 'locals {\n a = local.b\n b = local.a\n}', '?limit'],
    ['var.on ? "yes" : "no"', 'variable "on" { default = false }', 'no'],
    ['var.on ? "yes" : "no"', 'variable "on" {}', { choice: ['yes', 'no'] }],
    ['var.all["a"].memory', 'variable "all" {\n type = map(object({ path = string, memory = optional(number, 256) }))\n default = { a = { path = "a" } }\n}', 256],
    ['var.one.inner.size', 'variable "one" {\n type = object({ inner = optional(object({ size = optional(string, "s") }), {}) })\n default = {}\n}', 's'],
    ['[provider::own::twice("x"), "y"][1]', '', 'y'],
    ['join(",", [for n in ["a", "b"] : upper(n) if n != "b"])', '', 'A'],
    ['format("%s-%02d-%3s|%-3s|", "a", 7, "b", "c")', '', 'a-07-  b|c  |'],
    ['cidrsubnet("10.0.0.0/16", 8, 2)', '', '10.0.2.0/24'],
    ['cidrsubnet("10.0.0.0/16", 20, 2)', '', '?unresolved'],
    ['"a%{ if var.on }b${var.stage}%{ else }c%{ endif }d"', 'variable "on" { default = true }\nvariable "stage" { default = "dev" }', 'abdevd'],
    ['"a%{ if var.on }b%{ else }c%{ endif }d"', 'variable "on" {}', { choice: ['abd', 'acd'] }],
    ['"%{ for i, n in ["x", "y"] ~}  ${i}${n}%{ endfor }"', '', '0x1y'],
    ['"%{ for n in var.all }${n}%{ endfor }"', 'variable "all" {}', '?unresolved'],
    ['"a%{ if true }b"', '', '?unresolved'],
    ['"a%{ endfor }b"', '', '?unresolved'],
    ['<<-EOT\n  hello\n  %{ for n in ["a", "b"] ~}\n  ${n}\n  %{ endfor ~}\n  EOT\n', '', 'hello\na\nb\n'],
    ['lookup(local.m, "k", "none")', 'locals { m = { j = "1" } }', 'none'],
    ['try(local.m.k, "none")', 'locals { m = { j = "1" } }', 'none'],
    ['merge({ a = "1" }, { a = "2" })["a"]', '', '2'],
    ['format("%s-%s", "a", aws_sqs_queue.q.name)', 'resource "aws_sqs_queue" "q" {}', 'a-<aws_sqs_queue.q.QueueName>'],
    ['replace("a.b", ".", "-")', '', 'a-b'],
    ['element(["a", "b"], 3)', '', 'b'],
    ['flatten([["a"], ["b"]])[1]', '', 'b'],
    ['coalesce(null, "", "c")', '', 'c'],
    ['jsondecode("{\\"a\\": [1, 2]}").a[1]', '', 2],
    ['uuid()', '', '?unresolved'],
    ['data.aws_secretsmanager_secret_version.db.secret_string', 'data "aws_secretsmanager_secret_version" "db" {\n secret_id = "db"\n}', '?secret-store'],
    ['aws_sqs_queue.q.url', 'resource "aws_sqs_queue" "q" {}', '<aws_sqs_queue.q.Ref>'],
    ['aws_dynamodb_table.t.arn', 'resource "aws_dynamodb_table" "t" {}', '<aws_dynamodb_table.t.Arn>'],
    ['aws_sqs_queue.q["b"].arn', 'resource "aws_sqs_queue" "q" {\n for_each = toset(["a", "b"])\n}', '<aws_sqs_queue.q["b"].Arn>'],
    ['join(" ", values(aws_sqs_queue.q)[*].arn)', 'resource "aws_sqs_queue" "q" {\n for_each = toset(["a", "b"])\n}', '<aws_sqs_queue.q["a"].Arn> <aws_sqs_queue.q["b"].Arn>'],
    ['aws_ssm_parameter.p.type', 'resource "aws_ssm_parameter" "p" {\n type = "String"\n}', 'String'],
    ['1 + 2 * 3', '', 7],
    ['!(1 > 2 && var.x)', 'variable "x" {}', true],
  ])('%s with %s is %o', (expression, more, expected) => {
    expect(evaluated(expression, more)).toEqual(expected);
  });

  test('a default leads to its place', () => {
    const deployment = only({ 'main.tf': 'resource "aws_lambda_function" "f" {\n  timeout = var.seconds\n}\n', 'variables.tf': 'variable "seconds" {\n  default = 30\n}\n' });
    const timeout = valueAt(properties(deployment, 'aws_lambda_function.f'), 'Timeout');
    expect(timeout?.at.uri).toBe(`${root}/main.tf`);
    expect(timeout?.via.map((hop) => `${hop.location.uri} ${hop.message}`)).toEqual([`${root}/variables.tf variable seconds, its default`]);
  });

  test('what a variable file sets wins over the default', () => {
    const files = { 'main.tf': 'variable "m" { default = 1 }\nresource "aws_lambda_function" "f" {\n memory_size = var.m\n}\n', 'terraform.tfvars': 'm = 2\n', 'a.auto.tfvars': 'm = 3\n', 'prod.tfvars': 'm = 4\n' };
    expect(plain(valueAt(properties(only(files), 'aws_lambda_function.f'), 'MemorySize'))).toBe(3);
  });

  test('values that double with every step stay small enough to be read', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `l${i + 1} = [local.l${i}, local.l${i}]`);
    const text = JSON.stringify(evaluated('local.l60', `locals {\nl0 = ["x", "x"]\n${lines.join('\n')}\n}`));
    expect(text).toContain('?limit');
    expect(text.length).toBeLessThan(200_000);
  });

  test('deep nesting is no error', () => {
    expect(() => lowered({ 'main.tf': `locals {\n a = ${'('.repeat(5000)}1${')'.repeat(5000)}\n b = ${'1 + '.repeat(20000)}1\n}\nresource "aws_lambda_function" "f" {\n timeout = local.b\n}` })).not.toThrow();
  });
});

describe('policies', () => {
  const holder = 'resource "aws_iam_role" "r" {}\nresource "aws_lambda_function" "f" {\n role = aws_iam_role.r.arn\n}\n';

  function actionPlaces(text: string): readonly string[] {
    const deployment = only(text);
    return deployment.grants.flatMap((grant) => grant.actions.map((action) => `${String(plain(action))} at ${text.slice(action.at.span.start, action.at.span.end)} for ${grant.holder.kind === 'role' ? grant.holder.functions.join() : grant.holder.kind}`));
  }

  test('in a heredoc, with places', () => {
    expect(actionPlaces(`${holder}resource "aws_iam_role_policy" "p" {
  role = aws_iam_role.r.id
  policy = <<-EOT
    {
      "Statement": [{ "Effect": "Allow", "Action": ["s3:*"], "Resource": "\${aws_s3_bucket.b.arn}/*" }]
    }
  EOT
}
resource "aws_s3_bucket" "b" {}
`)).toEqual(['s3:* at "s3:*" for f']);
  });

  test('in a quoted text with escapes', () => {
    expect(actionPlaces(`${holder}resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.name\n  policy = "{\\"Statement\\": [{\\n\\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:*\\"}]}"\n}\n`)).toEqual(['s3:* at "s3:*\\" for f']);
  });

  test('by jsonencode, by a document and by an attached policy', () => {
    const text = `${holder}
resource "aws_iam_role_policy" "one" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Statement = { Effect = "Allow", Action = "a:*" } })
}
data "aws_iam_policy_document" "two" {
  statement {
    actions   = ["b:*"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "two" {
  policy = data.aws_iam_policy_document.two.json
}
resource "aws_iam_role_policy_attachment" "two" {
  role       = aws_iam_role.r.name
  policy_arn = aws_iam_policy.two.arn
}
resource "aws_iam_role_policy_attachment" "three" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`;
    expect(actionPlaces(text).toSorted()).toEqual(['a:* at "a:*" for f', 'b:* at "b:*" for f']);
    expect(only(text).attachments.map((one) => plain(one.policy))).toEqual(['arn:aws:iam::aws:policy/AdministratorAccess']);
  });

  test('from a file, where it stands in the file', () => {
    const policy = '{ "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] }';
    const deployment = only({ 'main.tf': `${holder}resource "aws_iam_role_policy" "p" {\n role = aws_iam_role.r.id\n policy = file("\${path.module}/policies/p.json")\n}\n`, 'policies/p.json': policy });
    const [action] = deployment.grants[0]?.actions ?? [];
    expect(action?.at.uri).toBe(`${root}/policies/p.json`);
    expect(policy.slice(action?.at.span.start, action?.at.span.end)).toBe('"s3:*"');
  });

  test('principals and conditions of a document', () => {
    const deployment = only(`data "aws_iam_policy_document" "d" {
  statement {
    actions = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.q.arn]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [var.source]
    }
  }
}
resource "aws_sqs_queue" "q" {}
resource "aws_sqs_queue_policy" "q" {
  queue_url = aws_sqs_queue.q.id
  policy    = data.aws_iam_policy_document.d.json
}
`);
    const [grant] = deployment.grants;
    expect(grant?.holder).toEqual({ kind: 'resource', id: 'aws_sqs_queue.q', resourceType: 'AWS::SQS::Queue' });
    expect(plain(grant?.principal)).toEqual({ AWS: ['*'] });
    expect(plain(grant?.conditions)).toEqual({ ArnEquals: { 'aws:SourceArn': ['?parameter'] } });
  });
});

describe('policies elsewhere', () => {
  test('what nothing in sight attaches is read, once', () => {
    const deployment = only(`data "aws_iam_policy_document" "base" {
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "whole" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
}
module "policy" {
  source = "terraform-aws-modules/iam/aws//modules/iam-policy"
  policy = data.aws_iam_policy_document.whole.json
}
data "aws_iam_policy_document" "loose" {
  statement {
    actions   = ["sqs:*"]
    resources = ["*"]
  }
}
`);
    expect(deployment.grants.map((grant) => `${'id' in grant.holder ? grant.holder.id : ''} ${grant.actions.map(plain).join()}`)).toEqual(['module.policy s3:*', 'data.aws_iam_policy_document.loose sqs:*']);
  });
});

describe('resources', () => {
  test('companions are merged into what they are about', () => {
    const deployment = only(`resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_public_access_block" "b" {
  bucket            = aws_s3_bucket.b.id
  block_public_acls = true
}
resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.bucket
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = "public-read"
}
`);
    expect(deployment.resources).toHaveLength(1);
    expect(plain(properties(deployment, 'aws_s3_bucket.b'))).toEqual({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
      AccessControl: 'PublicRead',
    });
  });

  test('count and for_each decide about existence, as far as they are known', () => {
    const deployment = only(`variable "on" {}
variable "usually" { default = false }
resource "aws_sqs_queue" "never" {
  count = 0
}
resource "aws_sqs_queue" "perhaps" {
  count = var.on ? 1 : 0
}
resource "aws_sqs_queue" "elsewhere" {
  count = var.usually ? 1 : 0
}
resource "aws_sqs_queue" "each" {
  for_each = { a = "first", b = "second" }
  name     = each.value
}
`);
    expect(deployment.resources.map((one) => `${one.id} ${one.presence}`)).toEqual([
      'aws_sqs_queue.perhaps maybe', 'aws_sqs_queue.elsewhere maybe', 'aws_sqs_queue.each["a"] always', 'aws_sqs_queue.each["b"] always',
    ]);
    expect(plain(valueAt(properties(deployment, 'aws_sqs_queue.each["b"]'), 'QueueName'))).toBe('second');
  });

  test('dynamic blocks are written out; what is not known may be there', () => {
    const deployment = only(`variable "more" {}
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = [22, 443]
    content {
      from_port = ingress.value
    }
  }
  dynamic "egress" {
    for_each = var.more
    content {
      from_port = egress.value
    }
  }
}
`);
    expect(plain(properties(deployment, 'aws_security_group.g'))).toEqual({
      SecurityGroupIngress: [{ FromPort: 22 }, { FromPort: 443 }],
      SecurityGroupEgress: [{ choice: [{ FromPort: '?unresolved' }, null] }],
    });
  });

  test('alternatives in one folder do not mix', () => {
    const deployment = only({
      'a.tf': 'resource "aws_s3_bucket" "b" {}\nresource "aws_s3_bucket_acl" "b" {\n bucket = aws_s3_bucket.b.id\n acl = "private"\n}\n',
      'b.tf': 'resource "aws_s3_bucket" "b" {}\nresource "aws_s3_bucket_acl" "b" {\n bucket = aws_s3_bucket.b.id\n acl = "public-read"\n}\n',
    });
    expect(deployment.resources.map((one) => `${one.at.uri} ${String(plain(valueAt(one.properties, 'AccessControl')))}`)).toEqual([`${root}/a.tf Private`, `${root}/b.tf PublicRead`]);
  });

  test('the JSON form says the same', () => {
    const deployment = only({ 'main.tf.json': JSON.stringify({
      variable: { stage: { default: 'dev' } },
      resource: { aws_lambda_function: { f: { handler: 'a.b', environment: { variables: { STAGE: 'x-${var.stage}' } }, role: '${aws_iam_role.r.arn}' } }, aws_iam_role: { r: {} } },
    }) });
    expect(deployment.functions.map((one) => [one.name, one.role, plain(one.environment[0]?.value)])).toEqual([['f', 'aws_iam_role.r', 'x-dev']]);
  });
});

describe('functions', () => {
  test('routes of both kinds of API', () => {
    const deployment = only(`resource "aws_lambda_function" "f" {}
resource "aws_apigatewayv2_api" "http" {
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_integration" "f" {
  api_id          = aws_apigatewayv2_api.http.id
  integration_uri = aws_lambda_function.f.invoke_arn
}
resource "aws_apigatewayv2_route" "f" {
  api_id    = aws_apigatewayv2_api.http.id
  route_key = "POST /orders"
  target    = "integrations/\${aws_apigatewayv2_integration.f.id}"
}
resource "aws_api_gateway_rest_api" "rest" {}
resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.rest.id
  parent_id   = aws_api_gateway_rest_api.rest.root_resource_id
  path_part   = "orders"
}
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}
resource "aws_api_gateway_integration" "get" {
  rest_api_id = aws_api_gateway_rest_api.rest.id
  resource_id = aws_api_gateway_method.get.resource_id
  http_method = aws_api_gateway_method.get.http_method
  uri         = aws_lambda_function.f.invoke_arn
}
`);
    expect(deployment.functions[0]?.triggers.map((one) => `${one.label} ${one.exposure}: ${one.because}`)).toEqual(['POST /orders anonymous: it has no authorizer', 'GET /orders authenticated: it asks for an IAM signature']);
  });

  test('a public URL, a queue and a bucket', () => {
    const deployment = only(`resource "aws_lambda_function" "f" {}
resource "aws_lambda_function_url" "f" {
  function_name      = aws_lambda_function.f.function_name
  authorization_type = "NONE"
}
resource "aws_sqs_queue" "q" {}
resource "aws_lambda_event_source_mapping" "q" {
  event_source_arn = aws_sqs_queue.q.arn
  function_name    = aws_lambda_function.f.arn
}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_notification" "b" {
  bucket = aws_s3_bucket.b.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.f.arn
    events              = ["s3:ObjectCreated:*"]
  }
}
resource "aws_cloudwatch_event_rule" "often" {
  schedule_expression = "rate(5 minutes)"
}
resource "aws_cloudwatch_event_target" "often" {
  rule = aws_cloudwatch_event_rule.often.name
  arn  = aws_lambda_function.f.arn
}
`);
    expect(deployment.functions[0]?.triggers.map((one) => `${one.kind} ${one.label} ${one.exposure}`).toSorted()).toEqual([
      'bucket bucket aws_s3_bucket.b external-data', 'queue queue aws_sqs_queue.q external-data', 'schedule every 5 minutes schedule', 'url the URL of f anonymous',
    ]);
  });

  test('the code of an archive', () => {
    const deployment = only({ 'infra/main.tf': `data "archive_file" "f" {
  type        = "zip"
  source_dir  = "\${path.module}/../src/orders"
  output_path = "orders.zip"
}
resource "aws_lambda_function" "by_reference" {
  filename = data.archive_file.f.output_path
  handler  = "index.handler"
}
resource "aws_lambda_function" "by_path" {
  filename = "orders.zip"
}
resource "aws_lambda_function" "image" {
  package_type = "Image"
  image_uri    = "x"
}
` });
    expect(deployment.functions.map((one) => one.code.unbound ?? one.code.folders[0])).toEqual([`${root}/src/orders`, `${root}/src/orders`, 'a container image']);
  });

  test('modules of the workspace get their inputs and are not read on their own', () => {
    const files = {
      'main.tf': 'module "create" {\n  source  = "./modules/function"\n  name    = "create"\n  actions = ["s3:*"]\n}\nmodule "list" {\n  source = "./modules/function"\n  name   = "list"\n}\nresource "aws_sqs_queue" "q" {\n  name = module.list.arn\n}\n',
      'modules/function/main.tf': 'variable "name" {}\nvariable "actions" {\n  default = []\n}\nresource "aws_iam_role" "r" {}\nresource "aws_iam_role_policy" "p" {\n  role   = aws_iam_role.r.id\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = var.actions, Resource = "*" }] })\n}\nresource "aws_lambda_function" "this" {\n  function_name = var.name\n  role          = aws_iam_role.r.arn\n}\noutput "arn" {\n  value = aws_lambda_function.this.arn\n}\n',
    };
    const deployment = only(files);
    expect(deployment.functions.map((one) => [one.name, plain(valueAt(one.properties, 'FunctionName'))])).toEqual([['module.create.aws_lambda_function.this', 'create'], ['module.list.aws_lambda_function.this', 'list']]);
    expect(deployment.grants.map((grant) => grant.actions.map(plain))).toEqual([['s3:*'], []]);
    expect(plain(valueAt(properties(deployment, 'aws_sqs_queue.q'), 'QueueName'))).toBe('<module.list.aws_lambda_function.this.Arn>');
  });

  test('the public module for functions', () => {
    const deployment = only(`module "api" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "api"
  handler       = "index.handler"
  source_path   = "./src/api"
  environment_variables = {
    TABLE = aws_dynamodb_table.t.name
  }
  attach_policy_statements = true
  policy_statements = {
    read = {
      effect    = "Allow"
      actions   = ["dynamodb:*"]
      resources = [aws_dynamodb_table.t.arn]
    }
  }
  create_lambda_function_url = true
}
resource "aws_dynamodb_table" "t" {}
`);
    const [api] = deployment.functions;
    expect([api?.name, plain(api?.environment[0]?.value), api?.code.folders[0]]).toEqual(['api', '<aws_dynamodb_table.t.Ref>', `${root}/src/api`]);
    expect(api?.triggers.map((one) => `${one.kind} ${one.exposure}`)).toEqual(['url anonymous']);
    const grant = deployment.grants.find((one) => one.holder.kind === 'role');
    expect([grant?.actions.map(plain), grant?.resources.flatMap((one) => referencesIn(one).map((found) => found.resource))]).toEqual([['dynamodb:*'], ['aws_dynamodb_table.t']]);
  });

  test('variables are parameters', () => {
    const deployment = only('variable "db_password" {\n  type      = string\n  sensitive = true\n}\nvariable "count_of" {\n  type    = number\n  default = 2\n}\n');
    expect(deployment.parameters.map((one) => [one.name, one.hidden, one.type, stringOf(one.default) ?? plain(one.default)])).toEqual([['db_password', true, 'String', undefined], ['count_of', false, 'Number', 2]]);
  });
});
