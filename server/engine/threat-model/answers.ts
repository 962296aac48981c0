/** Reads what people answered from `.serverless-warden/threat-model.yaml`. Knows no report; writing is in answers-file.ts. */
import type { Problem } from '../finding';
import { child, type DataMap, type DataNode } from '../syntax/data';
import type { Parsed } from '../syntax/parsed';
import { parseYaml } from '../syntax/yaml';
import { dataClasses, type Answer, type DataClass, type FunctionAnswer } from './model';

export interface Answers {
  /** By item id. */
  readonly items: ReadonlyMap<string, Answer>;
  /** By function key. */
  readonly functions: ReadonlyMap<string, FunctionAnswer>;
  readonly retired: ReadonlyMap<string, FunctionAnswer>;
}

/** As the file spells them. */
export const statusWords: Readonly<Record<Answer['status'], string>> = { met: 'met', 'not-met': 'not met', 'not-applicable': 'not applicable' };

/** What cannot be read becomes a problem at its place; the other answers hold. */
export function parseAnswers(file: { readonly uri: string; readonly text: string } | undefined): Parsed<Answers> {
  if (file === undefined) return { tree: { items: new Map(), functions: new Map(), retired: new Map() }, problems: [] };
  const { tree, problems } = parseYaml(file);
  const reader = new AnswersReader(file.uri, problems);
  return {
    tree: {
      items: reader.section(tree, 'items', (block) => reader.answer(block)),
      functions: reader.section(tree, 'functions', (block) => reader.functionAnswer(block)),
      retired: reader.section(tree, 'retired', (block) => reader.functionAnswer(block)),
    },
    problems: reader.problems,
  };
}

class AnswersReader {
  readonly problems: Problem[];

  constructor(private readonly uri: string, problems: readonly Problem[]) {
    this.problems = [...problems];
  }

  section<T>(tree: DataNode | undefined, name: string, read: (block: DataMap) => T | undefined): ReadonlyMap<string, T> {
    const found = new Map<string, T>();
    const section = child(tree, name);
    if (section === undefined || (section.kind === 'scalar' && section.value === null)) return found;
    if (section.kind !== 'map') {
      this.report(section, `\`${name}\` holds one block for each answer.`);
      return found;
    }
    for (const { key, value } of section.entries) {
      if (value.kind !== 'map') this.report(value, 'An answer is a block of `key: value` lines.');
      else {
        const answer = read(value);
        if (answer !== undefined) found.set(key, answer);
      }
    }
    return found;
  }

  answer(block: DataMap): Answer | undefined {
    const node = child(block, 'status');
    const written = this.text(block, 'status').replaceAll('-', ' ');
    const status = (Object.keys(statusWords) as Answer['status'][]).find((one) => statusWords[one] === written);
    if (status === undefined) {
      this.report(node ?? block, 'An answer has `status: met`, `not met` or `not applicable`.');
      return undefined;
    }
    return { status, ...this.person(block) };
  }

  functionAnswer(block: DataMap): FunctionAnswer {
    const node = child(block, 'data');
    const items = node === undefined ? [] : node.kind === 'list' ? node.items : [node];
    const data = items.flatMap((item): readonly DataClass[] => {
      const known = item.kind === 'scalar' ? dataClasses.find((one) => one === item.value) : undefined;
      if (known !== undefined) return [known];
      this.report(item, `Data is one of ${dataClasses.map((one) => `\`${one}\``).join(', ')}.`);
      return [];
    });
    return { data, ...this.person(block) };
  }

  private person(block: DataMap): Omit<Answer, 'status'> {
    const evidence = this.text(block, 'evidence');
    return { by: this.text(block, 'by'), date: this.text(block, 'date'), note: this.text(block, 'note').trim(), evidence: evidence === '' ? undefined : evidence };
  }

  private text(block: DataMap, key: string): string {
    const node = child(block, key);
    return node?.kind === 'scalar' && node.value !== null ? String(node.value) : '';
  }

  private report(node: DataNode, message: string): void {
    this.problems.push({ location: { uri: this.uri, span: node.span }, message, severity: 'warning', code: 'threat-model' });
  }
}
