/** Open files before the whole: what is said of them early stands in the whole report, costs no second work, and is what those hear who ask meanwhile. */
import { expect, test } from 'vitest';
import { projectFiles } from '../tools/bench/project';
import { createEngine, run, type Report } from '../server/engine';
import { AnalysisLoop, type Analysis } from '../server/lsp/analysis-loop';
import type { Host } from '../server/lsp/host';
import { newEngine, root, ruleBook, summary, workspaceOf } from './support/analyse';

const workspace = workspaceOf(Object.fromEntries(projectFiles(120)));
const whole = run(newEngine().analyse(workspace));
const withFindings = [...new Set(whole.findings.map(({ location }) => location.uri))];

function about(uri: string, report: Report): readonly string[] {
  return summary(report).filter((_, i) => report.findings[i]?.location.uri === uri);
}

test('what is said of a file early is what the whole says of it', () => {
  expect(withFindings.length).toBeGreaterThan(5);
  for (const uri of withFindings.filter((_, i) => i % 8 === 0)) {
    const early = run(newEngine().analyse(workspace, { uris: new Set([uri]), deployed: true }));
    expect(summary(early)).toEqual(about(uri, early));
    expect(about(uri, early)).toEqual(about(uri, whole));
    const alone = run(newEngine().analyse(workspace, { uris: new Set([uri]), deployed: false }));
    expect(about(uri, whole)).toEqual(expect.arrayContaining([...summary(alone)]));
    if (uri.endsWith('.ts')) expect(about(uri, whole).filter((one) => !summary(alone).includes(one) && !one.includes('missing-permission'))).toEqual([]);
  }
});

test('a template alone knows what routers in other files ask of the caller', () => {
  const files = {
    'serverless.yml': 'service: orders\nprovider: { name: aws, runtime: nodejs24.x }\nfunctions:\n  api:\n    handler: app.handler\n    events: [{ httpApi: "*" }]\n',
    'app.js': "const serverless = require('serverless-http');\nconst app = require('express')();\napp.use('/orders', require('./orders'));\nexports.handler = serverless(app);\n",
    'orders.js': "const jwt = require('jsonwebtoken');\nconst router = require('express').Router();\nrouter.put('/', (req, res) => { jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: ['RS256'] }); res.end(); });\nmodule.exports = router;\n",
    'package.json': '{ "dependencies": { "serverless-http": "1" } }',
  };
  const doors = (report: Report): readonly string[] => report.findings.filter(({ rule }) => rule === 'trigger/no-authorizer').map(({ message }) => message);
  const template = { uris: new Set([`${root}/serverless.yml`]), deployed: true };
  expect(doors(run(newEngine().analyse(workspaceOf(files))))).toEqual([]);
  expect(doors(run(newEngine().analyse(workspaceOf(files), template)))).toEqual([]);
  // Without what is asked there is something to say, alone and with the whole.
  const open = { ...files, 'orders.js': files['orders.js'].replace(/jwt\.verify\(.*?\}\); /, '') };
  expect(doors(run(newEngine().analyse(workspaceOf(open))))).toHaveLength(1);
  expect(doors(run(newEngine().analyse(workspaceOf(open), template)))).toHaveLength(1);
});

test('the rest of the workspace waits, and nothing is worked out twice', () => {
  const lines: string[] = [];
  const engine = createEngine(ruleBook(), (line) => { lines.push(line()); });
  const uri = withFindings.find((one) => one.endsWith('.ts')) ?? '';
  run(engine.analyse(workspace, { uris: new Set([uri]), deployed: true }));
  const early = lines.splice(0);
  expect(summary(run(engine.analyse(workspace)))).toEqual(summary(whole));
  const followed = (made: readonly string[]): readonly string[] => made.filter((line) => line.startsWith('followed of '));
  expect(followed(early).length).toBeGreaterThan(0);
  expect(followed(early).length).toBeLessThan(followed(lines).length / 2);
  expect(lines.filter((line) => /^(?:script|outline|reading|followed|documents) of /.test(line) && early.includes(line))).toEqual([]);
});

test('a workspace that was just opened: the open file, then the whole; who asks about the open file need not wait', async () => {
  const tasks: (() => void)[] = [];
  const host = { later: (task: () => void) => { tasks.push(task); }, now: () => 0 } as unknown as Host;
  const [uri = '', other = ''] = withFindings;
  const heard: string[] = [];
  const done = (name: string) => ({ report }: Analysis): void => { heard.push(`${name} ${String(report.findings.length)}`); };
  const loop = new AnalysisLoop(newEngine(), host, () => ({ workspace, versions: new Map([[uri, 1]]) }), { started: () => undefined, early: done('early'), ahead: () => undefined, compared: () => undefined, done: done('done'), failed: (error) => { throw error; } });
  loop.changed();
  const answers = [loop.settled(uri), loop.settled(other), loop.settled()];
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) task();
  const early = `early ${String(about(uri, whole).length)}`;
  expect(heard).toEqual([early, `done ${String(whole.findings.length)}`]);
  expect((await Promise.all(answers)).map((one) => one?.report.findings.length)).toEqual([about(uri, whole).length, whole.findings.length, whole.findings.length]);
  // Later there is a whole report to show until the next is there.
  loop.changed();
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) task();
  expect(heard.slice(2)).toEqual([`done ${String(whole.findings.length)}`]);
});
