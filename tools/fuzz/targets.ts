/** What takes one text and can be broken by it: parsers, and the evaluators of variables and functions. Knows nothing of how texts are made. */
import type { SourceFile } from '../../server/engine';
import { parseBicep } from '../../server/engine/syntax/bicep';
import { parseHcl, parseHclTemplate } from '../../server/engine/syntax/hcl';
import { cloudformation } from '../../server/engine/template/cloudformation';
import type { Dialect } from '../../server/engine/template/dialect';
import { serverlessFramework } from '../../server/engine/template/serverless-framework';
import { terraform } from '../../server/engine/template/terraform';
import type { Sample } from './samples';

export interface Target {
  readonly name: string;
  /** The path that texts are read under. */
  readonly path: string;
  /** Whether a sample's file is a text of this kind. */
  readonly takes: (path: string, text: string) => boolean;
  /** Throws where the text breaks it. */
  readonly run: (text: string) => void;
}

const root = 'file:///fuzzed';

function inside(text: string, { start, end }: { readonly start: number; readonly end: number }): void {
  if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`a place outside of the text: ${String(start)} to ${String(end)} of ${String(text.length)}`);
}

function lowers(dialect: Dialect, name: string, takes: Target['takes']): Target {
  return {
    name: dialect.name, path: name, takes,
    run: (text) => {
      const file: SourceFile = { uri: `${root}/${name}`, text };
      const deployments = dialect.lower(file, { file: (uri) => (uri === file.uri ? file : undefined), under: () => [file.uri], rootOf: () => root });
      for (const { problems, resources } of deployments) {
        for (const { location } of problems) if (location.uri === file.uri) inside(text, location.span);
        for (const { at } of resources) if (at.uri === file.uri) inside(text, at.span);
      }
    },
  };
}

export const targets: readonly Target[] = [
  {
    name: 'the parser of HCL', path: 'main.tf', takes: (path) => /\.(?:tf|tofu)$/.test(path),
    run: (text) => {
      const { problems, tree } = parseHcl({ uri: `${root}/main.tf`, text });
      inside(text, tree.span);
      for (const { location } of problems) inside(text, location.span);
      parseHclTemplate(text, 0, { start: 0, end: text.length });
    },
  },
  lowers(terraform, 'main.tf', (path) => /\.(?:tf|tofu)$/.test(path)),
  lowers(cloudformation, 'template.yaml', (path, text) => /\.ya?ml$/.test(path) && text.includes('AWS::')),
  lowers(serverlessFramework, 'serverless.yml', (path) => /(?:^|\/)serverless\.ya?ml$/.test(path)),
  {
    name: 'the parser of Bicep', path: 'main.bicep', takes: (path) => path.endsWith('.bicep'),
    run: (text) => { for (const { location } of parseBicep({ uri: `${root}/main.bicep`, text }).problems) inside(text, location.span); },
  },
];

/** Short texts of the target's kind: what a long one shows, a short one shows faster. */
export function seedsFor(target: Target, all: readonly Sample[]): readonly string[] {
  const texts = all.flatMap(({ files }) => [...files].filter(([path, text]) => text.length < 4000 && target.takes(path, text)).map(([, text]) => text));
  return [...new Set(texts)];
}
