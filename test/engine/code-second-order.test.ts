/** Data that comes back: what a host answers that the event has chosen, and what a language model writes. */
import { describe, expect, test } from 'vitest';
import type { Report } from '../../server/engine';
import { analyse } from '../support/analyse';
import { reached } from '../support/flows';

const run = "import { exec } from 'node:child_process';\n";
const within = (code: string, imports = ''): Report => analyse({ 'handler.mjs': `${run}${imports}\nexport const handler = async (event) => {\n${code}\n};\n` });
const commands = (report: Report): readonly string[] => reached(report, ['command']);

describe('answers of hosts', () => {
  test.each([
    ['fetch', '', 'exec((await (await fetch(event.queryStringParameters.url)).json()).command);'],
    ['fetch, then a chain', '', 'return fetch(event.queryStringParameters.url).then((answer) => answer.text()).then((text) => exec(text));'],
    ['axios', "import axios from 'axios';", 'const { data } = await axios.get(`https://${event.queryStringParameters.url}/list`);\nexec(data.command);'],
    ['got', "import got from 'got';", 'exec((await got(event.queryStringParameters.url)).body);'],
  ])('chosen by the event: %s', (_what, imports, code) => {
    expect(commands(within(code, imports))).toEqual([expect.stringMatching(/^command: what is read at event\.queryStringParameters\.url/)]);
  });

  test.each([
    ['a host of its own', '', 'exec((await (await fetch(`https://api.example.com/${event.queryStringParameters.url}`)).json()).command);'],
    ['a host from a list', '', "const { url } = event.queryStringParameters;\nif (!['https://a.example.com', 'https://b.example.com'].includes(url)) return;\nexec((await (await fetch(url)).json()).command);"],
    ['what is sent along', "import axios from 'axios';", "const { data } = await axios.post('https://api.example.com', event.body);\nexec(data.command);"],
    ['whether it went well', '', 'exec(`echo ${Number((await fetch(event.queryStringParameters.url)).status)}`);'],
  ])('not chosen: %s', (_what, imports, code) => {
    expect(commands(within(code, imports))).toEqual([]);
  });

  test('an answer is no field of the event that somebody forgot to check', () => {
    const report = within('const order = await (await fetch(event.queryStringParameters.url)).json();\nsave(order.name);');
    expect(report.facts.entries.flatMap((entry) => entry.report.uncheckedReads).map((read) => read.label)).toEqual([]);
  });
});

describe('answers of models', () => {
  const origins = (report: Report): readonly string[] => report.facts.entries.flatMap((entry) => entry.report.flows).filter((flow) => flow.sink.kind === 'command').map((flow) => `${flow.origin.kind}: ${flow.origin.label}`);

  test.each([
    ['AI SDK', "import { generateText } from 'ai';", 'const { text } = await generateText({ prompt: event.body });\nexec(text);'],
    ['Bedrock, bytes', "import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});", 'const answer = await client.send(new InvokeModelCommand({ body: event.body }));\nexec(JSON.parse(new TextDecoder().decode(answer.body)).content[0].text);'],
    ['Gemini', "import { GoogleGenerativeAI } from '@google/generative-ai';\nconst model = new GoogleGenerativeAI('x').getGenerativeModel({});", 'exec((await model.generateContent(event.body)).response.text());'],
  ])('%s', (_what, imports, code) => {
    expect(origins(within(code, imports))).toEqual(['model: the model’s answer']);
  });

  test('what the service counts, and calls that no model answers', () => {
    const imports = "import OpenAI from 'openai';\nconst openai = new OpenAI();";
    expect(origins(within('const chat = await openai.chat.completions.create({ messages: [] });\nexec(`echo ${chat.usage.total_tokens} ${chat.id}`);\nexec((await openai.embeddings.create({ input: event.body })).data);', imports))).toEqual([]);
  });
});
