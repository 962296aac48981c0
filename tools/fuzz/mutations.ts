/** Breaks texts as people, editors and enemies do. Knows the surface of the languages, none of our code. */
import type { Random } from './random';

/** Another text out of one; `other` is a text to splice in. */
type Mutation = (text: string, random: Random, other: string) => string;

/** Words and signs that mean something somewhere, among them what refers to itself. */
const fragments: Readonly<Record<string, readonly string[]>> = {
  script: [
    'await ', 'async ', 'yield* ', '?.', '...', '=>', '`${', '}`', '/*', '*/', '//', '<T,>', 'class A extends A {}', "import x from './handler';", "export * from './handler';", "require('./handler')", 'import(', 'event.', 'event.body',
    "exec('ls ' + event.queryStringParameters.a);", 'eval(event.body)', 'JSON.parse(event.body)', 'process.env.A', 'function f(){return f()}', 'const a = () => a();', 'for(;;){', 'switch(a){case a:', 'try{', 'label: ', '#private', '@dec ', 'new new ',
    'let a = b, b = a;', 'a ||= b ??= c', '({...a, get a(){return a}})', '[...[', 'export default ', 'module.exports = ', 'export const handler = async (event) => {', 'enum E { A = E.A }', 'type T = T[];', '0x', '1_000n', '/(/',
  ],
  data: [
    '&a ', '*a', '<<: *a', '&a [*a, *a]', '- ', '? ', '|', '>-', '!Sub ', '!Ref ', '!GetAtt A.B', '!If [A, B, C]', '!ImportValue x', 'Fn::Sub: ', 'Fn::GetAtt: [A, Arn]', '${A}', '${AWS::Region}', '${self:custom.a}', 'custom: ${self:custom}', '${file(./serverless.yml)}', '${file(./a.yml):b}',
    '${opt:stage, self:provider.stage}', '${param:a}', '${env:A}', '{{resolve:ssm:a}}', '{{resolve:secretsmanager:a}}', 'Resources:\n', '  A:\n    Type: AWS::Serverless::Function\n', 'Transform: AWS::Serverless-2016-10-31\n', 'Conditions:\n  A: !Not [!Condition A]\n', 'Globals:\n', 'functions:\n', 'provider:\n', "'", '"', '{', '}', '[', ']', '\t', '---\n', '...\n', '%YAML 9\n', '~', '!!binary ', '!!str ', ': ', '#',
    '{"Ref": "A"}', '{"Fn::Join": ["", [', 'DependsOn: A', 'Action: "*"', "Resource: '*'", 'Principal: "*"', 'Effect: Allow',
  ],
  hcl: [
    '${', '}', '%{ if a }', '%{ for a in b }', '<<EOT\n', 'EOT\n', '<<-EOT\n', 'resource "aws_lambda_function" "a" {', 'module "a" { source = "./" }', 'module "a" { source = "." }', 'locals { a = local.b\n b = local.a }', 'for_each = local.a', 'count = 100000000', 'dynamic "a" {', 'var.a', 'local.a', 'data.aws_iam_policy_document.a.json', 'jsonencode({', 'templatefile("a.tpl", {', 'file("${path.module}/main.tf")', '[for a in b : a => c...]', 'a ? b : c', 'a[*].b', '"', '{', '}', '[', ']', '/*', '#', '//', 'provider::a::b(', 'null', '1e999', 'range(1000000000)', 'formatlist("%s", local.a)', 'merge(local.a, local.a)', 'repeat',
  ],
};

const strange = ['\u0000', '\uFEFF', '\uD800', '\uDC00', '\u2028', '\u202E', '𝒳', 'é', '\r', '\r\n', '\u00A0', '\u200B', '__proto__', 'constructor', 'toString', 'hasOwnProperty'];

const tokens = /[A-Za-z_$][\w$]*|\d[\w.]*|\s+|[^\w\s]/g;

function cut(text: string, random: Random, most: number): readonly [number, number] {
  const start = random.below(text.length + 1);
  return [start, Math.min(text.length, start + random.below(most) + 1)];
}

function insertAt(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}

function byLines(change: (lines: string[], random: Random) => void): Mutation {
  return (text, random) => {
    const lines = text.split('\n');
    change(lines, random);
    return lines.join('\n');
  };
}

function byTokens(change: (list: string[], random: Random) => void): Mutation {
  return (text, random) => {
    const list = text.match(tokens) ?? [];
    change(list, random);
    return list.join('');
  };
}

function swap(list: string[], random: Random): void {
  const a = random.below(list.length);
  const b = random.below(list.length);
  [list[a], list[b]] = [list[b] ?? '', list[a] ?? ''];
}

const mutations: readonly Mutation[] = [
  byLines((lines, random) => { lines.splice(random.below(lines.length), 1 + random.below(3)); }),
  byLines((lines, random) => { const at = random.below(lines.length); lines.splice(at, 0, lines[at] ?? ''); }),
  byLines(swap),
  byLines((lines, random) => { const at = random.below(lines.length); lines[at] = `${' '.repeat(random.below(9))}${(lines[at] ?? '').trimStart()}`; }),
  byTokens((list, random) => { list.splice(random.below(list.length), 1); }),
  byTokens((list, random) => { const at = random.below(list.length); list.splice(at, 0, list[at] ?? ''); }),
  byTokens(swap),
  // One name for another of the same text: this is how things come to refer to themselves.
  byTokens((list, random) => {
    const names = list.flatMap((token, at) => (/^[A-Za-z_]/.test(token) ? [at] : []));
    if (names.length > 1) list[random.pick(names)] = list[random.pick(names)] ?? '';
  }),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => { const [start, end] = cut(text, random, 40); return text.slice(0, start) + text.slice(end); },
  (text, random, other) => { const [start, end] = cut(other, random, 400); return insertAt(text, random.below(text.length + 1), other.slice(start, end)); },
  (text, random, other) => text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
  (text, random) => insertAt(text, random.below(text.length + 1), random.pick(strange)),
  (text, random) => text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', ' '])),
];

/** Rare, as each costs time. */
const heavy: readonly Mutation[] = [
  (text, random) => insertAt(text, random.below(text.length + 1), random.pick(['(', '[', '{', '`${', '[{"a":', '!Sub [', 'a(', '<a>', '- ', '!x '])
    .repeat(10 ** (1 + random.below(4)))),
  (text, random) => insertAt(text, random.below(text.length + 1), random.pick(['a', ' ', '"', "'", '\\', '/', '$', '${a}', '\n', 'a.', '0', ' + a', '-', '*a ', '? a : ', '!', 'é']).repeat(1 + random.below(50_000))),
  (text, random) => text.repeat(2 + random.below(20)),
];

export function mutated(path: string, text: string, random: Random, other: string): string {
  if (random.oneIn(60)) return random.pick(heavy)(text, random, other);
  if (random.oneIn(3)) return insertAt(text, random.below(text.length + 1), random.pick(fragmentsFor(path)));
  return random.pick(mutations)(text, random, other);
}

function fragmentsFor(path: string): readonly string[] {
  const kind = /\.[cm]?[jt]sx?$/.test(path) ? 'script' : /\.(tf|tofu|tfvars|tftpl|tpl)$/.test(path) ? 'hcl' : 'data';
  return fragments[kind] ?? [];
}
