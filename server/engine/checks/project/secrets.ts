/** Reports secrets that stand in files of a project besides code and templates: `.env` files and pipelines. */
import type { Facts } from '../../facts/facts';
import type { Draft } from '../../finding';
import { envLines, isDotenv } from '../../project/dotenv';
import { pipelinesIn, type Pipeline } from '../../project/pipelines';
import type { RuleData } from '../../rules/rule';
import { contains, type Span } from '../../text/span';
import { nameOf } from '../../text/uri';
import { fill, type Checker } from '../checker';
import { secretKnowledge } from '../environment';
import { article, isNamedSecret, isPlaceholder, masked, secretsIn, type SecretKnowledge } from '../secret-text';

/** Files that git ignores are not in the workspace: hosts leave them out. */
export const dotenvSecret: Checker = {
  name: 'dotenv-secret',
  *run(rule, facts) {
    const knowledge = secretKnowledge(facts);
    for (const uri of facts.snapshot.listing) {
      const file = isDotenv(uri) ? facts.snapshot.file(uri) : undefined;
      if (file === undefined) continue;
      for (const { name, value, span } of envLines(file.text)) {
        if (isSecret(name, value, knowledge)) yield { location: { uri, span }, message: fill(rule.message, { name, file: nameOf(uri) }) };
      }
      yield undefined;
    }
  },
};

/** Local databases have passwords that everybody knows. */
function isSecret(name: string, value: string, knowledge: SecretKnowledge): boolean {
  if (secretsIn(value, knowledge).length > 0) return !/@(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|host\.docker\.internal|(?:db|postgres|mysql|mongo|redis))[:/]/.test(value);
  return isNamedSecret(name, value, knowledge);
}

export const pipelineSecret: Checker = {
  name: 'pipeline-secret',
  *run(rule, facts) {
    const knowledge = secretKnowledge(facts);
    for (const pipeline of pipelinesIn(facts.snapshot)) {
      yield* secretsOf(rule, pipeline, knowledge, facts);
      yield undefined;
    }
  },
};

/** The right side of `export TOKEN=…` and of `--password …`. */
const assigned = /(?:^|[\s;&|])(?:export\s+|set\s+)?([A-Za-z_][\w-]*)=(?:"([^"$`\n]+)"|'([^'\n]+)'|([^\s"'$`;&|]+))/g;

function* secretsOf(rule: RuleData, pipeline: Pipeline, knowledge: SecretKnowledge, facts: Facts): Generator<Draft> {
  const { file: { uri, text } } = pipeline;
  const told: Span[] = [];
  const draft = (span: Span, what: string): Draft => {
    told.push(span);
    return { location: { uri, span }, message: fill(rule.message, { what }) };
  };
  // What a database beside the job is started with is a secret of nobody.
  const local = new Set(pipeline.settings.filter(({ ofService }) => ofService).map(({ value }) => value.value));
  for (const { name, value, kind, ofService } of pipeline.settings) {
    const given = value.value;
    if (kind === 'stored' || ofService || typeof given !== 'string' || local.has(given)) continue;
    if (isNamedSecret(name, given, knowledge)) yield draft(value.span, `\`${name}\` is given a secret`);
  }
  for (const { span: { start, end } } of pipeline.scripts) {
    for (const match of text.slice(start, end).matchAll(assigned)) {
      const [whole, name = '', inDouble, inSingle, bare] = match;
      const given = inDouble ?? inSingle ?? bare ?? '';
      const at = start + match.index + whole.lastIndexOf(given);
      if (isNamedSecret(name, given, knowledge)) yield draft({ start: at, end: at + given.length }, `\`${name}\` is given a secret`);
    }
  }
  const shaped = facts.snapshot.memo.of('pipeline-secrets', pipeline, () => secretsIn(text, knowledge));
  for (const { what, span } of shaped) {
    const secret = text.slice(span.start, span.end);
    if (told.some((one) => contains(one, span)) || local.has(secret) || isPlaceholder(secret, knowledge) || secret.includes('${')) continue;
    yield draft(span, `${article(what)} ${what} (\`${masked(secret)}\`) stands there`);
  }
}
