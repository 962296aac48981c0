/** Which functions count as entry points, and what of their input the sender chooses. */
import { describe, expect, test } from 'vitest';
import { run } from '../../server/engine';
import { analyse, root, sharedEngine, workspaceOf } from '../support/analyse';
import { reached } from '../support/flows';

const entries = (files: Readonly<Record<string, string>>, expressRoutes: 'auto' | 'always' | 'never' = 'auto'): readonly string[] =>
  analyse(files, { expressRoutes }).facts.entries.map(({ entry }) => `${entry.name} ${entry.style} ${entry.events.join()}`);

describe('entry points without a template', () => {
  test.each([
    ['an exported constant', 'export const handler = async (event) => event.body;', ['handler lambda unknown']],
    ['exports', 'exports.handler = async (event) => event.Records;', ['handler lambda unknown']],
    ['module.exports', 'module.exports = { handler: async (event) => event.detail };', ['handler lambda unknown']],
    ['a typed event', "import type { SQSEvent } from 'aws-lambda';\nexport async function handler(input: SQSEvent) {}", ['handler lambda queue']],
    ['a typed constant', "import type { Handler, SNSEvent } from 'aws-lambda';\nexport const handler: Handler<SNSEvent> = async (x) => {};", ['handler lambda topic']],
    ['middy', "import middy from '@middy/core';\nconst base = async (event) => event.body;\nexport const handler = middy(base).use({});", ['handler lambda unknown']],
    ['middy with a late handler', "import middy from '@middy/core';\nexport const handler = middy().use({}).handler(async (event) => event.body);", ['handler lambda unknown']],
    ['a wrapper of the project', 'const wrap = (f) => async (event, context) => { try { return await f(event, context); } catch { return {}; } };\nexport const handler = wrap(async (event) => event.body);', ['handler lambda unknown']],
    ['a class', 'class Lambda { async handle(event) { return event.body; } }\nconst it = new Lambda();\nexport const handler = it.handle.bind(it);', ['handler lambda unknown']],
    ['a re-export', "export { handler } from './other';", []],
    ['a library function', 'export function format(text) { return text.body; }', []],
    ['a route handler where nothing is serverless', "const app = require('express')();\napp.get('/', (req, res) => res.send(req.query.name));", []],
  ])('%s', (_what, text, expected) => {
    expect(entries({ 'handler.ts': text })).toEqual(expected);
  });

  test('routes count where the project runs them in a function, or always, or never', () => {
    const app = "import express from 'express';\nconst app = express();\napp.get('/hello', (req, res) => { res.send('<p>' + req.query.name); });\n";
    const serverless = { 'app.ts': app, 'package.json': '{ "dependencies": { "serverless-http": "1" } }' };
    expect(entries(serverless)).toEqual(['GET /hello express http']);
    expect(entries(serverless, 'never')).toEqual([]);
    expect(entries({ 'app.ts': app })).toEqual([]);
    expect(reached(analyse({ 'app.ts': app }, { expressRoutes: 'always' }))).toEqual(['html: req.query.name']);
  });

  test('a controller is told of by the router that runs it, and by its shape where none does', () => {
    const files = {
      'handler.ts': "import serverless from 'serverless-http';\nimport express from 'express';\nimport { list } from './orders';\nconst app = express();\napp.get('/orders', list);\nexport const handler = serverless(app);\n",
      'orders.ts': 'export const list = (req, res) => { res.send(req.query.name); };\nexport const drop = (req, res) => { res.send(req.query.id); };\n',
      'package.json': '{ "dependencies": { "serverless-http": "1" } }',
    };
    expect(entries(files)).toEqual(['GET /orders express http', 'route express http']);
    expect(reached(analyse(files))).toEqual(['html: req.query.id', 'html: req.query.name']);
    // The file alone does not know its router.
    const near = run(sharedEngine().analyse(workspaceOf(files), { uris: new Set([`${root}/orders.ts`]), deployed: true }));
    expect(near.facts.entries).toEqual([]);
    const unknown = { ...files, 'handler.ts': '' };
    expect(entries(unknown)).toEqual(['route express http', 'route express http']);
  });
});

describe('what the sender chooses', () => {
  const typed = (type: string, body: string): readonly string[] => reached(analyse({ 'handler.ts': `import { exec } from 'child_process';\nimport type { ${type} } from 'aws-lambda';\nexport const handler = async (event: ${type}) => {\n${body}\n};\n` }));

  test.each([
    ['APIGatewayProxyEvent', 'exec(event.requestContext.requestId + event.requestContext.stage + event.stageVariables.x);', []],
    ['APIGatewayProxyEvent', 'exec(event.multiValueHeaders.a[0]);', ['command: event.multiValueHeaders.a[]']],
    ['KinesisStreamEvent', 'for (const record of event.Records) exec(Buffer.from(record.kinesis.data, "base64").toString());', ['command: record.kinesis.data']],
    ['SNSEvent', 'const { Message } = event.Records[0].Sns; exec(Message);', ['command: record.Sns.Message']],
    ['S3Event', 'exec(decodeURIComponent(event.Records[0].s3.object.key)); exec(event.Records[0].s3.bucket.name);', ['command: record.s3.object.key']],
    ['DynamoDBStreamEvent', 'exec(event.Records[0].dynamodb.NewImage.name.S);', ['command: record.dynamodb.NewImage.name.S']],
    ['EventBridgeEvent', 'exec(event.detail.name); exec(event.account);', ['command: event.detail.name']],
    ['ScheduledEvent', 'exec(event.time); exec(event.detail.x);', []],
    ['AppSyncResolverEvent', 'exec(event.arguments.name); exec(event.identity.sub);', ['command: event.arguments.name']],
  ])('%s: %s', (type, body, expected) => {
    expect(typed(type, body)).toEqual(expected);
  });

  test('what lies under a key that the sender named is his too', () => {
    const text = "import { exec } from 'child_process';\nimport { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nimport type { S3Event } from 'aws-lambda';\nconst s3 = new S3Client({});\nexport const handler = async (event: S3Event) => {\n  const object = await s3.send(new GetObjectCommand({ Bucket: 'b', Key: event.Records[0].s3.object.key }));\n  exec(await object.Body.transformToString());\n};\n";
    expect(reached(analyse({ 'handler.ts': text }))).toEqual(['command: what is read at record.s3.object.key']);
  });
});
