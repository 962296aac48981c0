/** Who may send what a route or a platform's function receives, where no template names the function itself. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../support/analyse';

type Files = Readonly<Record<string, string>>;

const senders = (files: Files): readonly string[] => analyse(files).facts.entries.filter(({ entry }) => entry.style !== 'lambda').map(({ entry, functions, sender }) => `${entry.name} [${functions.join()}] ${sender.phrase}`);

const serverless = (events: string, more = ''): string => `service: shop\nprovider:\n  name: aws\n  runtime: nodejs22.x\nfunctions:\n  api:\n    handler: src/handler.handler\n    events:\n${events}${more}`;
const everyPath = "      - httpApi: '*'\n";
const app = "import express from 'express';\nimport orders from './routes/orders';\nexport const app = express();\napp.use('/orders', orders);\n";
const routes = "import { Router } from 'express';\nconst router = Router();\nrouter.post('/place', (req, res) => { res.json(req.body.name); });\nexport default router;\n";
const handler = "import http from 'serverless-http';\nimport { app } from './app';\nexport const handler = http(app);\n";
const express = { 'src/handler.ts': handler, 'src/app.ts': app, 'src/routes/orders.ts': routes };

describe('routes that a function serves', () => {
  test('two imports away from its handler', () => {
    expect(senders({ ...express, 'serverless.yml': serverless(everyPath) })).toEqual(['POST /place [api] anyone can send it: ANY * has no authorizer']);
  });

  test('its authorizer is theirs', () => {
    const guarded = "      - http: { method: ANY, path: '{proxy+}', authorizer: aws_iam }\n";
    expect(senders({ ...express, 'serverless.yml': serverless(guarded) })).toEqual(['POST /place [api] any signed-in caller can send it: ANY /{proxy+} asks for an IAM signature']);
  });

  test('a route of the template has its own sender', () => {
    const both = "      - http: { method: GET, path: '/orders/{id}', authorizer: aws_iam }\n      - http: { method: POST, path: /hello }\n";
    const code = "const express = require('express');\nconst http = require('serverless-http');\nconst app = express();\napp.get('/orders/:id', (req, res) => { res.send(req.params.id); });\napp.get('/other', (req, res) => { res.send(req.query.q); });\nmodule.exports.handler = http(app);\n";
    expect(senders({ 'src/handler.js': code, 'serverless.yml': serverless(both) })).toEqual([
      'GET /orders/:id [api] any signed-in caller can send it: GET /orders/{id} asks for an IAM signature',
      'GET /other [api] anyone can send it: POST /hello has no authorizer',
    ]);
  });

  test('where a template names folders of code alone, the code says what starts them', () => {
    const code = "const express = require('express');\nconst { onRequest } = require('firebase-functions/v2/https');\nconst app = express();\napp.get('/other', (req, res) => { res.send(req.query.q); });\nexports.web = onRequest(app);\n";
    expect(senders({ 'functions/index.js': code, 'firebase.json': '{ "functions": { "source": "functions" } }' })).toContain('GET /other [functions] the sender is assumed: only the code says what starts it');
  });

  test('what brings no requests is no sender', () => {
    expect(senders({ ...express, 'serverless.yml': serverless('      - schedule: rate(1 hour)\n') })).toEqual(['POST /place [api] the trigger is assumed: the template gives `api` no trigger that brings it']);
  });

  test('a function that does not import them does not serve them', () => {
    const other = { ...express, 'src/handler.ts': 'export const handler = async (event) => event.body;\n' };
    expect(senders({ ...other, 'serverless.yml': serverless(everyPath) })).toEqual(['POST /place [] the sender is assumed: no template names the function that serves it']);
  });

  test('Hono, Powertools and a function address', () => {
    const template = "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n  Todos:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Handler: index.handler\n      Runtime: nodejs22.x\n      FunctionUrlConfig: { AuthType: NONE }\n";
    const hono = "import { Hono } from 'hono';\nimport { handle } from 'hono/aws-lambda';\nconst app = new Hono();\napp.get('/x', (c) => c.text(c.req.query('q')));\nexport const handler = handle(app);\n";
    const powertools = "import { Router } from '@aws-lambda-powertools/event-handler/http';\nconst app = new Router();\napp.get('/todos/:id', async ({ params: { id } }) => ({ id }));\nexport const handler = async (event, context) => app.resolve(event, context);\n";
    expect(senders({ 'template.yaml': template, 'src/index.ts': hono })).toEqual(['GET /x [Todos] anyone can send it: the URL of Todos, its AuthType is NONE']);
    expect(senders({ 'template.yaml': template, 'src/index.ts': powertools })).toEqual(['GET /todos/:id [Todos] anyone can send it: the URL of Todos, its AuthType is NONE']);
  });
});

describe('functions of other platforms', () => {
  test('a platform that asks for no key', () => {
    expect(senders({ 'src/index.ts': 'export default { async fetch(request) { return new Response(await request.text()); } };' })).toEqual(['default.fetch [] anyone who knows the address can send it: the platform asks for no key by itself']);
    expect(senders({ 'src/app/api/orders/route.ts': 'export async function POST(request) { return Response.json(await request.json()); }' })).toEqual(['POST [] anyone who knows the address can send it: the platform asks for no key by itself']);
  });

  test('a platform of which nothing is said', () => {
    expect(senders({ 'index.js': "const { http } = require('@google-cloud/functions-framework');\nhttp('add', (req, res) => { res.send(req.query.name); });" })).toEqual(['add [] the sender is assumed: nothing here says who may call it']);
    expect(senders({ 'index.js': "const { onRequest } = require('firebase-functions/https');\nexports.add = onRequest((req, res) => { res.send(req.query.name); });" })).toEqual(['add [] anyone who knows the address can send it: the platform asks for no key by itself']);
    expect(senders({ 'index.js': "const { onMessagePublished } = require('firebase-functions/pubsub');\nexports.got = onMessagePublished('topic', (event) => { console.log(event.data.message.json); });" })).toEqual(['got [] it comes from outside']);
  });

  test('Azure says it beside the code', () => {
    const code = "import { app } from '@azure/functions';\napp.http('hello', { methods: ['POST'], authLevel: 'LEVEL', handler: async (request) => ({ body: await request.text() }) });\n";
    expect(senders({ 'src/functions/hello.ts': code.replace('LEVEL', 'anonymous') })).toEqual(['hello [hello] anyone can send it: POST /api/hello, its authLevel is anonymous']);
    expect(senders({ 'src/functions/hello.ts': code.replace('LEVEL', 'function') })).toEqual(['hello [hello] any signed-in caller can send it: POST /api/hello asks for a key']);
    const file = '{ "bindings": [{ "type": "httpTrigger", "authLevel": "anonymous", "direction": "in", "name": "req", "methods": ["get"] }] }';
    expect(senders({ 'Hello/index.js': 'module.exports = async function (context, req) { context.res = { body: req.query.name }; };', 'Hello/function.json': file })).toEqual(['module.exports [Hello] anyone can send it: GET /api/Hello, its authLevel is anonymous']);
  });
});
