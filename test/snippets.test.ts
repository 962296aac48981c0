/** Each snippet, put where a person would put it, is something that the analyser reads and has nothing to say about. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyse, root } from './support/analyse';
import { expand } from './support/snippet-text';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

type Files = Readonly<Record<string, string>>;

function snippetsOf(language: string): readonly (readonly [string, Snippet])[] {
  const file = new URL(`../snippets/${language}.json`, import.meta.url);
  return Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>);
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

/** A SAM application with one function whose code is `entry`. */
function application(entry: string, events: string, more = ''): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Entry:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: ${entry.replace(/\.\w+$/, '')}.handler
      Runtime: nodejs24.x
      Timeout: 10
${indented(events, 6)}
${indented(more, 2)}`;
}

const api = `Api:
  Type: AWS::Serverless::HttpApi
  Properties:
    Auth:
      DefaultAuthorizer: Login
      Authorizers:
        Login:
          IdentitySource: $request.header.Authorization
          JwtConfiguration:
            issuer: https://login.example.com/
            audience: [orders]`;

const route = `Events:
  Request:
    Type: HttpApi
    Properties:
      ApiId: !Ref Api
      Method: POST
      Path: /orders`;

const schedule = `Events:
  Nightly:
    Type: Schedule
    Properties:
      Schedule: rate(1 day)`;

const queue = `Events:
  Messages:
    Type: SQS
    Properties:
      Queue: !GetAtt Queue.Arn
      FunctionResponseTypes: [ReportBatchItemFailures]`;

const uploads = `Events:
  Upload:
    Type: S3
    Properties:
      Bucket: !Ref Uploads
      Events: s3:ObjectCreated:*`;

const authorizedApi = `Api:
  Type: AWS::Serverless::HttpApi
  Properties:
    Auth:
      DefaultAuthorizer: Token
      Authorizers:
        Token:
          FunctionArn: !GetAtt Entry.Arn
          AuthorizerPayloadFormatVersion: '2.0'
          EnableSimpleResponses: true
          Identity:
            Headers: [authorization]`;

/** What starts a snippet that is a handler, and the code around one that is not. */
const surroundings: Readonly<Record<string, { readonly events: string; readonly more?: string; readonly caller?: string }>> = {
  'sw-api': { events: route, more: api },
  'sw-sqs-batch': { events: queue, more: 'Queue:\n  Type: AWS::SQS::Queue' },
  'sw-s3-key': { events: uploads, more: 'Uploads:\n  Type: AWS::S3::Bucket' },
  'sw-authorizer': { events: '', more: authorizedApi },
  'sw-deadline': { events: schedule },
  'sw-secret': {
    events: route,
    more: api,
    caller: "import { apiKey } from './snippet';\nexport async function handler() {\n  return { statusCode: (await apiKey()) === '' ? 503 : 204 };\n}\n",
  },
  'sw-logger': {
    events: schedule,
    caller: "import { logger } from './snippet';\nexport async function handler() {\n  logger.info('Started');\n}\n",
  },
  'sw-query': {
    events: route,
    more: api,
    caller:
      "import { ordersOf } from './snippet';\nexport async function handler(event) {\n  const rows = await ordersOf(event.requestContext.authorizer.jwt.claims.sub, 'newest', 50);\n  return { statusCode: 200, body: JSON.stringify(rows) };\n}\n",
  },
};

/** A workspace in which the code is deployed and started by what it is for. */
function deployed(prefix: string, code: string, extension: string): Files {
  const around = surroundings[prefix];
  if (around === undefined) throw new Error(`nothing says what starts ${prefix}`);
  const entry = around.caller === undefined ? `snippet.${extension}` : `caller.${extension}`;
  return {
    [`snippet.${extension}`]: code,
    ...(around.caller === undefined ? {} : { [entry]: around.caller }),
    'package.json': '{ "type": "module" }',
    // What the code may do is said elsewhere.
    'template.yaml': application(entry, `${around.events}\nRole: !ImportValue orders-role`, around.more),
  };
}

/** Calls what the snippets allow, so that none of it is too much. */
const busy = `import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
const tables = new DynamoDBClient({});
const objects = new S3Client({});
export async function handler() {
  const Key = { orderId: { S: '1' } };
  await tables.send(new GetItemCommand({ TableName: process.env.TABLE, Key }));
  await tables.send(new PutItemCommand({ TableName: process.env.TABLE, Item: Key }));
  await objects.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: 'orders' }));
}
`;

const idle = 'export async function handler() {\n  return undefined;\n}\n';

const code: Files = { 'src/get-order.ts': busy, 'src/entry.ts': busy, 'src/send-mail.ts': idle, 'src/fulfil-order.ts': idle };

const service = `service: orders
frameworkVersion: '4'
provider:
  name: aws
  runtime: nodejs24.x
`;

const table = 'OrdersTable:\n  Type: AWS::DynamoDB::Table';
const failed = 'FailedEvents:\n  Type: AWS::SQS::Queue';

function sam(resources: string): Files {
  return { ...code, 'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n${indented(resources, 2)}` };
}

function serverless(text: string): Files {
  return { ...code, 'serverless.yml': text };
}

const entryFunction = 'functions:\n  entry:\n    handler: src/entry.handler\n';

