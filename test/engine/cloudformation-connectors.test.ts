/** Connectors of SAM: what they allow, to whom, and that what cannot be read stays open. */
import { describe, expect, it } from 'vitest';
import { lowered, said } from '../support/template';

const rest = `
  Table: { Type: AWS::Serverless::SimpleTable }
  Bucket: { Type: AWS::S3::Bucket }
  Topic: { Type: AWS::SNS::Topic }
  Queue: { Type: AWS::SQS::Queue }
  Flow: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flow.json } }
  Own: { Type: AWS::IAM::Role }
  Other: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Own.Arn } }
`;

/** A connector of the function `Handle` beside its properties. */
const beside = (connector: string): unknown => told(`Resources:
  Handle: { Type: AWS::Serverless::Function, Connectors: { Mine: { Properties: ${connector} } } }${rest}`);

const alone = (connector: string): unknown => told(`Resources:
  Handle: { Type: AWS::Serverless::Function }
  Mine: { Type: AWS::Serverless::Connector, Properties: ${connector} }${rest}`);

function told(text: string): unknown {
  const { grants, attachments } = lowered(text);
  const shown = grants.map(({ holder, from, actions, resources, principal, conditions }) => [holder.id, from, actions.length > 2 ? actions.length : actions.map(said), resources.map(said), ...(principal === undefined ? [] : [said(principal), said(conditions)])]);
  return [...shown, ...attachments.map(({ policy, holder }) => [holder.id, said(policy)])];
}

describe('connectors', () => {
  it('give the role of their source what its calls need', () => {
    expect(beside('{ Destination: { Id: Table }, Permissions: [Read] }')).toEqual([['HandleRole', 'Mine (Read)', 6, ['@Table.Arn', '@Table.Arn/index/*']]]);
    expect(alone('{ Source: { Id: Handle }, Destination: [{ Id: Bucket }, { Id: Topic }], Permissions: [Write] }')).toEqual([['HandleRole', 'Mine (Write)', 7, ['@Bucket.Arn', '@Bucket.Arn/*']], ['HandleRole', 'Mine (Write)', ['sns:Publish'], ['@Topic.Ref']]]);
    expect(alone('{ Source: { Id: Other }, Destination: { Id: Handle }, Permissions: [Write] }')).toEqual([['Own', 'Mine (Write)', ['lambda:InvokeAsync', 'lambda:InvokeFunction'], ['@Handle.Arn']]]);
    expect(alone('{ Source: { Id: Flow }, Destination: { Id: Queue }, Permissions: [Write] }')).toEqual([['FlowRole', 'Mine (Write)', ['sqs:SendMessage'], ['@Queue.Arn']]]);
  });

  it('give a role by name what they say of the other end', () => {
    expect(alone('{ Source: { Type: AWS::Serverless::Function, RoleName: !Ref Own }, Destination: { Type: AWS::SQS::Queue, Arn: "arn:aws:sqs:eu-west-1:111122223333:jobs" }, Permissions: [Read] }'))
      .toEqual([['Own', 'Mine (Read)', ['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'], ['arn:aws:sqs:eu-west-1:111122223333:jobs']]]);
  });

  it('let a function read what starts it', () => {
    expect(alone('{ Source: { Id: Queue }, Destination: { Id: Handle }, Permissions: [Read, Write] }')).toEqual([
      ['HandleRole', 'Mine (Read)', ['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'], ['@Queue.Arn']], ['HandleRole', 'Mine (Write)', ['sqs:DeleteMessage'], ['@Queue.Arn']],
    ]);
  });

  it('open the doors of queues and functions to a service that acts for the source', () => {
    expect(alone('{ Source: { Id: Topic }, Destination: { Id: Queue }, Permissions: [Write] }')).toEqual([['Queue', 'Mine', ['sqs:SendMessage'], ['@Queue.Arn'], { Service: 'sns.amazonaws.com' }, { ArnLike: { 'aws:SourceArn': '@Topic.Ref' } }]]);
  });

  it('leave open what they allow where that cannot be read', () => {
    for (const connector of ['{ Destination: { Id: Elsewhere }, Permissions: [Read] }', '{ Destination: { Id: Own }, Permissions: [Read] }', '{ Destination: { Id: Table }, Permissions: !Ref Some }']) {
      expect(beside(connector)).toEqual([['HandleRole', '?unresolved']]);
    }
  });

  it.each(['{ Destination: 1 }', '[]', '{ Destination: [[{ Id: x }]], Permissions: { a: b } }', '{ Source: { Id: Mine } }'])('take %s for what it is', (connector) => {
    expect(() => [beside(connector), alone(connector)]).not.toThrow();
  });
});
