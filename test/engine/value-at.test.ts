/** What is told of an expression in a template: its value by the way that leads to it, its alternatives, or why it is not known. */
import { describe, expect, it } from 'vitest';
import { explainValue } from '../../server/engine';
import { analyse, root } from '../support/analyse';

const template = `Parameters:
  Stage:
    Type: String
    Default: dev
  Password:
    Type: String
    NoEcho: true
Conditions:
  IsOld: !Equals [!Ref Password, old]
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Handler: orders.handler
      Runtime: nodejs24.x
      Environment:
        Variables:
          STAGE: !Ref Stage
          PASSWORD: !Ref Password
          SIZE: !If [IsOld, large, small]
          QUEUE: !Sub \${Queue.Arn}/x
          PLAIN: as it stands
  Queue:
    Type: AWS::SQS::Queue
`;

function told(word: string): unknown {
  const report = analyse({ 'template.yaml': template });
  const found = explainValue(report.facts.deployments, `${root}/template.yaml`, template.indexOf(word) + 2);
  return found?.outcomes.map(({ when, text, reason, via }) => [when, text ?? `? ${reason ?? ''}`, via.map(({ message }) => message)]);
}

describe('explainValue', () => {
  it('tells the value and the way to it', () => {
    expect(told('!Ref Stage\n')).toEqual([['', 'dev', ['parameter Stage, its default']]]);
  });

  it('tells why a value is not known', () => {
    expect(told('!Ref Password\n')).toEqual([['', '? parameter Password has no default', ['parameter Password']]]);
  });

  it('tells what a text is made of', () => {
    expect(told('${Queue.Arn}/x')).toEqual([['', '⟨Queue.Arn⟩/x', []]]);
  });

  it('tells each way that a value may come out', () => {
    expect(told('!If')).toEqual([['IsOld', 'large', []], ['not IsOld', 'small', []]]);
  });

  it('is silent about literals and about places without a value', () => {
    expect(told('as it stands')).toBeUndefined();
    expect(told('Parameters:')).toBeUndefined();
  });
});
