/** A fix that rewrites rights is shown before it is made, where the editor can do that. */
import { describe, expect, it } from 'vitest';
import { codeActions, resolveCodeAction } from '../../server/lsp/code-actions';
import { analyse, root } from '../support/analyse';

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Tell:
    Type: AWS::Serverless::Function
    Properties:
      Handler: tell.handler
      Runtime: nodejs22.x
      Policies:
        - Statement:
            - Effect: Allow
              Action: [sns:Publish, sqs:SendMessage]
              Resource: !Ref News
  News:
    Type: AWS::SNS::Topic
`;

const code = "import { SNSClient, PublishCommand } from '@aws-sdk/client-sns'; export const handler = () => new SNSClient({}).send(new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-1:111122223333:news' }));";

describe('fixes that rewrite rights', () => {
  const report = analyse({ 'template.yaml': template, 'tell.ts': code });
  const analysis = { report, versions: new Map<string, number>() } as unknown as Parameters<typeof resolveCodeAction>[1];
  const everywhere = { textDocument: { uri: `${root}/template.yaml` }, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }, context: { diagnostics: [] } };
  const chosen = (previews: boolean): ReturnType<typeof resolveCodeAction> | undefined => {
    const abilities = { resolves: true, commands: false, snippets: false, previews };
    const action = codeActions(everywhere, analysis, { related: false } as unknown as Parameters<typeof codeActions>[2], abilities).find(({ title }) => title.startsWith('Grant only what Tell calls'));
    return action === undefined ? undefined : resolveCodeAction(action, analysis, abilities);
  };

  it('asks before it makes them', () => {
    const edit = chosen(true)?.edit;
    expect(edit?.changeAnnotations).toEqual({ preview: { label: 'Grant only what Tell calls (1 action on 1 resource)', needsConfirmation: true } });
    expect(JSON.stringify(edit?.documentChanges)).toContain('"annotationId":"preview"');
  });

  it('just makes them where the editor cannot ask', () => {
    const edit = chosen(false)?.edit;
    expect(edit?.changeAnnotations).toBeUndefined();
    expect(JSON.stringify(edit?.documentChanges)).not.toContain('annotationId');
  });
});
