/** What is no danger, however much it looks like one: each line here was once a false alarm, or stands next to one. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../support/analyse';
import { reached } from '../support/flows';

const handler = (body: string): string => `export const handler = async (event) => {\n${body}\n};\n`;

const http = (imports: string, body: string): string => `import type { APIGatewayProxyEvent } from 'aws-lambda';\n${imports}\nexport const handler = async (event: APIGatewayProxyEvent) => {\n${body}\n};\n`;

/** `<origin>: <label>` of all that is written to the log or sent back. */
function seen(text: string, sink: string): readonly string[] {
  const flows = analyse({ 'handler.ts': text }).facts.entries.flatMap((entry) => entry.report.flows).filter((flow) => flow.sink.kind === sink);
  return [...new Set(flows.map((flow) => `${flow.origin.kind}: ${flow.origin.label}`))].sort();
}

function unchecked(files: Readonly<Record<string, string>>): readonly string[] {
  return analyse(files).facts.entries.flatMap((entry) => entry.report.uncheckedReads.map((read) => read.label));
}

describe('what is logged', () => {
  test.each([
    ['a number about passwords', 'console.log(process.env.PASSWORD_ITERATIONS, process.env.PASSWORD_DERIVED_KEY_LENGTH);', []],
    ['the name of a secret', 'console.log(process.env.SECRET_ARN, process.env.SecretArn, process.env.API_KEY_ID, process.env.TOKEN_PATH, process.env.SECRET_NAME);', []],
    ['a secret', 'console.log(process.env.DB_PASSWORD);', ['environment: process.env.DB_PASSWORD']],
    ['the whole environment', 'console.log(process.env);', ['environment: process.env']],
    ['the whole environment, copied', 'console.log(JSON.stringify({ ...process.env }));', ['environment: process.env']],
    ['a list of its names', 'console.log(Object.keys(process.env));', []],
    ['a table from the environment', 'const { TABLE, DB_PASSWORD } = process.env;\nconsole.log(TABLE);', []],
    ['a secret taken from the environment', 'const { DB_PASSWORD } = process.env;\nconsole.log(DB_PASSWORD);', ['environment: process.env.DB_PASSWORD']],
    ['an answer that was asked for with a key', "const twilio = require('twilio');\nconst client = twilio('x', process.env.AUTH_TOKEN);\nconst message = await client.messages.create({ to: 'x' });\nconsole.log(message.body);", []],
    ['an answer of a client made with a key', "const Twitter = require('twitter');\nconst client = new Twitter({ consumer_secret: process.env.CONSUMER_SECRET });\nclient.get('x', (error, tweets, response) => { console.log(tweets); });", []],
    ['a hash', "const { createHash, createHmac } = require('crypto');\nconsole.log(createHash('sha256').update(event.headers.authorization ?? '').digest('hex'), createHmac('sha256', process.env.API_KEY).update(event.headers.cookie).digest('hex'));\nconst hash = createHash('md5');\nhash.update(event.headers.authorization);\nconsole.log(hash.digest('hex'));", []],
    ['the token of an authorizer', "console.log('Token: ' + event.authorizationToken);", ['credential: event.authorizationToken', 'event: event.authorizationToken']],
    ['names of headers', 'console.log(Object.keys(event.headers));', ['event: the names in event.headers']],
  ])('%s', (_what, body, expected) => {
    expect(seen(handler(body), 'log')).toEqual(expected);
  });

  test('a secret is told of as a secret', () => {
    const text = "import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';\nconst client = new SecretsManagerClient({});\nexport const handler = async (event) => {\n  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: 'x' }));\n  console.log({ SecretString, body: event.body });\n};\n";
    expect(seen(text, 'log')).toContain('secret: the secret');
  });
});

