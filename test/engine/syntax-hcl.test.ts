/** The HCL parser: structure, expressions, text, and what is left of broken input. */
import { describe, expect, test } from 'vitest';
import { parseHcl } from '../../server/engine/syntax/hcl';
import type { HclBody, HclExpression } from '../../server/engine/syntax/hcl-tree';

function parse(text: string): { tree: HclBody; problems: readonly string[] } {
  const parsed = parseHcl({ uri: 'file:///app/main.tf', text });
  return { tree: parsed.tree, problems: parsed.problems.map((problem) => problem.message) };
}

function value(text: string): HclExpression {
  const { tree, problems } = parse(`x = ${text}\n`);
  expect(problems).toEqual([]);
  const attribute = tree.attributes[0];
  if (attribute === undefined) throw new Error('no attribute');
  return attribute.value;
}

/** The expression with every operation in parentheses. */
function show(node: HclExpression): string {
  switch (node.kind) {
    case 'literal': return JSON.stringify(node.value);
    case 'template': return `"${node.parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'expression' ? `\${${show(part.expression)}}` : `%{${part.text}}`)).join('')}"`;
    case 'list': return `[${node.items.map(show).join(', ')}]`;
    case 'object': return `{${node.entries.map((entry) => `${show(entry.key)}: ${show(entry.value)}`).join(', ')}}`;
    case 'name': return node.name;
    case 'attribute': return `${show(node.of)}.${node.name}`;
    case 'index': return `${show(node.of)}[${show(node.key)}]`;
    case 'splat': return `${show(node.of)}.*`;
    case 'call': return `${node.name}(${node.arguments.map(show).join(', ')}${node.expand ? '...' : ''})`;
    case 'unary': return `(${node.operator}${show(node.operand)})`;
    case 'binary': return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case 'conditional': return `(${show(node.condition)} ? ${show(node.then)} : ${show(node.otherwise)})`;
    case 'for': return `for ${node.names.join(',')} in ${show(node.of)}: ${node.key === undefined ? '' : `${show(node.key)} => `}${show(node.value)}${node.group ? '...' : ''}${node.condition === undefined ? '' : ` if ${show(node.condition)}`}`;
    case 'missing': return '?';
  }
}

test('blocks, labels, attributes and their places', () => {
  const text = '# first\nresource "aws_s3_bucket" "files" {\n  bucket = "files" // name\n  lifecycle { prevent_destroy = true }\n}\n';
  const { tree, problems } = parse(text);
  expect(problems).toEqual([]);
  const block = tree.blocks[0];
  expect(block?.labels.map((label) => label.text)).toEqual(['aws_s3_bucket', 'files']);
  expect(text.slice(block?.span.start, block?.span.end)).toBe(text.slice(text.indexOf('resource'), text.lastIndexOf('}') + 1));
  const attribute = block?.body.attributes[0];
  expect(text.slice(attribute?.value.span.start, attribute?.value.span.end)).toBe('"files"');
  expect(block?.body.blocks[0]?.type).toBe('lifecycle');
});

describe('expressions', () => {
  test.each([
    ['1 + 2 * 3 == 7 && !false', '(((1 + (2 * 3)) == 7) && (!false))'],
    ['-1.5e3', '(-1500)'],
    ['var.a ? local.b : [1, "two", null]', '(var.a ? local.b : [1, "two", null])'],
    ['aws_sqs_queue.q[0].arn', 'aws_sqs_queue.q[0].arn'],
    ['aws_sqs_queue.q.*.arn', 'aws_sqs_queue.q.*.arn'],
    ['module.m["k"].list[*].id', 'module.m["k"].list.*.id'],
    ['merge(local.tags, { Name = "a", "b-c" : 1 }...)', 'merge(local.tags, {"Name": "a", "b-c": 1}...)'],
    ['[for k, v in var.m : upper(v) if v != ""]', 'for k,v in var.m: upper(v) if (v != "")'],
    ['{ for s in var.l : s.name => s... }', 'for s in var.l: s.name => s...'],
    ['{\n  a = 1 # one\n  b = {\n    c = 2\n  }\n}', '{"a": 1, "b": {"c": 2}}'],
    ['{ (var.key) = 1 }', '{var.key: 1}'],
    ['(\n  1 +\n  2\n)', '(1 + 2)'],
    ['"a${var.b}c$${d}\\n"', '"a${var.b}c${d}\n"'],
    ['"%{ if var.a }x%{ endif }"', '"%{if var.a}x%{endif}"'],
    ['"${jsonencode({ a = "${var.b}" })}"', '"${jsonencode({"a": "${var.b}"})}"'],
    ['10 / 2 // half', '(10 / 2)'],
  ])('%s', (text, shown) => {
    expect(show(value(text))).toBe(shown);
  });
});

describe('heredocs', () => {
  test('keep their lines', () => {
    expect(show(value('<<EOT\n{\n  "a": 1\n}\nEOT'))).toBe(JSON.stringify('{\n  "a": 1\n}\n'));
  });

  test('end with any word that may open them', () => {
    expect(show(value('<<END-of_it\na\nEND-of_it'))).toBe('"a\\n"');
  });

  test('lose their smallest indentation with <<-', () => {
    expect(show(value('<<-EOT\n    a\n      ${var.b}\n    c\n  EOT'))).toBe('"a\n  ${var.b}\nc\n"');
  });

  test('may hold the word inside a line', () => {
    expect(show(value('<<EOT\nx EOT y\nEOT'))).toBe('"x EOT y\\n"');
  });
});

describe('broken input', () => {
  test('a half-typed attribute leaves its neighbours', () => {
    const { tree, problems } = parse('a = 1\nb = \nc = 3\n');
    expect(tree.attributes.map((attribute) => [attribute.name, show(attribute.value)])).toEqual([['a', '1'], ['b', '?'], ['c', '3']]);
    expect(problems).toEqual(['A value was expected here.']);
  });

  test('an open block', () => {
    const { tree, problems } = parse('resource "a" "b" {\n  x = 1\n');
    expect(tree.blocks[0]?.body.attributes).toHaveLength(1);
    expect(problems).toEqual(['A closing brace is missing.']);
  });

  test('an open string ends with its line', () => {
    const { tree } = parse('a = "one\nb = 2\n');
    expect(tree.attributes.map((attribute) => attribute.name)).toEqual(['a', 'b']);
  });

  test('every cut of a document ends', () => {
    const text = 'resource "a" "b" {\n  x = { y = [for s in var.l : "${s}-${upper(s)}" if s != ""] }\n  z = <<-EOT\n    a ${b}\n  EOT\n}\n';
    for (let end = 0; end <= text.length; end++) expect(parse(text.slice(0, end)).tree.span.start).toBe(0);
  });

  test('nesting too deep is a problem', () => {
    expect(parse(`a = ${'['.repeat(10_000)}`).problems.join()).toMatch(/nested too deep/);
    expect(parse('a {\n'.repeat(10_000)).problems.join()).toMatch(/nested too deep/);
    expect(parse(`a = ${'!'.repeat(10_000)}b`).tree.attributes).toHaveLength(1);
  });
});

test('escapes take the digits that are there, and nothing behind the end', () => {
  expect(show(value(String.raw`"a\u0041\U0001F600\n"`))).toBe(JSON.stringify('aA😀\n'));
  expect(show(value(String.raw`"\u41"`))).toBe('"\uFFFD"');
  for (const text of ['x = "\\U,n', 'x = "\\u', 'x = "\\']) expect(parse(text).tree.span.end, text).toBeLessThanOrEqual(text.length);
});
