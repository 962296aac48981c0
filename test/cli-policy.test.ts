/** `policy`: the least policy of a deployed function or of a file, as JSON, and what stands behind it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../server/cli/command';
import { ruleBook } from './support/analyse';

const files: Readonly<Record<string, string>> = {
  'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Create:
    Type: AWS::Serverless::Function
    Properties:
      Handler: create.handler
      CodeUri: src
      Runtime: nodejs22.x
      Policies: AmazonDynamoDBFullAccess
      Environment:
        Variables:
          TABLE: !Ref Orders
`,
  'src/create.ts': `import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { client, sts } from './clients';
export const handler = async (event) => {
  await sts.send(new GetCallerIdentityCommand({}));
  await client.send(new PutCommand({ TableName: process.env.TABLE, Item: { id: event.id } }));
};
export const other = async () => 1;
`,
  'src/clients.ts': 'export const client = make();\nexport const sts = make();\n',
};

let folder: string;
beforeAll(() => {
  folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'warden-policy-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function warden(...args: readonly string[]): { readonly code: number; readonly out: string; readonly err: string } {
  let out = '';
  let err = '';
  const code = runCommand(args, { book: ruleBook(), version: '0', folder, today: '2026-11-01', colours: false, out: (text) => { out += text; }, err: (text) => { err += text; } });
  return { code, out, err };
}

const ofTemplate = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['dynamodb:PutItem'], Resource: ['${Orders.Arn}'] }] };

describe('policy', () => {
  it('prints that of a deployed function, and of its file', () => {
    expect(JSON.parse(warden('policy', 'Create').out)).toEqual(ofTemplate);
    expect(JSON.parse(warden('policy', 'src/create.ts#handler', '--root', '.').out)).toEqual(ofTemplate);
    expect(JSON.parse(warden('policy', 'src/create.ts#other', '--root', '.').out)).toEqual({ Version: '2012-10-17', Statement: [] });
  });

  it('explains each action, what needs none, and what the role gives now', () => {
    const { out } = warden('policy', 'Create', '--explain');
    expect(out).toContain('dynamodb:PutItem\n  PutItem in handler (src/create.ts:6)\n  on ${Orders.Arn}');
    expect(out).toContain('Calls that need no permission:\n  GetCallerIdentity (src/create.ts:5)');
    expect(out).toContain('With the role that it has now, whoever takes it over can:\n  ');
    const { explanation } = JSON.parse(warden('policy', 'Create', '--explain', '--format', 'json').out) as { readonly explanation: { readonly perhaps: readonly { readonly action: string }[] } };
    expect(explanation.perhaps.map(({ action }) => action)).toEqual(['kms:Decrypt']);
  });

  it('says what to write instead', () => {
    expect(warden('policy', 'Nobody')).toMatchObject({ code: 2, err: expect.stringContaining('There is no file and no deployed function `Nobody`. The functions are Create.') as string });
    expect(warden('policy')).toMatchObject({ code: 2, err: expect.stringContaining('takes one function or file') as string });
    expect(warden('policy', 'src/create.ts#nothing', '--root', '.')).toMatchObject({ code: 2, err: expect.stringContaining('exports no `nothing`') as string });
  });
});
