/** What is told of an expression where the workspace deploys to several stages: its value in each, by which way, or why it is not known. */
import { describe, expect, it } from 'vitest';
import { explainValue } from '../../server/engine';
import { analyse, root } from '../support/analyse';

/** The outcomes of what stands at `word` in the first file. */
function told(files: Readonly<Record<string, string>>, word: string): readonly (readonly [when: string, value: string, way: readonly string[]])[] | undefined {
  const [path = '', text = ''] = Object.entries(files)[0] ?? [];
  expect(text).toContain(word);
  const report = analyse(files);
  expect(report.crashes).toEqual([]);
  const { deployments, snapshot } = report.facts;
  return explainValue(deployments, `${root}/${path}`, text.indexOf(word) + 2, snapshot)?.outcomes.map(({ when, text: value, reason, via }) => [when, value ?? `? ${reason ?? ''}`, via.map(({ message }) => message)] as const);
}

const brief = (files: Readonly<Record<string, string>>, word: string): unknown => told(files, word)?.map(([when, value]) => [when, value]);

const template = `Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Table: { Type: String, Default: orders }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Create:
    Type: AWS::Serverless::Function
    Properties:
      Handler: create.handler
      MemorySize: !If [IsProd, 1024, 256]
      Environment:
        Variables: { TABLE: !Sub "\${Table}-\${Stage}" }
`;

describe('SAM and CloudFormation', () => {
  it('take the stages of samconfig.toml', () => {
    const configuration = 'version = 0.1\n[dev.deploy.parameters]\nparameter_overrides = "Stage=dev Table=\\"orders\\""\n[prod.deploy.parameters]\nparameter_overrides = ["Stage=prod", "Table=sales"]\n';
    expect(told({ 'template.yaml': template, 'samconfig.toml': configuration }, '!Sub')).toEqual([
      ['the stage is dev', 'orders-dev', ['parameter Table, as it is set for dev', 'parameter Stage, as it is set for dev']],
      ['the stage is prod', 'sales-prod', ['parameter Table, as it is set for prod', 'parameter Stage, as it is set for prod']],
    ]);
  });

  it('take parameter files, and what is allowed where there are none', () => {
    const files = { 'parameters/dev.json': '[{ "ParameterKey": "Table", "ParameterValue": "a" }]', 'parameters/prod.json': '{ "Parameters": { "Table": "b", "Stage": "prod" } }', 'package.json': '{}' };
    expect(brief({ 'template.yaml': template, ...files }, '!Sub')).toEqual([['the stage is dev', 'a-dev'], ['the stage is prod', 'b-prod']]);
    expect(brief({ 'template.yaml': template }, '!Sub')).toEqual([['the stage is dev', 'orders-dev'], ['the stage is prod', 'orders-prod']]);
  });

  it('tell what a condition chooses', () => {
    expect(brief({ 'template.yaml': template }, '!If')).toEqual([['the stage is dev', '256'], ['the stage is prod', '1024']]);
  });

  it('say nothing of stages where all give the same', () => {
    expect(told({ 'template.yaml': template.replace('-${Stage}', '') }, '!Sub')).toEqual([['', 'orders', ['parameter Table, its default']]]);
  });

  it('survive configurations that are none', () => {
    for (const text of ['[', 'a = 1', '[x.deploy.parameters]\nparameter_overrides = 3', '[x.deploy]\nparameters = []']) expect(told({ 'template.yaml': template, 'samconfig.toml': text }, '!Sub')).toHaveLength(2);
  });
});

describe('Serverless Framework', () => {
  const service = (more: string): string => `service: orders
provider: { name: aws, stage: "\${opt:stage, 'dev'}" }
${more}
functions:
  create:
    handler: create.handler
    environment: { TABLE: "\${VALUE}" }
`;

  it.each([
    ['params:\n  default: { table: all }\n  dev: { table: a }\n  prod: {}', 'param:table', [['the stage is dev', 'a'], ['the stage is prod', 'all']]],
    ['stages:\n  dev: { params: { table: a } }\n  prod: { params: { table: b } }', 'param:table', [['the stage is dev', 'a'], ['the stage is prod', 'b']]],
    ['custom:\n  tables: { dev: a, prod: "b-${sls:stage}" }', 'self:custom.tables.${self:provider.stage}', [['the stage is dev', 'a'], ['the stage is prod', 'b-prod']]],
    ['custom:\n  dev: { table: a }\n  prod: { table: b }\n  other: 1', 'self:custom.${opt:stage}.table', [['the stage is dev', 'a'], ['the stage is prod', 'b']]],
    ['custom:\n  tables: { dev: a, prod: "${env:TABLE}" }', 'self:custom.tables.${sls:stage}', [['the stage is dev', 'a'], ['the stage is prod', '? environment variable `TABLE` is read at deployment']]],
  ])('takes the stages of %s', (more, variable, expected) => {
    expect(brief({ 'serverless.yml': service(more).replace('VALUE', variable) }, `\${${variable}`)).toEqual(expected);
  });
});

describe('Terraform', () => {
  const main = 'variable "table" {}\nresource "aws_lambda_function" "create" {\n  handler = "create.handler"\n  environment {\n    variables = { TABLE = "t-${var.table}" }\n  }\n}\n';

  it('takes files of variables that are named when it is run, over those that always count', () => {
    expect(told({ 'main.tf': main, 'terraform.tfvars': 'table = "x"', 'dev.tfvars': 'table = "a"', 'envs/prod/terraform.tfvars': 'table = "b"' }, '"t-')).toEqual([
      ['the stage is dev', 't-a', ['variable table, as it is set in dev.tfvars']],
      ['the stage is prod', 't-b', ['variable table, as it is set in terraform.tfvars']],
    ]);
  });

  it('leaves alone what belongs to another module', () => {
    expect(brief({ 'main.tf': main, 'other/main.tf': 'variable "table" {}', 'other/prod.tfvars': 'table = "b"' }, '"t-')).toEqual([['', 't-…']]);
  });
});

describe('CDK', () => {
  const program = (table: string): string => `import { App, Stack } from 'aws-cdk-lib';
import { Function, Runtime, Code } from 'aws-cdk-lib/aws-lambda';
class Orders extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const stage = this.node.tryGetContext('stage');
    new Function(this, 'Create', { handler: 'create.handler', runtime: Runtime.NODEJS_22_X, code: Code.fromAsset('src'), environment: { TABLE: ${table} } });
  }
}
new Orders(new App(), 'Orders');
`;

  it('takes what cdk.json keeps for each stage', () => {
    const context = { 'cdk.json': '{ "app": "npx ts-node app.ts", "context": { "dev": { "table": "a" }, "prod": { "table": "b" } } }' };
    expect(brief({ 'app.ts': program('this.node.tryGetContext(stage).table'), ...context }, 'this.node.tryGetContext(stage)')).toEqual([['the stage is dev', 'a'], ['the stage is prod', 'b']]);
  });

  it('takes context values that are for all', () => {
    expect(told({ 'app.ts': program("this.node.tryGetContext('table')"), 'cdk.json': '{ "app": "npx ts-node app.ts", "context": { "table": "orders" } }' }, "this.node.tryGetContext('table')")).toEqual([['', 'orders', ['context `table` of cdk.json']]]);
  });
});
