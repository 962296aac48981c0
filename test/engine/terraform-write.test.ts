/** Changes written into Terraform: in its idiom, with comments and layout kept, and readable again. */
import { describe, expect, test } from 'vitest';
import { parseHcl } from '../../server/engine/syntax/hcl';
import { terraform } from '../../server/engine/template/terraform';
import type { Change, Deployment } from '../../server/engine/template/deployment';
import { valueAt, type Value } from '../../server/engine/template/value';
import { applyEdits } from '../../server/engine/text/edit';
import { analyse } from '../support/analyse';

const root = 'file:///app';

function written(text: string, change: (deployment: Deployment) => Change): string | undefined {
  const file = { uri: `${root}/main.tf`, text };
  const [deployment] = terraform.lower(file, { file: (uri) => (uri === file.uri ? file : undefined), under: () => [file.uri], rootOf: () => root });
  if (deployment === undefined) throw new Error('no deployment');
  const edits = deployment.write(change(deployment));
  if (edits === undefined) return undefined;
  const result = applyEdits(text, edits.flatMap((one) => one.edits));
  expect(parseHcl({ uri: file.uri, text: result }).problems).toEqual([]);
  return result;
}

function found(value: Value | undefined): Value {
  if (value === undefined) throw new Error('no such value');
  return value;
}

function property(deployment: Deployment, id: string, ...path: readonly string[]): Value {
  return found(valueAt(deployment.resources.find((one) => one.id === id)?.properties, ...path));
}

const url = `resource "aws_lambda_function_url" "f" {
  function_name      = aws_lambda_function.f.function_name
  authorization_type = "NONE" # open for now
}

resource "aws_lambda_function" "f" {
  role    = aws_iam_role.r.arn
  handler = "index.handler" // entry

  environment {
    variables = {
      STAGE = "dev"
    }
  }
}

resource "aws_iam_role" "r" {
  name = "r"
}

resource "aws_dynamodb_table" "t" {}
`;