describe('what goes where', () => {
  test.each([
    ['parameters of a prepared statement', "import Database from 'better-sqlite3';\nconst db = new Database('x.db');", "db.prepare('select * from p where sku = ?').all(event.queryStringParameters.sku);\nconst statement = db.prepare('select 1');\nreturn statement.get(event.body);", []],
    ['the text of a prepared statement', "import Database from 'better-sqlite3';\nconst db = new Database('x.db');", "db.prepare('select * from ' + event.body).all();", ['sql: body']],
    ['a path that is the folder or below it', "import path from 'path';\nimport fs from 'fs';\nconst ROOT = '/mnt/files';", "const resolved = path.resolve(ROOT, event.body);\nif (!resolved.startsWith(ROOT + path.sep) && resolved !== ROOT) throw new Error('outside');\nreturn fs.readFileSync(resolved);", []],
    ['a path with half a check', "import path from 'path';\nimport fs from 'fs';\nconst ROOT = '/mnt/files';", "const resolved = path.resolve(ROOT, event.body);\nif (!resolved.startsWith(ROOT + path.sep) && resolved.length > 5) throw new Error('outside');\nreturn fs.readFileSync(resolved);", ['path: body']],
    ['data in other fields of the options', "import https from 'https';\nimport { sign } from 'signing';", "const endpoint = new URL(process.env.URL_OF_API);\nconst signed = await sign({ body: event.body, host: endpoint.hostname });\nhttps.request({ ...signed, host: endpoint.hostname }, () => {});", []],
    ['where a package says to go', "import { client } from 'client';", "const { links } = await client.create({ price: event.body });\nawait fetch(links[0].href);\nreturn fetch(client.urlFor({ state: event.body }));", []],
    ['data that a package has changed', "import { tidy } from 'tidy';", "return fetch(tidy(event.body));", ['ssrf: body']],
    ['data as the host', "import https from 'https';", "https.request({ host: event.body }, () => {});", ['ssrf: body']],
  ])('%s', (_what, imports, body, expected) => {
    expect(reached(analyse({ 'handler.ts': http(imports, body) }))).toEqual(expected);
  });

  test('what the platform fills in is chosen by nobody', () => {
    const text = "import https from 'https';\nexport const handler = async (event) => {\n  await fetch(event.ResponseURL, { body: event.RequestId + event.StackId + event.LogicalResourceId });\n  const { getObjectContext } = event;\n  return fetch(getObjectContext.inputS3Url);\n};\n";
    expect(reached(analyse({ 'handler.ts': text }))).toEqual([]);
  });
});

describe('pages', () => {
  const route = (body: string): readonly string[] => reached(analyse({ 'app.ts': `import express from 'express';\nconst app = express();\napp.get('/', async (req, res) => {\n${body}\n});\n` }, { expressRoutes: 'always' }), ['html']);

  test.each([
    ['text', 'res.send(req.query.name);', ['html: req.query.name']],
    ['an object', 'res.send({ name: req.query.name });', []],
    ['a JSON type', "res.set('Content-Type', 'application/json');\nres.send(req.query.name);", []],
    ['a JSON type by name', "res.type('json').send(req.query.name);", []],
    ['a head that says JSON', "res.writeHead(200, { 'Content-Type': 'application/json' });\nres.write(JSON.stringify(req.query));", []],
    ['a head that says HTML', "res.writeHead(200, { 'Content-Type': 'text/html' });\nres.write(req.query.name);", ['html: req.query.name']],
  ])('%s', (_what, body, expected) => {
    expect(route(body)).toEqual(expected);
  });
});

describe('errors that are sent back', () => {
  const sent = (body: string): readonly string[] => seen(`import { z } from 'zod';\nclass NotFound extends Error {}\nexport const handler = async (event) => {\n  try { await work(event.body); } catch (error) {\n${body}\n    return { statusCode: 500, body: 'Internal server error' };\n  }\n};\n`, 'response');

  test.each([
    ['an own class', 'if (error instanceof NotFound) return { statusCode: 404, body: JSON.stringify({ message: error.message }) };', []],
    ['an own class by name', "if (error.name === 'NotFound') return { statusCode: 404, body: error.message };", []],
    ['what a schema found', 'if (error instanceof z.ZodError) return { statusCode: 400, body: JSON.stringify(error.issues) };', []],
    ['any error', 'if (error instanceof Error) return { statusCode: 400, body: error.message };', ['error: error.message']],
    ['the trace of an own class', 'if (error instanceof NotFound) return { statusCode: 404, body: error.stack };', ['error: error.stack']],
  ])('%s', (_what, body, expected) => {
    expect(sent(body)).toEqual(expected);
  });
});

