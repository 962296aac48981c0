/** Templates that nest others of the workspace: what they give to the parameters of those. */
import { expect, it } from 'vitest';
import { analyse, root } from '../support/analyse';
import { resourceProperty, said } from '../support/template';

const child = `Parameters:
  Name: { Type: String, Default: none }
  Table: { Type: String }
Resources:
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref Name, Tags: [{ Key: t, Value: !Ref Table }] } }
`;

/** What the child's queue is called and tagged with. */
function nested(parent: string, path = 'template.yaml'): readonly [name: unknown, tags: unknown, way: readonly string[] | undefined] {
  const report = analyse({ [path]: parent, 'stacks/child.yaml': child });
  expect(report.crashes).toEqual([]);
  const deployment = report.facts.deployments.find(({ uri }) => uri === `${root}/stacks/child.yaml`);
  if (deployment === undefined) throw new Error('the child is gone');
  return [said(resourceProperty(deployment, 'Queue', 'QueueName')), said(resourceProperty(deployment, 'Queue', 'Tags')), resourceProperty(deployment, 'Queue', 'QueueName')?.via.map(({ message }) => message)];
}

const stack = (name: string, parameters: string, at = './stacks/child.yaml'): string => `  ${name}: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${at}, Parameters: ${parameters} } }\n`;

it('give what they know, and say that the rest is theirs', () => {
  expect(nested(`Parameters:\n  Stage: { Type: String, Default: dev }\nResources:\n  Table: { Type: AWS::DynamoDB::Table }\n${stack('Orders', '{ Name: !Sub "orders-${Stage}", Table: !Ref Table }')}`))
    .toEqual(['orders-dev', [{ Key: 't', Value: '?import' }], ['parameter Name, as stack Orders of template.yaml gives it', 'parameter Stage, its default']]);
});

it('may nest one several times', () => {
  expect(nested(`Resources:\n${stack('A', '{ Name: a }')}${stack('B', '{ Name: b }')}`)[0]).toEqual(['it is stack A: a', 'it is stack B: b']);
});

it('may be SAM applications, and JSON', () => {
  expect(nested('{ "Resources": { "App": { "Type": "AWS::Serverless::Application", "Properties": { "Location": "../stacks/child.yaml", "Parameters": { "Name": "app" } } } } }', 'apps/app.json')[0]).toBe('app');
});

it.each([stack('A', '{ Name: a }', './other.yaml'), stack('A', '{ Name: a }', 'https://bucket.s3.amazonaws.com/stacks/child.yaml'), stack('A', '!Ref What')])('that name another one give nothing: %s', (resource) => {
  expect(nested(`Resources:\n${resource}`)[0]).toBe('none');
});

/** The queue's name in a template beside others. */
function queueName(template: string, others: Readonly<Record<string, string>>): readonly [name: unknown, way: readonly string[] | undefined] {
  const report = analyse({ 'template.yaml': template, ...others });
  expect(report.crashes).toEqual([]);
  const deployment = report.facts.deployments.find(({ uri }) => uri === `${root}/template.yaml`);
  if (deployment === undefined) throw new Error('the template is gone');
  const value = resourceProperty(deployment, 'Queue', 'QueueName');
  return [said(value), value?.via.map(({ message }) => message)];
}

const gives = `Parameters: { Stage: { Type: String } }
Resources: { Table: { Type: AWS::DynamoDB::Table } }
Outputs:
  Name: { Value: !Sub 'orders-\${Stage}' }
  Table: { Value: !Ref Table }
`;

