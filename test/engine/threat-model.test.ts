/** The threat model: what is met, what is not, what nobody can know; answers that outlive changes; exports that stay text. */
import { parse } from 'yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { answersPath, applyEdits, buildThreatModel, createEngine, run, toMarkdown, uris, writeAnswers, type Answer, type AnswerChange, type ChecklistItem, type FunctionAnswer, type Problem, type RuleBook, type ThreatModel } from '../../server/engine';
import { checklistOf } from '../../server/engine/threat-model/checklist';
import { code, inline, mermaidText, plain } from '../../server/engine/threat-model/markdown-text';
import { compareKeys, scalarText } from '../../server/engine/threat-model/yaml-text';
import { root, ruleBook, workspaceOf } from '../support/analyse';

const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: worker.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          TABLE: !Ref Orders
          STAGE: prod
      Policies:
        - Statement:
            - Effect: Allow
              Action: dynamodb:GetItem
              Resource: !GetAtt Orders.Arn
      Events:
        Nightly:
          Type: Schedule
          Properties:
            Schedule: rate(1 day)
`;
const wide = template.replace('Action: dynamodb:GetItem', "Action: '*'");
const handler = 'export const handler = async () => {};\n';
const files = { 'template.yaml': template, 'worker.ts': handler };

function modelOf(given: Readonly<Record<string, string>>, book: RuleBook = ruleBook(), settings = {}): ThreatModel {
  const report = run(createEngine(book).analyse(workspaceOf(given, settings)));
  expect(report.crashes).toEqual([]);
  return buildThreatModel(report, book, root);
}

function item(model: ThreatModel, id: string): ChecklistItem {
  const found = model.areas.flatMap((area) => area.items).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no item ${id}`);
  return found;
}

const answer = (rest: Partial<Answer> = {}): Answer => ({ status: 'met', by: 'Ana', date: '2026-10-01', note: '', evidence: undefined, ...rest });
const about = (rest: Partial<FunctionAnswer> = {}): FunctionAnswer => ({ data: ['personal'], by: 'Ana', date: '2026-10-01', note: '', evidence: undefined, ...rest });

function written(model: ThreatModel, text: string | undefined, ...changes: readonly AnswerChange[]): string {
  const result = writeAnswers(model, text === undefined ? undefined : { text }, changes);
  if ('message' in result) throw new Error(result.message);
  expect(result.uri).toBe(`${root}/${answersPath}`);
  return applyEdits(text ?? '', result.edits);
}

describe('the checklist data', () => {
  const { areas, pipeline } = checklistOf(ruleBook());
  const items = areas.flatMap((area) => area.items);

  it('has areas A to J with items in order', () => {
    expect(areas.map((area) => area.id).join('')).toBe('ABCDEFGHIJ');
    for (const area of areas) expect(area.items.map((one) => one.id)).toEqual(area.items.map((_, index) => `${area.id}${index + 1}`));
  });

  it('gives every item a title, an explanation and something that can answer it', () => {
    for (const one of items) {
      expect(one.title, one.id).toMatch(/^\S.*[^.]$/);
      expect(one.explanation, one.id).toMatch(/\.$/);
      expect((one.rules?.length ?? 0) + (one.facts?.length ?? 0) + (one.question === undefined ? 0 : 1), one.id).toBeGreaterThan(0);
      if (one.question !== undefined) expect(one.question, one.id).toMatch(/\?$/);
    }
  });

  it('names facts that exist, and every kind of pipeline step in lower case', () => {
    const model = modelOf(files);
    for (const one of items) for (const fact of one.facts ?? []) expect(item(model, one.id).evidence.map((evidence) => evidence.text), one.id).not.toContain(`\`${fact}\` is not checked yet`);
    for (const { words } of Object.values(pipeline)) expect(words).toEqual(words.map((word) => word.toLowerCase()));
  });

  it('speaks of every rule', () => {
    const groups = new Set(items.flatMap((one) => one.rules ?? []).map((rule) => rule.split('/')[0]));
    for (const rule of ruleBook().rules) expect(groups, rule.id).toContain(rule.id.split('/')[0]);
  });
});