describe('reads that are checked, or are no use', () => {
  const middy = "import middy from '@middy/core';\nimport { parser } from '@aws-lambda-powertools/parser/middleware';\nimport { z } from 'zod';\nimport { store } from 'store';\nconst schema = z.object({ sku: z.string() });\n";

  test.each([
    ['none', "import { store } from 'store';\nexport const handler = async (event) => { await store(event.body.sku); };", ['body.sku']],
    ['for the log', "import { Logger } from '@aws-lambda-powertools/logger';\nimport { Metrics } from '@aws-lambda-powertools/metrics';\nimport { Tracer } from '@aws-lambda-powertools/tracer';\nconst logger = new Logger();\nconst metrics = new Metrics();\nconst tracer = new Tracer();\nexport const handler = async (event) => { logger.appendKeys({ id: event.body.id }); metrics.addMetadata('id', event.body.id); tracer.putAnnotation('id', event.body.id); console.log(event.body.id); };", []],
    ['a schema that lets other keys in', "import Joi from 'joi';\nimport { store } from 'store';\nconst Body = Joi.object({ sku: Joi.string().required() }).unknown();\nexport const handler = async (event) => { const body = Joi.attempt(event.body, Body); await store(body.sku); };", []],
    ['what a package answers', "import { client } from 'client';\nexport const handler = async (event) => { const { tokens } = await client.getToken(event.body.code); await client.store(tokens); };", ['body.code']],
    ['what something unknown answers', "import { store } from 'store';\nlet client;\nexport const handler = async (event) => { const { tokens } = await client.getToken(event.body.code); await store(tokens); };", ['body.code']],
    ['a model with a schema', "import mongoose from 'mongoose';\nconst User = mongoose.model('User', { name: String });\nexport const handler = async (event) => { const user = new User({ name: event.body.name }); await user.save(); await User.create({ name: event.body.name }); };", []],
    ['middleware', `${middy}export const handler = middy(async (event) => { await store(event.body.sku); }).use(parser({ schema }));`, []],
    ['middleware before the handler', `${middy}export const handler = middy().use(parser({ schema })).handler(async (event) => { await store(event.body.sku); });`, []],
    ['a decorator', `${middy}import { parser as parsed } from '@aws-lambda-powertools/parser';\nclass Lambda { @parsed({ schema }) async handler(event) { await store(event.body.sku); } }\nconst it = new Lambda();\nexport const handler = it.handler.bind(it);`, []],
    ['other middleware', "import middy from '@middy/core';\nimport cors from '@middy/http-cors';\nimport { store } from 'store';\nexport const handler = middy(async (event) => { await store(event.body.sku); }).use(cors());", ['body.sku']],
  ])('%s', (_what, text, expected) => {
    expect(unchecked({ 'handler.ts': text })).toEqual(expected);
  });
});

test('two parses in one file are two', () => {
  const text = 'function one(event) { return JSON.parse(event.body).a; }\nfunction two(event) { return JSON.parse(event.body).b; }\nexport const handler = async (event) => [one(event), two(event)];\n';
  const [entry] = analyse({ 'handler.ts': text }).facts.entries;
  expect(entry?.report.unguardedParses.map((parse) => parse.label)).toEqual(['body', 'body']);
});

test('a module is no client: what one of its functions gave is not in it', () => {
  const text = "const serialize = require('node-serialize');\nexports.handler = async (event) => {\n  const body = serialize.unserialize(event.body);\n  const headers = serialize.unserialize(event.headers);\n  console.log(headers.Authorization);\n};\n";
  expect(seen(text, 'log')).toEqual(['credential: event.headers.Authorization', 'event: event.headers.Authorization']);
});

test('an answer put together bit by bit is told of where it gets its body', () => {
  const text = "exports.handler = async (event) => {\n  const response = { statusCode: 200, body: '' };\n  try { await work(); } catch (error) { response.body = error.message; }\n  return response;\n};\n";
  const report = analyse({ 'handler.js': text });
  const places = report.facts.entries.flatMap((entry) => entry.report.flows).filter((flow) => flow.sink.kind === 'response').map(({ sink: { location: { span } } }) => text.slice(span.start, span.end));
  expect(places).toEqual(['error.message']);
});