it('give out what they work out with what they are given', () => {
  const parent = (output: string): string => `Resources:\n${stack('Orders', '{ Stage: prod }')}  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: ${output} } }\n`;
  expect(queueName(parent('!GetAtt Orders.Outputs.Name'), { 'stacks/child.yaml': gives })).toEqual(['orders-prod', ['output Name of stack Orders', 'parameter Stage, as stack Orders is given it']]);
  expect(queueName(parent('!Sub "${Orders.Outputs.Name}-dead"'), { 'stacks/child.yaml': gives })[0]).toBe('orders-prod-dead');
  // A resource of theirs is what the stack gives, whatever it is called there.
  expect(queueName(parent('!GetAtt Orders.Outputs.Table'), { 'stacks/child.yaml': gives })[0]).toBe('@Orders.Outputs.Table');
});

it('may need each other, and themselves', () => {
  const beside = `Resources:\n${stack('A', '{ Stage: !GetAtt B.Outputs.Name }')}${stack('B', '{ Stage: two }')}  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt A.Outputs.Name } }\n`;
  expect(queueName(beside, { 'stacks/child.yaml': gives })[0]).toBe('orders-orders-two');
  const around = beside.replace('Stage: two', 'Stage: !GetAtt A.Outputs.Name');
  expect(queueName(around, { 'stacks/child.yaml': gives })[0]).toBe('orders-?import');
  const own = `Resources:\n${stack('Own', '{}', './template.yaml')}  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt Own.Outputs.Name } }\nOutputs: { Name: { Value: !GetAtt Own.Outputs.Name } }\n`;
  expect(queueName(own, {})[0]).toEqual(queueName(own.replace('./template', './gone'), {})[0]);
});

it('hold the resources of a file that they include', () => {
  const report = analyse({
    'template.yaml': 'Parameters: { Stage: { Type: String, Default: dev } }\nResources:\n  Own: { Type: AWS::SQS::Queue }\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./shared.yaml } }\n',
    'shared.yaml': 'Shared: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "shared-${Stage}" } }\nFn::Transform: { Name: AWS::Include, Parameters: { Location: ./shared.yaml } }\n',
  });
  const [deployment] = report.facts.deployments;
  expect(deployment?.resources.map(({ id }) => id)).toEqual(['Own', 'Shared']);
  expect(deployment === undefined ? undefined : said(resourceProperty(deployment, 'Shared', 'QueueName'))).toBe('shared-dev');
});

const exporting = `Parameters: { Stage: { Type: String, Default: dev } }
Resources: { Jobs: { Type: AWS::SQS::Queue } }
Outputs:
  Prefix: { Value: !Sub 'orders-\${Stage}', Export: { Name: orders-prefix } }
  Jobs: { Value: !GetAtt Jobs.Arn, Export: { Name: !Sub '\${Stage}-jobs' } }
  Own: { Value: one, Export: { Name: !Sub '\${AWS::StackName}-own' } }
`;

it('export what others import, where the name is known and only one has it', () => {
  const importing = (value: string): string => `Resources:\n  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: ${value} } }\n`;
  expect(queueName(importing('!ImportValue orders-prefix'), { 'shared/queues.yaml': exporting })).toEqual(['orders-dev', ['output Prefix of queues.yaml, exported as orders-prefix', 'parameter Stage, its default']]);
  expect(queueName(importing('{ "Fn::ImportValue": !Sub "dev-jobs" }'), { 'shared/queues.yaml': exporting })).toEqual(['?import', ['output Jobs of queues.yaml, exported as dev-jobs']]);
  expect(queueName(importing('!ImportValue orders-prefix'), { 'a.yaml': exporting, 'b.yaml': exporting })).toEqual(['?import', []]);
  for (const name of ['prod-jobs', 'shop-own']) expect(queueName(importing(`!ImportValue ${name}`), { 'shared/queues.yaml': exporting })).toEqual(['?import', []]);
  // Each exports what the other one imports.
  const around = (own: string, other: string): string => `${importing(`!ImportValue ${other}`)}Outputs: { Own: { Value: !ImportValue ${other}, Export: { Name: ${own} } } }\n`;
  expect(queueName(around('a', 'b'), { 'b.yaml': around('b', 'a') })[0]).toBe('?import');
});