describe('the status of an item', () => {
  it('is not met where a rule finds something, and says where', () => {
    const found = item(modelOf({ ...files, 'template.yaml': wide }), 'B2');
    expect(found.status).toBe('not-met');
    const [evidence] = found.evidence.filter((one) => one.kind === 'against');
    expect(evidence?.rule).toBe('iam/wildcard-action');
    expect(evidence?.location?.uri).toBe(`${root}/template.yaml`);
  });

  it('is met only where every rule exists, is on and found nothing', () => {
    const book = ruleBook();
    const only = (...ids: readonly string[]): RuleBook => ({ ...book, models: { ...book.models, checklist: { ...checklistOf(book), areas: [{ id: 'B', title: 'b', items: [{ id: 'B1', title: 'b', explanation: 'b.', rules: ids }] }] } } });
    expect(item(modelOf(files, only('iam/wildcard-action')), 'B1')).toMatchObject({ status: 'met', evidence: [{ kind: 'for', text: '`iam/wildcard-action` found nothing' }] });
    expect(item(modelOf(files, only('iam/wildcard-action', 'iam/no-such-rule')), 'B1')).toMatchObject({ status: 'unknown', evidence: [{ kind: 'for' }, { kind: 'gap', text: '`iam/no-such-rule` is not checked yet' }] });
    expect(item(modelOf(files, only('iam/wildcard-action'), { severities: { iam: 'off' } }), 'B1')).toMatchObject({ status: 'unknown', evidence: [{ kind: 'gap', text: '`iam/wildcard-action` is switched off' }] });
  });

  it('is unknown without a template', () => {
    const found = item(modelOf({ 'worker.ts': handler }), 'B5');
    expect(found.status).toBe('unknown');
    expect(found.evidence.map((one) => one.text)).toContain('`iam/admin-policy` found no template to look at');
  });

  it('does not apply where the application has nothing of the kind, and nothing is uncertain', () => {
    expect(item(modelOf(files), 'E4').status).toBe('not-applicable');
    expect(item(modelOf({}), 'E4').status).not.toBe('not-applicable');
    expect(item(modelOf({ ...files, 'template.yaml': template.replace(/ {6}Events:[^]*/, '') }), 'E4').status).not.toBe('not-applicable');
  });

  it('waits for a person where only one can know', () => {
    expect(item(modelOf(files), 'A6')).toMatchObject({ status: 'unknown', reason: 'A person has to answer.', answer: undefined });
  });

  it('counts', () => {
    const model = modelOf(files);
    const { met, notMet, unknown, notApplicable } = model.progress;
    expect(met + notMet + unknown + notApplicable).toBe(model.areas.flatMap((area) => area.items).length);
    expect(model.areas.reduce((sum, area) => sum + area.progress.unknown, 0)).toBe(unknown);
  });

  it('sees what a pipeline does', () => {
    const model = modelOf({ ...files, '.github/workflows/ci.yml': 'jobs:\n  a:\n    steps:\n      # - run: semgrep\n      - run: npx serverless-warden scan\n' });
    expect(item(model, 'F3')).toMatchObject({ status: 'met', evidence: [{ kind: 'for', text: '`.github/workflows/ci.yml` analyses code with `serverless-warden`' }] });
    expect(item(modelOf(files), 'F3')).toMatchObject({ status: 'unknown' });
  });
});

describe('functions and map', () => {
  let model: ThreatModel;
  beforeAll(() => { model = modelOf(files); });

  it('tell what starts a function and what it may do', () => {
    const [row] = model.functions;
    expect(row).toMatchObject({
      key: 'template.yaml/Worker', name: 'Worker', runtime: 'nodejs22.x', exposure: 'schedule',
      code: { uri: `${root}/worker.ts`, exportName: 'handler' },
      environment: [{ name: 'TABLE', source: 'resource' }, { name: 'STAGE', source: 'literal' }],
    });
    expect(row?.access).toMatchObject([{ actions: ['dynamodb:GetItem'], resources: ['Orders'], wide: false }]);
  });

  it('lead from the caller to the store', () => {
    const label = (id: string): string => model.map.nodes.find((node) => node.id === id)?.label ?? '?';
    const flows = model.map.flows.map((flow) => `${label(flow.from)} -${flow.label}> ${label(flow.to)}`);
    expect(flows[0]).toMatch(/^Clock -> \S/);
    expect(flows).toContain('Worker -read> Orders');
  });

  it('show findings with the function that they are about', () => {
    const [row] = modelOf({ ...files, 'template.yaml': wide }).functions;
    expect(row?.findings.map((finding) => finding.rule)).toContain('iam/wildcard-action');
    expect(row?.access[0]?.wide).toBe(true);
  });
});

