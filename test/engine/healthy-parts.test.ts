/** A template that is broken in one place: what stands around it is still in the model, and the break is told. */
import { expect, it } from 'vitest';
import { analyse } from '../support/analyse';

const yaml = `Resources:
  First: { Type: AWS::SQS::Queue }
  BROKEN
  Last:
    Type: AWS::Lambda::Function
    Properties: { Handler: last.handler, Runtime: nodejs22.x }
`;

const json = `{
  "Resources": {
    "First": { "Type": "AWS::SQS::Queue" },
    BROKEN
    "Last": { "Type": "AWS::Lambda::Function", "Properties": { "Handler": "last.handler", "Runtime": "nodejs22.x" } }
  }
}
`;

const hcl = `resource "aws_sqs_queue" "First" {}
BROKEN
resource "aws_lambda_function" "Last" {
  function_name = "Last"
  handler       = "last.handler"
}
`;

const program = `import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
export class Orders extends Stack {
  constructor(scope: unknown, id: string) {
    super(scope, id);
    new Queue(this, 'First');
    BROKEN
    new Function(this, 'Last', { handler: 'last.handler', runtime: Runtime.NODEJS_22_X, code: Code.fromAsset('src') });
  }
}
`;

const service = `service: orders
provider: { name: aws, runtime: nodejs22.x }
functions:
  Last: { handler: last.handler }
resources:
  Resources:
    First: { Type: AWS::SQS::Queue }
    BROKEN
`;

const script = `const service = {
  service: 'orders',
  provider: { name: 'aws', runtime: 'nodejs22.x' },
  functions: { Last: { handler: 'last.handler' } },
  BROKEN
  resources: { Resources: { First: { Type: 'AWS::SQS::Queue' } } },
};
export default service;
`;

it.each([
  ['template.yaml', yaml, '"unclosed: [ {'],
  ['template.yaml', yaml, '  Half: { Type: AWS::S3::'],
  ['template.yaml', yaml, '  - a list'],
  ['template.yaml', yaml, '  Tabs:\n\tType: x'],
  ['template.json', json, '"Half": { "Type": ,},'],
  ['template.json', json, '"Half": '],
  ['template.json', json, '"Half": { "Type": "AWS::SQS::Queue" "Properties": {} },'],
  ['main.tf', hcl, 'resource "aws_s3_bucket" {{{ = '],
  ['main.tf', hcl, 'variable "x" { default = [1, }'],
  ['main.tf', hcl, 'locals { a = "${ }" }'],
  ['orders.ts', program, 'const x = new Queue(this, { ;'],
  ['orders.ts', program, 'const = ;'],
  ['orders.ts', program, 'new Function(this, "Half", { handler: })'],
  ['serverless.yml', service, '"unclosed: [ {'],
  ['serverless.yml', service, 'Half: { Type: '],
  ['serverless.ts', script, 'custom: { a: , },'],
])('%s keeps what is healthy %#', (path, text, broken) => {
  const { facts: { deployments }, problems, crashes } = analyse({ [path]: text.replace('BROKEN', broken) });
  expect(crashes).toEqual([]);
  expect(deployments.flatMap(({ functions }) => functions.map(({ name }) => name))).toContain('Last');
  expect(deployments.flatMap(({ resources }) => resources.map(({ id }) => id.replace(/^aws_sqs_queue\./, '')))).toContain('First');
  expect(problems.length).toBeGreaterThan(0);
});
