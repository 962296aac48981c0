/** Which deployed function runs which code on clouds other than AWS, and who may send it what it receives. */
import { describe, expect, it } from 'vitest';
import { analyse, root } from '../support/analyse';

/** `file | entry point | level of its sender | functions`. */
function bound(files: Readonly<Record<string, string>>): readonly string[] {
  const { facts, crashes } = analyse(files);
  expect(crashes).toEqual([]);
  return facts.entries.map(({ entry, sender, functions }) => `${entry.uri.slice(root.length + 1)} | ${entry.name} | ${sender.level} | ${functions.join(', ')}`);
}

function places(files: Readonly<Record<string, string>>): readonly string[] {
  return analyse(files).facts.handlers.map(({ function: { name }, binding }) => `${name}: ${binding.kind === 'bound' ? `${binding.uri.slice(root.length + 1)} ${binding.exportName}` : binding.reason}`);
}

const fetching = "async fetch(request, env) { await fetch(new URL(request.url).searchParams.get('u')); return new Response('x'); }";

describe('Cloudflare', () => {
  it('binds what a Worker exports to its configuration', () => {
    const files = { 'wrangler.toml': 'name = "orders"\nmain = "src/index.ts"\n[triggers]\ncrons = ["0 * * * *"]\n', 'src/index.ts': `export default {\n  ${fetching},\n  async scheduled(event, env) {},\n};\n` };
    expect(bound(files)).toEqual(['src/index.ts | default.fetch | anonymous | orders', 'src/index.ts | default.scheduled | schedule | orders']);
    expect(places(files)).toEqual(['orders: src/index.ts *']);
  });

  it('knows a Worker that has no address', () => {
    expect(bound({ 'wrangler.toml': 'name = "orders"\nmain = "worker.js"\nworkers_dev = false\n', 'worker.js': "addEventListener('fetch', (event) => { event.respondWith(fetch(event.request.url)); });\n" })).toEqual(['worker.js | fetch | account | orders']);
  });

  it('finds the source of what is built', () => {
    expect(places({ 'wrangler.jsonc': '{ "name": "orders", "main": "dist/index.js" }', 'src/index.ts': `export default { ${fetching} };\n` })).toEqual(['orders: src/index.ts *']);
    expect(places({ 'wrangler.jsonc': '{ "name": "orders", "main": "none.js" }' })).toEqual(['orders: no source file was found for `none.js`']);
  });

  it('gives functions of Pages what the site is given', () => {
    expect(bound({ 'wrangler.toml': 'name = "site"\npages_build_output_dir = "dist"\n', 'functions/api/x.ts': "export const onRequestGet = async (context) => fetch(context.params.id);\n" })).toEqual(['functions/api/x.ts | onRequestGet | anonymous | site']);
  });
});

describe('Azure', () => {
  const orders = "import { app } from '@azure/functions';\napp.http('orders', { authLevel: 'function', methods: ['GET'], handler: async (request) => { await fetch(request.query.get('u')); return {}; } });\n";

  it('joins registrations with host.json and with the app that a template deploys', () => {
    const files = {
      'api/host.json': '{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }', 'api/src/orders.ts': orders, 'other/host.json': '{}',
      'azure.yaml': 'services:\n  api:\n    project: ./api\n    host: function\n',
      'infra/main.bicep': "resource app 'Microsoft.Web/sites@2024-04-01' = {\n  name: 'orders'\n  kind: 'functionapp'\n  tags: { 'azd-service-name': 'api' }\n  properties: { httpsOnly: true }\n}\n",
    };
    expect(bound(files)).toEqual(['api/src/orders.ts | orders | authenticated | orders, app']);
    expect(analyse(files).facts.entries[0]?.sender.phrase).toBe('any signed-in caller can send it: GET /orders asks for a key');
  });

  it('follows scriptFile and entryPoint', () => {
    const binding = '"bindings": [{ "type": "httpTrigger", "authLevel": "anonymous", "direction": "in", "name": "req", "methods": ["get"] }]';
    expect(bound({ 'orders/function.json': `{ ${binding}, "scriptFile": "../dist/orders/index.js" }`, 'src/orders/index.ts': 'const run = async (context, req) => { await fetch(req.query.u); };\nexport default run;\n' })).toEqual(['src/orders/index.ts | default | anonymous | orders']);
    expect(bound({ 'orders/function.json': `{ ${binding}, "scriptFile": "../lib/all.js", "entryPoint": "create" }`, 'lib/all.js': 'exports.create = async (context, req) => { await fetch(req.query.u); };\nexports.other = async () => {};\n' })).toEqual(['lib/all.js | create | anonymous | orders']);
  });
});

