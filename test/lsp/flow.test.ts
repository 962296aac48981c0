/** Code and template together: a handler’s findings follow what its template says, and their path is told across files. */
import { afterEach, expect, test } from 'vitest';
import { methods, type Flow } from '../../server/lsp/protocol';
import { Editor } from './editor';

let editor: Editor | undefined;
afterEach(async () => editor?.dispose());

const http = 'Type: HttpApi\n          Properties: { Path: /greet, Method: get }';
const schedule = 'Type: Schedule\n          Properties: { Schedule: rate(1 day) }';

const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: greet.handler
      Runtime: nodejs22.x
      Events:
        Web:
          ${http}
`;
const greet = "import { list } from './list';\nexport const handler = async (event) => list(event.queryStringParameters.name);\n";
const list = "import { exec } from 'node:child_process';\nexport function list(name) {\n  exec('ls ' + name);\n}\n";

async function opened(): Promise<Editor> {
  return Editor.open({ 'template.yaml': template, 'greet.ts': greet, 'list.ts': list }, { settings: { severities: { validation: 'off', disclosure: 'off' } } });
}

test('an edit of the template changes the diagnostics of the handler, and back', async () => {
  editor = await opened();
  const [anyone] = await editor.expectRules('list.ts', 'injection/command');
  expect(anyone?.message).toContain('anyone can send it');
  await editor.show('template.yaml', template);
  await editor.type('template.yaml', http, schedule);
  await editor.expectRules('list.ts');
  await editor.type('template.yaml', schedule, http);
  await editor.expectRules('list.ts', 'injection/command');
});

test('an edit of the module on the way changes the diagnostics of the other', async () => {
  editor = await opened();
  await editor.expectRules('list.ts', 'injection/command');
  await editor.show('greet.ts', greet);
  await editor.type('greet.ts', 'event.queryStringParameters.name', "'fixed'");
  await editor.expectRules('list.ts');
  await editor.type('greet.ts', "'fixed'", 'event.queryStringParameters.name');
  await editor.expectRules('list.ts', 'injection/command');
});

test('each step of the path is told with its place', async () => {
  editor = await opened();
  const [diagnostic] = await editor.expectRules('list.ts', 'injection/command');
  const places = diagnostic?.relatedInformation?.map(({ location, message }) => [location.uri, location.range.start.line, message.slice(0, 2)]);
  expect(places?.[0]).toEqual([editor.uri('greet.ts'), 1, '1.']);
  expect(places?.at(-1)).toEqual([editor.uri('list.ts'), 2, `${places?.length ?? 0}.`]);
  const { fingerprint } = diagnostic?.data as { readonly fingerprint: string };
  const flow = await editor.connection.sendRequest<Flow | null>(methods.flow, { fingerprint });
  expect(flow?.steps.map(({ location }) => location)).toEqual(diagnostic?.relatedInformation?.map(({ location }) => location));
  const hover = JSON.stringify(await editor.hover('list.ts', { line: 2, character: 9 }));
  for (const part of ['1. [greet.ts:2](', '[list.ts:3](', '**Sender:** anyone can send it', 'serverlessWarden.walkFlow']) expect(hover).toContain(part);
  if (diagnostic !== undefined) expect((await editor.actions('list.ts', diagnostic.range)).map(({ command }) => command?.command)).toContain('serverlessWarden.walkFlow');
});

test('the path leads through the template, from the function that fills a queue to the one that empties it', async () => {
  const queued = `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: nodejs22.x, Environment: { Variables: { JOBS: !Ref Jobs } } } }
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Order:
    Type: AWS::Serverless::Function
    Properties:
      Handler: order.handler
      Events: { Post: { Type: Api, Properties: { Path: /orders, Method: post } } }
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: work.handler
      Events: { Job: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } } }
`;
  const order = "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nexport const handler = async (event) => {\n  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: JSON.stringify({ name: event.queryStringParameters.name }) }));\n};\n";
  const work = "import { exec } from 'node:child_process';\nexport const handler = async (event) => {\n  try { exec(JSON.parse(event.Records[0].body).name); } catch (error) { console.error(error); throw error; }\n};\n";
  editor = await Editor.open({ 'template.yaml': queued, 'order.ts': order, 'work.ts': work }, { settings: { severities: { validation: 'off', disclosure: 'off', iam: 'off', limits: 'off' } } });
  const [diagnostic] = await editor.diagnostics('work.ts', (all) => all.some(({ message }) => message.includes('POST /orders')));
  const places = diagnostic?.relatedInformation?.map(({ location, message }) => [location.uri, location.range.start.line, message]);
  expect(places).toEqual([
    [editor.uri('order.ts'), 2, '1. comes from the query string'],
    [editor.uri('order.ts'), 2, '2. is put on queue `Jobs`'],
    [editor.uri('template.yaml'), 13, '3. queue `Jobs` starts `Work`'],
    [editor.uri('work.ts'), 2, '4. comes from the message'],
    [editor.uri('work.ts'), 2, '5. becomes part of a shell command'],
  ]);
  const hover = JSON.stringify(await editor.hover('work.ts', { line: 2, character: 20 }));
  for (const part of ['3. [template.yaml:14](', '**Sender:** anyone can send it: POST /orders has no authorizer, and `Order` puts']) expect(hover).toContain(part);
  await editor.show('order.ts', order);
  await editor.type('order.ts', 'name: event.queryStringParameters.name', "name: 'fixed'");
  await editor.expectRules('work.ts');
});
