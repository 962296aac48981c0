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