describe('Google Cloud', () => {
  it('binds what a build deploys', () => {
    const step = (words: string): string => `  - name: gcr.io/google.com/cloudsdktool/cloud-sdk\n    entrypoint: gcloud\n    args: [functions, deploy, ${words}]\n`;
    const files = {
      'cloudbuild.yaml': `steps:\n${step('orders, --trigger-http, --allow-unauthenticated, --source=functions, --entry-point=create')}${step('onMessage, --trigger-topic=orders, --source=topic')}${step('closed, --trigger-http, --no-allow-unauthenticated, --source=functions')}`,
      'functions/package.json': '{ "main": "lib/main.js" }', 'functions/src/main.ts': 'export const create = async (req, res) => { await fetch(req.query.u); };\nexport const closed = create;\n',
      'topic/index.js': "exports.onMessage = async (message) => { await fetch(Buffer.from(message.data, 'base64').toString()); };\n",
    };
    expect(bound(files)).toEqual(['functions/src/main.ts | create | anonymous | orders', 'functions/src/main.ts | closed | authenticated | closed', 'topic/index.js | onMessage | external-data | onMessage']);
  });

  it('tells who may call functions of Firebase', () => {
    const code = [
      "const { onRequest, onCall } = require('firebase-functions/v2/https');",
      "const { onSchedule } = require('firebase-functions/v2/scheduler');",
      'exports.open = onRequest(async (req, res) => { await fetch(req.query.u); });',
      "exports.shut = onRequest({ invoker: 'private' }, async (req, res) => { await fetch(req.query.u); });",
      'exports.called = onCall(async (request) => { await fetch(request.data.u); });',
      "exports.asked = onCall(async (request) => { if (!request.auth) throw new Error('no'); await fetch(request.data.u); });",
      "exports.daily = onSchedule('every day 00:00', async () => {});",
    ];
    expect(bound({ 'firebase.json': '{ "functions": { "source": "functions" } }', 'functions/index.js': `${code.join('\n')}\n` })).toEqual([
      'functions/index.js | open | anonymous | functions', 'functions/index.js | shut | authenticated | functions', 'functions/index.js | called | anonymous | functions',
      'functions/index.js | asked | authenticated | functions', 'functions/index.js | daily | schedule | functions',
    ]);
  });
});

describe('Vercel and Netlify', () => {
  it('gives functions what the project is given, each once', () => {
    expect(bound({ 'vercel.json': '{ "env": {} }', 'api/x.ts': 'export default async function (req, res) { await fetch(req.query.u); res.end(); }\n' })).toEqual(['api/x.ts | default | anonymous | the project']);
  });

  it('knows what a schedule starts', () => {
    expect(bound({
      'netlify.toml': '[functions."tick"]\nschedule = "@daily"\n',
      'netlify/functions/tick.ts': 'export default async (request: Request) => { await fetch(await request.text()); };\n',
      'netlify/functions/hourly.ts': "export default async (request: Request) => { await fetch(await request.text()); };\nexport const config = { schedule: '@hourly' };\n",
      'netlify/functions/wrapped.ts': "import { schedule } from '@netlify/functions';\nexport const handler = schedule('@hourly', async (event) => { await fetch(event.body); });\n",
      'netlify/functions/web.ts': 'export default async (request: Request) => { await fetch(await request.text()); };\nexport const config = { path: "/x" };\n',
    })).toEqual([
      'netlify/functions/hourly.ts | default | schedule | ', 'netlify/functions/tick.ts | default | schedule | tick', 'netlify/functions/web.ts | default | anonymous | ', 'netlify/functions/wrapped.ts | handler | schedule | ',
    ]);
  });
});

describe('Pulumi', () => {
  it('reads functions that a program holds itself', () => {
    expect(bound({ 'index.ts': "import * as aws from '@pulumi/aws';\nconst bucket = new aws.s3.Bucket('b');\nbucket.onObjectCreated('on', async (event) => { await fetch(event.Records[0].s3.object.key); });\nnew aws.lambda.CallbackFunction('run', { callback: async (event: any) => { await fetch(event.body); } });\n" })).toEqual(['index.ts | on | external-data | ', 'index.ts | run | authenticated | ']);
  });
});
