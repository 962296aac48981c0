/** A YAML tree that is made out of that of an older text is the tree of the text. */
import { describe, expect, it } from 'vitest';
import { child } from '../../server/engine/syntax/data';
import { parseDocuments, type Documents } from '../../server/engine/syntax/document';

const uri = 'file:///t.yaml';
const text = `---
# A template.
Parameters:
  Level: { Type: String, Default: "a b" }
Resources:
  # The first.
  First:
    Type: AWS::S3::Bucket
    Properties:
      Name: !Sub '\${Level}-x'
      Code: |
        one
          two

      Tags:
      - Key: a
        Value: 'b'
# The second.
  "Second":
    Type: AWS::SQS::Queue
    Plain: more
      than one line
Outputs:
  Last: !GetAtt First.Arn
`;

/** What is put into each place of the text. */
const typed = ['\n', '\n  ', '\n    X: 1', '\n  X: 1', '\nX: 1', ' ', ':', ': ', '- ', '\n- ', '#', '"', "'", '|', '{', ']', '&a ', '*a', '\t', '<<: ', '!Ref ', '? ', '---\n', '\n...\n', '\u00a0', '\r', 'x'];

function read(now: string, older?: Documents): Documents {
  return parseDocuments({ uri, text: now }, older);
}

describe('a YAML text that was read before', () => {
  const older = read(text);

  it.each(typed.map((what) => [what]))('is read as if it were new with %j anywhere in it', (what) => {
    for (let at = 0; at <= text.length; at++) {
      const now = text.slice(0, at) + what + text.slice(at);
      expect(read(now, older)).toEqual(read(now));
    }
  });

  it.each([1, 2, 7, 30])('is read as if it were new without %d of its characters', (count) => {
    for (let at = 0; at < text.length; at++) {
      const now = text.slice(0, at) + text.slice(at + count);
      expect(read(now, older)).toEqual(read(now));
    }
  });

  it('keeps what stands above the edit', () => {
    const [before] = older.all;
    const [after] = read(text.replace('SQS::Queue', 'SNS::Topic'), older).all;
    expect(child(after?.tree, 'Resources', 'Second', 'Type')).toMatchObject({ value: 'AWS::SNS::Topic' });
    for (const path of [['Parameters'], ['Resources', 'First']]) expect(child(after?.tree, ...path)).toBe(child(before?.tree, ...path));
  });

  it('is too deep where it would be if it were new', () => {
    const deep = (levels: number): string => `a:\n  b:\n    c: ${'['.repeat(levels)}x${']'.repeat(levels)}\n`;
    for (let levels = 190; levels < 202; levels++) expect(read(deep(levels), read(deep(levels - 1)))).toEqual(read(deep(levels)));
  });
});
