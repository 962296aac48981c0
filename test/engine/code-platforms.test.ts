/** Functions of platforms and frameworks other than Lambda's own: that they count, and what of their input the sender chooses. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../support/analyse';
import { reached } from '../support/flows';

type Files = Readonly<Record<string, string>>;

const entries = (files: Files): readonly string[] => analyse(files).facts.entries.map(({ entry }) => `${entry.name} ${entry.style} ${entry.events.join()}`);
const flows = (files: Files): readonly string[] => reached(analyse(files));
const run = "import { execSync } from 'child_process';\n";
const require = "const { execSync } = require('child_process');\n";
const serverless = { 'package.json': '{ "dependencies": { "serverless-http": "3" } }' };

describe('Google', () => {
  test.each([
    ['functions-framework over HTTP', "const functions = require('@google-cloud/functions-framework');\nfunctions.http('hello', (req, res) => { execSync(req.query.name); });", 'hello google http', 'command: req.query.name'],
    ['a cloud event', "const functions = require('@google-cloud/functions-framework');\nfunctions.cloudEvent('onFile', (event) => { execSync(event.data.name); execSync(event.id); });", 'onFile google event', 'command: event.data.name'],
    ['a request, first generation', "const functions = require('firebase-functions/v1');\nexports.api = functions.region('europe-west1').https.onRequest(async (req, res) => { execSync(req.body.name); });", 'api google http', 'command: body.name'],
    ['a callable, first generation', "const functions = require('firebase-functions/v1');\nexports.add = functions.https.onCall((data, context) => { execSync(data.text); execSync(context.auth.uid); });", 'add google http', 'command: data.text'],
    ['a callable, second generation', "const { onCall } = require('firebase-functions/https');\nexports.add = onCall({ cors: true }, (request) => { execSync(request.data.text); execSync(request.auth.uid); });", 'add google http', 'command: data.text'],
    ['a document, first generation', "const functions = require('firebase-functions/v1');\nexports.made = functions.firestore.document('a/{id}').onCreate((snap, context) => { execSync(snap.data().original); execSync(context.timestamp); });", 'made google table-stream', 'command: document.original'],
    ['a changed value', "const functions = require('firebase-functions/v1');\nexports.made = functions.database.ref('/m/{id}').onWrite((change) => { execSync(change.after.val().name); });", 'made google table-stream', 'command: value.name'],
    ['a document, second generation', "const { onDocumentCreated } = require('firebase-functions/v2/firestore');\nexports.made = onDocumentCreated('a/{id}', (event) => { execSync(event.data.data().original); execSync(event.time); });", 'made google table-stream', 'command: document.original'],
    ['a stored file, first generation', "const functions = require('firebase-functions/v1');\nexports.stored = functions.storage.object().onFinalize(async (object) => { execSync('convert ' + object.name); execSync(object.bucket); });", 'stored google bucket', 'command: object.name'],
    ['a stored file, second generation', "const { onObjectFinalized } = require('firebase-functions/storage');\nexports.stored = onObjectFinalized({ cpu: 2 }, async (event) => { execSync('convert ' + event.data.name); execSync(event.data.bucket); });", 'stored google bucket', 'command: object.name'],
    ['a message', "const { onMessagePublished } = require('firebase-functions/pubsub');\nexports.got = onMessagePublished('topic', (event) => { execSync(Buffer.from(event.data.message.data, 'base64').toString()); });", 'got google topic', 'command: message.data'],
    ['a new user', "const functions = require('firebase-functions/v1');\nexports.hi = functions.auth.user().onCreate((user) => { execSync(user.displayName); execSync(user.uid); });", 'hi google cognito', 'command: user.displayName'],
    ['a task', "const { onTaskDispatched } = require('firebase-functions/tasks');\nexports.work = onTaskDispatched({}, async (req) => { execSync(req.data.date); });", 'work google queue', 'command: data.date'],
  ])('%s', (_what, text, entry, flow) => {
    const files = { 'index.js': require + text };
    expect(entries(files)).toEqual([entry]);
    expect(flows(files)).toEqual([flow]);
  });

  test('a schedule brings nothing of a sender', () => {
    const files = { 'index.js': `${require}const { onSchedule } = require('firebase-functions/scheduler');\nexports.daily = onSchedule('every day', async (event) => { execSync(event.scheduleTime); });` };
    expect(entries(files)).toEqual(['daily google schedule']);
    expect(flows(files)).toEqual([]);
  });

  test('a call of that name of another package registers nothing', () => {
    expect(entries({ 'index.js': "const { onCall } = require('./phone');\nonCall((data) => data.text);" })).toEqual([]);
  });
});

describe('Azure', () => {
  test.each([
    ['HTTP', "import { app } from '@azure/functions';\nasync function hello(request, context) { execSync((await request.json()).name); execSync(request.query.get('q')); execSync(request.user.id); }\napp.http('hello', { methods: ['GET'], handler: hello });", ['hello azure http'], ['command: body.name', 'command: query.q']],
    ['a short form', "import { app } from '@azure/functions';\napp.post('hello', async (request) => { execSync(await request.text()); });", ['POST hello azure http'], ['command: body']],
    ['a queue', "import { app } from '@azure/functions';\napp.storageQueue('work', { queueName: 'q', handler: (item, context) => { execSync(item.name); } });", ['work azure queue'], ['command: message.name']],
    ['a file', "import { app } from '@azure/functions';\napp.storageBlob('read', { path: 'a/{name}', handler: (blob) => { execSync(blob.toString()); } });", ['read azure bucket'], ['command: the blob']],
    ['an event', "import { app } from '@azure/functions';\napp.eventGrid('on', { handler: (event) => { execSync(event.data.url); execSync(event.topic); } });", ['on azure event'], ['command: event.data.url']],
    ['a timer', "import { app } from '@azure/functions';\napp.timer('tick', { schedule: '* * * * *', handler: (timer) => { execSync(timer.scheduleStatus.last); } });", ['tick azure schedule'], []],
  ])('%s', (_what, text, expected, found) => {
    const files = { 'src/functions/one.ts': run + text };
    expect(entries(files)).toEqual(expected);
    expect(flows(files)).toEqual(found);
  });

  test('model v3: function.json tells what starts the export', () => {
    const code = `${require}module.exports = async function (context, req) { execSync(req.query.name); execSync(context.req.body.x); execSync(context.invocationId); };`;
    const http = { 'Hello/index.js': code, 'Hello/function.json': '{ "bindings": [{ "type": "httpTrigger", "direction": "in", "name": "req" }, { "type": "http", "direction": "out", "name": "res" }] }' };
    expect(entries(http)).toEqual(['module.exports azure http']);
    expect(flows(http)).toEqual(['command: body.x', 'command: req.query.name']);
    expect(entries({ 'Hello/index.js': code })).toEqual([]);
    const queue = { 'Work/index.ts': `${run}const work = async function (context, item) { execSync(item); };\nexport default work;`, 'Work/function.json': '{ "bindings": [{ "type": "queueTrigger", "name": "item" }], "scriptFile": "../dist/Work/index.js" }' };
    expect(entries(queue)).toEqual(['default azure queue']);
    expect(flows(queue)).toEqual(['command: message']);
  });
});

describe('workers and pages', () => {
  test.each([
    ['a module worker', 'src/index.ts', "export default { async fetch(request, env, ctx) { const url = new URL(request.url); execSync(url.searchParams.get('q')); execSync(env.NAME); }, async queue(batch, env) { for (const message of batch.messages) execSync(message.body.name); } };", ['default.fetch worker http', 'default.queue worker queue'], ['command: message.body.name', 'command: request.url.searchParams.q']],
    ['a service worker', 'worker.js', "addEventListener('fetch', (event) => { event.respondWith(handle(event.request)); });\nasync function handle(request) { const body = await request.json(); execSync(body.name); }", ['fetch worker http'], ['command: body.name']],
    ['an entry point class', 'src/index.ts', "import { WorkerEntrypoint } from 'cloudflare:workers';\nexport default class extends WorkerEntrypoint { async fetch(request) { execSync(await request.text()); } }", ['default.fetch worker http'], ['command: body']],
    ['a page function', 'functions/api/[id].ts', "export const onRequestGet = async (context) => { execSync(context.params.id); execSync(context.env.NAME); };", ['onRequestGet pages http'], ['command: params.id']],
    ['Next.js, app router', 'src/app/api/orders/[id]/route.ts', "export async function POST(request, { params }) { const { name } = await request.json(); execSync(name); execSync((await params).id); }", ['POST next http'], ['command: body.name', 'command: params.id']],
    ['Next.js, pages router', 'pages/api/hello.ts', "export default function handler(req, res) { execSync(req.query.name); }", ['default next http'], ['command: req.query.name']],
    ['Vercel', 'api/hello.js', "module.exports = (req, res) => { execSync(req.query.name); };", ['default next http'], ['command: req.query.name']],
    ['Netlify', 'netlify/functions/hello.js', "exports.handler = async (event) => { execSync(event.queryStringParameters.name); };", ['handler netlify http'], ['command: event.queryStringParameters.name']],
    ['Netlify, second version', 'netlify/functions/hello.mts', "export default async (request: Request, context) => { execSync(new URL(request.url).searchParams.get('name')); };", ['default netlify http'], ['command: request.url.searchParams.name']],
    ['SvelteKit', 'src/routes/api/+server.ts', "export async function GET({ url, params }) { execSync(url.searchParams.get('q')); execSync(params.id); }", ['GET sveltekit http'], ['command: params.id', 'command: url.searchParams.q']],
  ])('%s', (_what, path, text, expected, found) => {
    const files = { [path]: run + text };
    expect(entries(files)).toEqual(expected);
    expect(flows(files)).toEqual(found);
  });

  test.each([
    ['an object with fetch that asks others', 'src/client.ts', "export default { async fetch(url, options) { execSync(url); } };"],
    ['GET elsewhere', 'src/lib/route-names.ts', "export const GET = (name) => execSync(name);"],
    ['a default export elsewhere', 'src/api.ts', "export default (text) => execSync(text);"],
    ['a helper below api/', 'api/_lib/text.ts', "export default (text) => execSync(text);"],
  ])('no entry point: %s', (_what, path, text) => {
    expect(entries({ [path]: run + text })).toEqual([]);
  });
});

describe('frameworks', () => {
  test.each([
    ['Hono', "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/hello/:id', async (c) => { execSync(c.req.param('id')); execSync(c.req.query('q')); execSync(c.env.NAME); });\nexport default app;", ['GET /hello/:id hono http'], ['command: params.id', 'command: query.q']],
    ['Hono in a function', "import { Hono } from 'hono';\nexport function make() {\n  const app = new Hono().basePath('/api');\n  app.post('/x', async (c) => { const { name } = await c.req.json(); execSync(name); });\n  return app;\n}", ['POST /x hono http'], ['command: body.name']],
    ['Koa', "import Router from '@koa/router';\nconst router = new Router();\nrouter.post('/x', async (ctx) => { execSync(ctx.request.body.name); execSync(ctx.state.user); });", ['POST /x koa http'], ['command: body.name']],
    ['Fastify', "import fastify from 'fastify';\nconst app = fastify();\napp.get('/x', async (request) => { execSync(request.query.name); });", ['GET /x fastify http'], ['command: req.query.name']],
    ['a Fastify plugin', "import type { FastifyInstance } from 'fastify';\nexport default async function routes(app: FastifyInstance) {\n  app.route({ method: 'POST', url: '/x', handler: async (request) => { execSync(request.body.name); } });\n}", ['route fastify http'], ['command: body.name']],
    ['NestJS', "import { Body, Controller, Get, Param, Post } from '@nestjs/common';\nclass Shell { run(text: string) { execSync(text); } }\n@Controller('x')\nexport class Orders {\n  constructor(private readonly shell: Shell) {}\n  @Get(':id') one(@Param('id') id: string) { this.shell.run(id); }\n  @Post() add(@Body() order: { name: string }) { this.shell.run(order.name); }\n}", ['Orders.one nest http', 'Orders.add nest http'], ['command: body.name', 'command: params']],
  ])('%s', (_what, text, expected, found) => {
    const files = { 'app.ts': run + text, ...serverless };
    expect(entries(files)).toEqual(expected);
    expect(flows(files)).toEqual(found);
  });

  test('routes of a server that runs in no function do not count', () => {
    const files = { 'app.ts': `${run}import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/', (c) => execSync(c.req.query('q')));` };
    expect(entries(files)).toEqual([]);
    expect(reached(analyse(files, { expressRoutes: 'always' }))).toEqual(['command: query.q']);
  });

  test('a template beside the code says that routes run in a function', () => {
    const app = `${run}import express from 'express';\nconst app = express();\napp.get('/x', (req, res) => execSync(req.query.q));`;
    expect(entries({ 'api/src/app.ts': app, 'api/package.json': '{}', 'api/serverless.yml': 'service: x' })).toEqual(['GET /x express http']);
    expect(entries({ 'api/src/app.ts': app, 'api/package.json': '{}', 'serverless.yml': 'service: x' })).toEqual([]);
  });

  test('a handler from another file', () => {
    const files = { 'app.ts': "import { Hono } from 'hono';\nimport { list } from './list';\nconst app = new Hono();\napp.get('/', list);", 'list.ts': `${run}export const list = async (c) => { execSync(c.req.query('q')); };`, ...serverless };
    expect(entries(files)).toEqual(['GET / hono http']);
    expect(flows(files)).toEqual(['command: query.q']);
  });
});

describe('Powertools', () => {
  test.each([
    ['a route', "import { Router } from '@aws-lambda-powertools/event-handler/http';\nconst app = new Router();\napp.get('/todos/:id', async ({ params: { id }, req }) => { execSync(id); execSync(req.headers.get('x-name')); });", ['GET /todos/:id powertools http'], ['command: params.id', "command: request.headers['x-name']"]],
    ['a decorated route', "import { Router } from '@aws-lambda-powertools/event-handler/http';\nconst app = new Router();\nclass Lambda {\n  @app.post('/todos')\n  public async add({ body }) { execSync(body.title); }\n}", ['Lambda.add powertools http'], ['command: body.title']],
    ['a resolver', "import { AppSyncGraphQLResolver } from '@aws-lambda-powertools/event-handler/appsync-graphql';\nconst app = new AppSyncGraphQLResolver();\napp.onQuery('getTodo', async ({ id }) => { execSync(id); });", ['getTodo powertools graphql'], ['command: arguments.id']],
    ['a published payload', "import { AppSyncEventsResolver } from '@aws-lambda-powertools/event-handler/appsync-events';\nconst app = new AppSyncEventsResolver();\napp.onPublish('/default/foo', (payload) => { execSync(payload.name); });", ['/default/foo powertools websocket'], ['command: payload.name']],
    ['a tool of an agent', "import { BedrockAgentFunctionResolver } from '@aws-lambda-powertools/event-handler/bedrock-agent';\nconst app = new BedrockAgentFunctionResolver();\napp.tool(async ({ city }) => { execSync(city); }, { name: 'weather', description: '' });", ['tool powertools invoke'], ["command: the tool's input.city"]],
    ['records of Kafka', "import { kafkaConsumer } from '@aws-lambda-powertools/kafka';\nexport const handler = kafkaConsumer(async (event) => { for (const { value } of event.records) execSync(value.name); }, {});", ['handler powertools kafka'], ['command: record.value.name']],
  ])('%s', (_what, text, expected, found) => {
    const files = { 'index.ts': run + text };
    expect(entries(files)).toEqual(expected);
    expect(flows(files)).toEqual(found);
  });
});