describe('answers', () => {
  const withAnswers = (text: string, others: Readonly<Record<string, string>> = files): ThreatModel => modelOf({ ...others, [answersPath]: text });

  it('settle what the files cannot', () => {
    const model = modelOf(files);
    const text = written(model, undefined, { kind: 'item', id: 'A6', answer: answer({ evidence: item(model, 'A6').evidenceHash, note: 'GDPR, eu-west-1' }) });
    const found = item(withAnswers(text), 'A6');
    expect(found).toMatchObject({ status: 'met', anotherLook: false, answer: { by: 'Ana', date: '2026-10-01', note: 'GDPR, eu-west-1' } });
    expect(found.reason).toBe('Met, said Ana on 2026-10-01.');
  });

  it('do not outweigh a finding, unless the item does not apply', () => {
    const others = { ...files, 'template.yaml': wide };
    expect(item(withAnswers('items:\n  B2:\n    status: met\n', others), 'B2').status).toBe('not-met');
    expect(item(withAnswers('items:\n  B2:\n    status: not applicable\n', others), 'B2').status).toBe('not-applicable');
  });

  it('need another look once the evidence has changed, and the review shows it', () => {
    const model = modelOf({ ...files, 'template.yaml': wide });
    const text = written(model, undefined, { kind: 'item', id: 'B2', answer: answer({ status: 'not-met', evidence: item(model, 'B2').evidenceHash }) });
    expect(item(withAnswers(text, { ...files, 'template.yaml': wide }), 'B2').anotherLook).toBe(false);
    expect(item(withAnswers(text, { ...files, 'template.yaml': `# moved\n${wide}` }), 'B2').anotherLook).toBe(false);
    const later = withAnswers(text);
    expect(item(later, 'B2')).toMatchObject({ anotherLook: true, status: 'unknown' });
    expect(item(later, 'A8')).toMatchObject({ status: 'not-met', evidence: [{ text: 'What `B2` was answered on has changed since' }] });
    expect(later.progress.anotherLook).toBe(1);
  });

  it('classify the data of functions', () => {
    const model = modelOf(files);
    const key = 'template.yaml/Worker';
    const text = written(model, undefined, { kind: 'function', key, answer: about({ evidence: model.functions[0]?.evidenceHash }) });
    expect(item(withAnswers(text), 'A3').status).toBe('met');
    const changed = withAnswers(text, { ...files, 'template.yaml': template.replace('rate(1 day)', 'rate(2 days)') });
    expect(changed.functions[0]).toMatchObject({ anotherLook: true });
    expect(item(changed, 'A3').status).toBe('unknown');
  });

  it('retire with their function, and come back with it', () => {
    const key = 'template.yaml/Worker';
    const text = written(modelOf(files), '', { kind: 'function', key, answer: about({ note: 'kept' }) });
    const renamed = { ...files, 'template.yaml': template.replaceAll('Worker:', 'Other:') };
    const gone = modelOf({ ...renamed, [answersPath]: text });
    expect(gone.retired).toMatchObject([{ key, answer: { note: 'kept' } }]);
    const retired = written(gone, text, { kind: 'item', id: 'A6', answer: answer() });
    expect(parse(retired)).toMatchObject({ functions: null, retired: { [key]: { data: ['personal'], note: 'kept', retired: '2026-11-01' } } });
    const back = withAnswers(retired);
    expect(back.retired).toEqual([]);
    expect(back.functions[0]?.answer?.note).toBe('kept');
    expect(parse(written(back, retired, { kind: 'function', key, answer: about({ note: 'anew' }) }))).toEqual({
      items: { A6: { status: 'met', by: 'Ana', date: '2026-10-01' } }, functions: { [key]: { data: ['personal'], by: 'Ana', date: '2026-10-01', note: 'anew' } }, retired: null,
    });
  });

  it('are not retired while no function is seen at all', () => {
    const text = 'functions:\n  template.yaml/Worker:\n    data: [none]\n';
    expect(written(modelOf({}), text, { kind: 'item', id: 'A6', answer: answer() })).toContain(text);
  });

  it.each([
    ['items:\n  A6:\n    status: perhaps\n', 'An answer has `status: met`, `not met` or `not applicable`.'],
    ['items:\n  A6: met\n', 'An answer is a block of `key: value` lines.'],
    ['items: [A6]\n', '`items` holds one block for each answer.'],
    ['functions:\n  x:\n    data: [gold]\n', 'Data is one of `none`, `credentials`, `personal`, `payment`, `health`, `other`.'],
  ])('that cannot be read are told: %j', (text, message) => {
    const model = withAnswers(text);
    expect(model.problems.map((problem) => problem.message)).toEqual([message]);
    expect(item(model, 'A6').status).toBe('unknown');
  });
});