describe('changes', () => {
  test('a value is replaced where it stands', () => {
    expect(written(url, (deployment) => ({ kind: 'replace', value: property(deployment, 'aws_lambda_function_url.f', 'AuthType'), by: 'AWS_IAM' }))).toBe(url.replace('"NONE"', '"AWS_IAM"'));
  });

  test('signatures are asked for', () => {
    expect(written(url, (deployment) => {
      const [trigger] = deployment.functions[0]?.triggers ?? [];
      if (trigger === undefined) throw new Error('no trigger');
      return { kind: 'authorize', trigger, function: 'f', by: 'iam' };
    })).toBe(url.replace('"NONE"', '"AWS_IAM"'));
  });

  test('an attribute is added, aligned', () => {
    expect(written(url, () => ({ kind: 'set', resource: 'aws_lambda_function.f', path: ['Timeout'], to: 30 }))).toBe(url.replace('// entry\n', '// entry\n  timeout = 30\n'));
  });

  test('nested blocks are added', () => {
    expect(written(url, () => ({ kind: 'set', resource: 'aws_lambda_function.f', path: ['TracingConfig', 'Mode'], to: 'Active' }))).toBe(url.replace('    }\n  }\n}', '    }\n  }\n\n  tracing_config {\n    mode = "Active"\n  }\n}'));
    expect(written(url, () => ({ kind: 'set', resource: 'aws_dynamodb_table.t', path: ['SSESpecification', 'SSEEnabled'], to: true }))).toBe(url.replace('"t" {}', '"t" {\n  server_side_encryption {\n    enabled = true\n  }\n}'));
  });

  test('a variable of the environment is added to the map', () => {
    const reference = { kind: 'reference', resource: 'aws_dynamodb_table.t', attribute: 'Ref', at: { uri: '', span: { start: 0, end: 0 } }, via: [] } as const;
    expect(written(url, () => ({ kind: 'set', resource: 'aws_lambda_function.f', path: ['Environment', 'Variables', 'TABLE'], to: reference }))).toBe(url.replace('"dev"\n', '"dev"\n      TABLE = aws_dynamodb_table.t.id\n'));
  });

  test('a line is taken out as a whole', () => {
    const text = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n  acl    = "public-read" # why\n}\n';
    expect(written(text, (deployment) => ({ kind: 'remove', value: property(deployment, 'aws_s3_bucket.b', 'AccessControl') }))).toBe('resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n');
  });

  test('a resource that is there for its ACL alone gets a private one', () => {
    const text = 'resource "aws_s3_bucket" "b" {}\nresource "aws_s3_bucket_acl" "b" {\n  bucket = aws_s3_bucket.b.id\n  acl    = "public-read"\n}\n';
    expect(written(text, (deployment) => ({ kind: 'remove', value: property(deployment, 'aws_s3_bucket.b', 'AccessControl') }))).toBe(text.replace('public-read', 'private'));
  });

  test.each([
    ['variable "p" {\n  type    = string\n  default = "x"\n}\n', 'variable "p" {\n  type    = string\n  default = "x"\n  sensitive = true\n}\n'],
    ['variable "p" {}\n', 'variable "p" {\n  sensitive = true\n}\n'],
    ['variable "p" { type = string }\n', 'variable "p" {\n  type = string\n  sensitive = true\n}\n'],
  ])('a variable is hidden: %s', (text, expected) => {
    expect(written(text, (deployment) => {
      const [parameter] = deployment.parameters;
      if (parameter === undefined) throw new Error('no parameter');
      return { kind: 'entry', map: parameter.properties, key: 'NoEcho', to: true };
    })).toBe(expected);
  });

  const statement = (policy: string): string => `resource "aws_iam_role" "r" {}\nresource "aws_iam_role_policy" "p" {\n  role   = aws_iam_role.r.id\n  policy = ${policy}\n}\nresource "aws_s3_bucket" "b" {}\n`;
  const narrowed = (text: string): string | undefined => written(text, (deployment) => {
    const [grant] = deployment.grants;
    if (grant === undefined) throw new Error('no grant');
    return { kind: 'statement', grant, actions: ['s3:GetObject', 's3:PutObject'], resources: [{ kind: 'reference', resource: 'aws_s3_bucket.b', attribute: 'Arn', at: grant.at, via: [] }] };
  });

  test('a statement is narrowed in every form', () => {
    expect(narrowed(statement('jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = ["*"] }] })'))).toBe(statement('jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = [aws_s3_bucket.b.arn] }] })'));
    expect(narrowed(statement('<<EOT\n{ "Statement": [{ "Effect": "Allow", "Action": ["s3:*"], "Resource": "*" }] }\nEOT'))).toBe(statement('<<EOT\n{ "Statement": [{ "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "${aws_s3_bucket.b.arn}" }] }\nEOT'));
    const document = 'data "aws_iam_policy_document" "d" {\n  statement {\n    actions = [\n      "s3:*", # all\n    ]\n    resources = ["*"]\n  }\n}\n';
    expect(narrowed(statement('data.aws_iam_policy_document.d.json') + document)).toBe(statement('data.aws_iam_policy_document.d.json') + document.replace('"s3:*", # all', '"s3:GetObject", "s3:PutObject", # all').replace('["*"]', '[aws_s3_bucket.b.arn]'));
  });

  test('what a variable gives is not changed at its use', () => {
    expect(narrowed(`${statement('jsonencode({ Statement = [{ Effect = "Allow", Action = [var.a], Resource = "*" }] })')}variable "a" { default = "s3:*" }\n`)).toBeUndefined();
  });

  test('a right is granted to the role of a function', () => {
    const reference = { kind: 'reference', resource: 'aws_dynamodb_table.t', attribute: 'Arn', at: { uri: '', span: { start: 0, end: 0 } }, via: [] } as const;
    expect(written(url, () => ({ kind: 'grant', function: 'f', actions: ['dynamodb:GetItem'], resources: [reference] }))).toBe(url.replace('  name = "r"\n}\n', `  name = "r"
}

resource "aws_iam_role_policy" "r_dynamodb" {
  role = aws_iam_role.r.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem"]
        Resource = aws_dynamodb_table.t.arn
      },
    ]
  })
}
`));
  });
});

test('in the JSON form no key is written twice', () => {
  const one = { function_name: 'f', role: 'arn:aws:iam::123456789012:role/f', runtime: 'nodejs24.x', handler: 'f.handler', filename: 'f.zip' };
  const alarms = (resource: object): number | undefined => {
    const report = analyse({ 'main.tf.json': JSON.stringify({ resource }) }, { profile: 'strict' });
    return report.findings.find(({ rule }) => rule === 'monitoring/no-alarms')?.fixes[0]?.edits().flatMap(({ edits }) => edits).length;
  };
  expect(alarms({ aws_lambda_function: { a: one } })).toBe(1);
  expect(alarms({ aws_lambda_function: { a: one, b: one } })).toBe(0);
  // Beside alarms that are there each has a key of its own.
  expect(alarms({ aws_lambda_function: { a: one, b: one }, aws_cloudwatch_metric_alarm: { visits: { alarm_name: 'visits', metric_name: 'Visits', namespace: 'Shop' } } })).toBe(2);
});
