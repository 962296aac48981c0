/** Writes made-up applications of any size for measuring: copies of the examples side by side. The same number gives the same files. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../paths';

/** Examples in the order in which they are copied. */
const samples = ['orders', 'orders-serverless', 'orders-fixed'] as const;

/** Places in every project of ten files or more, below its folder. */
export const places = {
  /** 300 lines, imports the hub; nothing imports it. */
  leaf: 'service-0000/src/handlers/long.ts',
  /** Imported by the long handler of every service. */
  hub: 'shared/format.ts',
  template: 'service-0000/template.yaml',
} as const;

/** Files by path, in the order in which a smaller project is cut out of a larger one. */
export function projectFiles(count: number): ReadonlyMap<string, string> {
  const files = new Map<string, string>([[places.hub, hub]]);
  for (let service = 0; files.size < count; service++) {
    const folder = `service-${String(service).padStart(4, '0')}`;
    const sample = samples[service % samples.length] ?? samples[0];
    const own: [string, string][] = [[`${folder}/src/handlers/long.ts`, longHandler(300)]];
    for (const [path, text] of sampleFiles(sample)) {
      if (path === 'template.yaml') own.unshift([`${folder}/${path}`, withLongHandler(text)]);
      else own.push([`${folder}/${path}`, path === 'package.json' ? text.replace(/"name": "[^"]*"/, `"name": "${folder}"`) : text]);
    }
    for (const [path, text] of own) if (files.size < count) files.set(path, text);
  }
  return files;
}

/** Writes a project of so many files below `folder`. */
export function writeProject(folder: string, count: number): void {
  for (const [path, text] of projectFiles(count)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

/** A handler of exactly so many lines that looks up, checks and stores parts of its event. */
export function longHandler(lines: number): string {
  const head = [
    "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';",
    "import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';",
    "import { execSync } from 'node:child_process';",
    "import { bracketed, padded } from '../../../shared/format';",
    '',
    'const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));',
    '',
    'interface Request {',
    '  body?: string;',
    '  queryStringParameters?: Record<string, string | undefined>;',
    '}',
    '',
  ];
  const tail = [
    'export const handler = async (event: Request) => {',
    "  const name = event.queryStringParameters?.name ?? 'nobody';",
    "  const parsed = JSON.parse(event.body ?? '{}') as Record<string, string>;",
    "  const listing = execSync('ls ' + name).toString();",
    '  const steps = await Promise.all([stepOf0(name, parsed), stepOf1(listing, parsed)]);',
    '  return { statusCode: 200, body: JSON.stringify({ steps }) };',
    '};',
  ];
  const middle: string[] = [];
  const room = lines - head.length - tail.length;
  for (let i = 0; room - middle.length >= 13; i++) {
    middle.push(
      `async function stepOf${i}(name: string, parsed: Record<string, string>): Promise<string> {`,
      `  const key = padded(name, ${10 + i}) + bracketed(parsed['part${i}'] ?? 'none');`,
      `  if (key.length > ${100 + i}) {`,
      `    throw new Error('part ${i} is too long');`,
      '  }',
      `  const known = await table.send(new GetCommand({ TableName: 'parts', Key: { id: key, sort: ${i} } }));`,
      '  const entries = Object.entries(known.Item ?? {});',
      `  for (const [field, value] of entries.filter(([, each]) => typeof each === 'string')) {`,
      `    await table.send(new PutCommand({ TableName: 'parts', Item: { id: key, field, value: String(value).slice(0, ${20 + i}) } }));`,
      '  }',
      `  return entries.length > ${i} ? key.toUpperCase() : key.trim();`,
      '}',
      '',
    );
  }
  while (middle.length < room) middle.push('');
  return [...head, ...middle, ...tail].join('\n');
}

const hub = `/** Text in fixed shapes. */
export function padded(text: string, width: number): string {
  return text.padEnd(width, '.').slice(0, width);
}

export function bracketed(text: string): string {
  return '[' + text.replace(/[^a-z0-9]/gi, '') + ']';
}
`;

/** The long handler beside the template's own functions. */
function withLongHandler(template: string): string {
  return template.replace(/^Resources:\n/m, `Resources:
  Long:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: handlers/long.handler
      Runtime: nodejs22.x
      Events:
        Any:
          Type: HttpApi
          Properties:
            Path: /long
            Method: post
`);
}

const known = new Map<string, readonly (readonly [string, string])[]>();

function sampleFiles(name: string): readonly (readonly [string, string])[] {
  let files = known.get(name);
  if (files === undefined) {
    const folder = join(root, 'examples', name);
    files = readdirSync(folder, { recursive: true })
      .map((path) => String(path).replaceAll('\\', '/'))
      .filter((path) => /\.(ts|yaml|yml|json)$/.test(path) && !path.startsWith('node_modules') && !path.endsWith('package-lock.json'))
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const);
    known.set(name, files);
  }
  return files;
}