describe('the answers file', () => {
  const model = (): ThreatModel => modelOf(files);
  const met = (id: string, rest: Partial<Answer> = {}): AnswerChange => ({ kind: 'item', id, answer: answer(rest) });

  it('is one block an answer, in the order of the checklist', () => {
    const text = written(model(), undefined, met('A10'), met('B1', { evidence: '00ff' }), met('A2', { note: 'Two\nlines: "yes"' }));
    expect(text.split('\n').filter((line) => !line.startsWith('#')).join('\n')).toBe(
      'items:\n  A2:\n    status: met\n    by: Ana\n    date: 2026-10-01\n    note: |-\n      Two\n      lines: "yes"\n  A10:\n    status: met\n    by: Ana\n    date: 2026-10-01\n  B1:\n    status: met\n    by: Ana\n    date: 2026-10-01\n    evidence: "00ff"\n');
  });

  const mine = `# ours
owner: team-a

items:
    # decided in the March review
    A6:
        status: met   # see wiki
        ticket: SEC-12
        by: Bo
    C1:
        note: >-
            long
            text
        status: not met

# the end
`;

  it('keeps comments, layout and unknown keys', () => {
    const text = written(model(), mine, met('A6', { status: 'not-met' }), met('B1'));
    expect(text).toBe(mine
      .replace('status: met   # see wiki', 'status: not met # see wiki')
      .replace('by: Bo\n', 'by: Ana\n        date: 2026-10-01\n    B1:\n        status: met\n        by: Ana\n        date: 2026-10-01\n'));
  });

  it('replaces folded notes whole and takes away what is not said any more', () => {
    const text = written(model(), mine, met('C1', { note: 'short' }));
    expect(parse(text)).toMatchObject({ items: { C1: { status: 'met', note: 'short', by: 'Ana' } } });
    expect(parse(written(model(), text, met('C1')))).toEqual({ owner: 'team-a', items: { A6: { status: 'met', ticket: 'SEC-12', by: 'Bo' }, C1: { status: 'met', by: 'Ana', date: '2026-10-01' } } });
  });

  it('takes an answer back with the comments above it', () => {
    const text = written(model(), mine, { kind: 'item', id: 'A6', answer: undefined });
    expect(text).not.toContain('A6');
    expect(text).not.toContain('March');
    expect(text).toContain('# ours\nowner: team-a\n');
    expect(text).toContain('# the end');
  });

  it('does not change where nothing is new', () => {
    const text = written(model(), undefined, met('A6', { note: 'a\n\nb' }));
    expect(writeAnswers(model(), { text }, [met('A6', { note: 'a\n\nb' })])).toMatchObject({ edits: [] });
  });

  it('keeps its line breaks', () => {
    const text = written(model(), 'items:\r\n  A6:\r\n    status: met\r\n', met('B1'));
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(parse(text)).toMatchObject({ items: { A6: { status: 'met' }, B1: { status: 'met' } } });
  });

  it.each(['items: {}\n', 'items:\n', 'functions:\n  template.yaml/Worker:\n    data: [none]\n', '# only a remark\n', 'retired: {}\nitems:\n', ''])('grows from %j', (text) => {
    const grown = written(model(), text, met('A6'), { kind: 'function', key: 'template.yaml/Worker', answer: about() });
    expect(parse(grown)).toMatchObject({ items: { A6: { status: 'met' } }, functions: { 'template.yaml/Worker': { data: ['personal'] } } });
  });

  it.each(['items: [', 'items: {A6: {status: met}}\n', '- a\n', 'items: text\n', 'items:\n  A6: {status: met}\n'])('is left alone where it is not understood: %j', (text) => {
    const result = writeAnswers(model(), { text }, [met('A6')]) as Problem;
    expect(result).toMatchObject({ code: expect.any(String) as string, message: expect.stringContaining('Answers cannot be written') as string });
  });

  it.each(['plain words', 'yes', 'null', '- dash', 'a: b', 'a # b', '#x', "it's", '"q"', '', ' lead', 'trail ', '1e3', '2026-10-01', 'multi\nline', 'multi\n  indented\n\nline', '\n', 'tab\there', 'a\r\nb', '{{x}}', '*a', '&a', '%', '@x', 'é 日本 😀', '\u0085\u2028', 'a:', '0x1f', '!tag', '---', 'a\n---\nb', '\ud800'])('writes %j so that it is read as it was', (value) => {
    expect(parse(`key: ${scalarText(value, '  ')}\n`, { schema: 'failsafe' })).toEqual({ key: value });
    expect(scalarText(value, '').includes('\n')).toBe(false);
    expect(parse(`${scalarText(value, '')}: 1\n`, { schema: 'failsafe' })).toEqual({ [value]: '1' });
  });

  it('orders by letters, then numbers', () => {
    expect(['B1', 'A10', 'A2', 'a', 'A1'].sort(compareKeys)).toEqual(['A1', 'A2', 'A10', 'B1', 'a']);
  });
});