/** Where each template snippet belongs, as its description says. */
const places: Readonly<Record<string, (text: string) => Files>> = {
  'sw-sam-function': (text) => sam(`${text}\n${table}`),
  'sw-sam-statements': (text) => ({ ...code, 'template.yaml': application('src/entry.ts', text, table) }),
  'sw-sam-secret': sam,
  'sw-sam-api': (text) => ({ ...code, 'template.yaml': application('src/entry.ts', route.replace('!Ref Api', '!Ref OrdersApi'), text) }),
  'sw-queue-dlq': (text) => sam(`${text}\nAlarmTopic:\n  Type: AWS::SNS::Topic`),
  'sw-sam-queue-function': (text) => sam(`${text}\nOrdersQueue:\n  Type: AWS::SQS::Queue`),
  'sw-sam-on-failure': (text) => ({ ...code, 'template.yaml': application('src/entry.ts', `${schedule}\n${text}`, failed) }),
  'sw-sls-service': serverless,
  'sw-sls-statements': (text) => serverless(`${service}${indented(text, 2)}\n${entryFunction}resources:\n  Resources:\n${indented(table, 4)}\n`),
  'sw-sls-secret': (text) => serverless(`${service}functions:\n${indented(text, 2)}`),
  'sw-sls-throttle': (text) => serverless(`${service}${entryFunction}resources:\n${indented(text, 2)}`),
  'sw-sls-queue-function': (text) => serverless(`${service}functions:\n${indented(text, 2)}\nresources:\n  Resources:\n    OrdersQueue:\n      Type: AWS::SQS::Queue\n`),
  'sw-sls-on-failure': (text) => serverless(`${service}${entryFunction}${indented(text, 4)}\nresources:\n  Resources:\n${indented(failed, 4)}\n`),
};

/** The 0-based lines of a file on which the snippet stands, whatever its indentation there. */
function linesOf(snippet: string, text: string): readonly number[] {
  const wanted = snippet.trimEnd().split('\n').map((line) => line.trim());
  const lines = text.split('\n').map((line) => line.trim());
  const start = lines.findIndex((_, i) => wanted.every((line, k) => lines[i + k] === line));
  return start < 0 ? [] : wanted.map((_, k) => start + k);
}

/** Nothing is said of the snippet, and not because nothing was read. What stands around it is as bare as it can be. */
function expectSilence(snippet: string, files: Files, functions: 'some' | 'none' = 'some'): void {
  const report = analyse(files);
  const standing = new Map(Object.entries(files).map(([path, text]) => [`${root}/${path}`, linesOf(snippet, text)]));
  expect([...standing.values()].filter((lines) => lines.length > 0)).toHaveLength(1);
  const { snapshot } = report.facts;
  const said = report.findings.filter(({ location: { uri, span } }) => standing.get(uri)?.includes(snapshot.lines(uri).positionAt(span.start).line) === true);
  expect(said.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  expect(report.problems).toEqual([]);
  expect(report.crashes).toEqual([]);
  expect(report.facts.deployments).toHaveLength(1);
  const unbound = report.facts.handlers.filter(({ binding }) => binding.kind === 'unbound');
  expect(unbound).toEqual([]);
  if (functions === 'some') expect(report.facts.handlers.length).toBeGreaterThan(0);
}

describe.each(['typescript', 'javascript', 'yaml'])('every %s snippet', (language) => {
  const snippets = snippetsOf(language);

  it('has a prefix of its own and a description', () => {
    const prefixes = snippets.map(([, { prefix }]) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    for (const [, { prefix, description }] of snippets) {
      expect(prefix).toMatch(/^sw-[a-z0-9-]+$/);
      expect(description).not.toBe('');
    }
  });
});

describe.each([
  ['typescript', 'ts'],
  ['javascript', 'js'],
])('the analyser is silent on the %s snippet', (language, extension) => {
  it.each(snippetsOf(language))('%s', (_, { prefix, body }) => {
    expectSilence(expand(body), deployed(prefix, expand(body), extension));
  });
});

describe('the analyser is silent on the YAML snippet', () => {
  it.each(snippetsOf('yaml'))('%s', (_, { prefix, body }) => {
    const place = places[prefix];
    if (place === undefined) throw new Error(`nothing says where ${prefix} belongs`);
    expectSilence(expand(body), place(expand(body)), prefix === 'sw-queue-dlq' ? 'none' : 'some');
  });
});

describe('the silence means something', () => {
  it('a snippet with a flaw written into it is reported', () => {
    const [, api] = snippetsOf('typescript').find(([, { prefix }]) => prefix === 'sw-api') ?? [];
    const flawed = expand(api?.body ?? []).replace('  try {', '  eval(event.body);\n  try {');
    const rules = analyse(deployed('sw-api', flawed, 'ts')).findings.map(({ rule }) => rule);
    expect(rules).toContain('injection/code');
  });

  it('a template snippet with a wildcard written into it is reported', () => {
    const [, statements] = snippetsOf('yaml').find(([, { prefix }]) => prefix === 'sw-sam-statements') ?? [];
    const flawed = expand(statements?.body ?? []).replace('dynamodb:GetItem', 'dynamodb:*');
    const files = places['sw-sam-statements']?.(flawed) ?? {};
    expect(analyse(files).findings.map(({ rule }) => rule)).toContain('iam/wildcard-action');
  });
});

describe('reading snippet text', () => {
  it.each([
    ['a placeholder gives its initial text everywhere', ['${1:a} $1 ${1}'], 'a a a'],
    ['a use before the placeholder', ['$1 ${1:a}'], 'a a'],
    ['a choice gives its first', ['${1|x,y|}'], 'x'],
    ['escaped signs', ['\\$1 \\\\ ${1:{\\}}'], '$1 \\ {}'],
    ['the final position is empty', ['a$0b'], 'ab'],
    ['nested placeholders', ['${1:a${2:b}} $2'], 'ab b'],
  ])('%s', (_, body, text) => {
    expect(expand(body)).toBe(text);
  });

  it.each([['${1:a'], ['$x'], ['${1|a']])('refuses %s', (text) => {
    expect(() => expand([text])).toThrow();
  });
});