describe('Markdown', () => {
  const naming = (model: ThreatModel) => {
    const report = run(createEngine(ruleBook()).analyse(workspaceOf(files)));
    return { path: (uri: string) => uris.relativeTo(model.root, uri), lines: (uri: string) => report.facts.snapshot.lines(uri) };
  };

  it('holds map, functions and checklist', () => {
    const model = modelOf(files);
    const text = toMarkdown(model, naming(model));
    expect(text).toContain('```mermaid\nflowchart LR\n');
    expect(text).toMatch(/\| `Worker` in `template\.yaml` \| `worker\.ts handler` \|/);
    expect(text).toMatch(/^- ❔ \*\*A6 /m);
    expect(text).toMatch(/`Worker` is started by .*\(`template\.yaml:\d+`\)/);
  });

  it('lets nobody write markup into it', () => {
    const evil = '</details><img src=x> | [click](https://evil.example) @team #1 `x` **b** $$ ![i](u)\n# head';
    const note = { kind: 'item', id: 'A6', answer: answer({ by: evil, note: evil }) } as const;
    const model = modelOf({ ...files, [answersPath]: written(modelOf(files), undefined, note) });
    const text = toMarkdown(model, naming(model));
    expect(item(model, 'A6').answer?.note).toBe(evil);
    for (const markup of ['<img', '</details>', '@team', '\n# head', ' #1', ' **b**', '![i]', '$$ ', 'https://evil']) expect(text, markup).not.toContain(markup);
    expect(text).not.toMatch(/[^\\]\]\(/);
  });

  it('puts text, code and labels out of action', () => {
    expect(plain('a_b*c [x](y) <i> & `k` ~s~ a|b')).toBe('a\\_b\\*c \\[x\\](y) &lt;i&gt; &amp; \\`k\\` \\~s\\~ a\\|b');
    expect(code('a`b|c\nd')).toBe('`aˋb\\|c d`');
    expect(code('')).toBe('` `');
    expect(inline('`a_b` is *not* `open')).toBe('`a_b` is \\*not\\* \\`open');
    expect(mermaidText('a"]; click b <i> {x}\nend')).toBe('a#34;#93;#59; click b #60;i#62; #123;x#125; end');
  });
});
