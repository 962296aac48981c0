/** Says plain data in a program's words: constructs by the names that they have there, with the imports that this takes. Knows no change. */
import { ts, walk, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { folderOf, isWithin } from '../../text/uri';
import type { Deployment, Plain } from '../deployment';
import type { ReferenceValue } from '../value';
import type { Lowering } from './lowering';
import type { Program } from './program';
import { nameOfMade, namedAnew, quoted, said } from './source';
import { own } from '../../text/own';
import { resourceWithId } from '../resources';

export class Saying {
  /** What is said needs these too, by file: imports, and names for constructs that had none. */
  readonly besides = new Map<string, readonly TextEdit[]>();
  /** Constructs that are made where they are first spoken of, by id. */
  readonly made = new Map<string, { readonly type: string; readonly text: string; used: number }>();

  constructor(private readonly program: Program, readonly lowering: Lowering, readonly model: Omit<Deployment, 'write'>) {}

  script(uri: string): Script | undefined {
    const home = folderOf(this.model.uri);
    // What comes out of a package is not the author's.
    return uri.includes('/node_modules/') && !isWithin(home, uri) ? undefined : this.program.script(uri);
  }

  /** Plain data as an expression that may stand at an offset; undefined where a construct has no name there. */
  plain(plain: Plain, script: Script, offset: number): string | undefined {
    if (plain === null || typeof plain === 'number' || typeof plain === 'boolean') return String(plain);
    if (typeof plain === 'string') return plain.includes('${') ? this.substituted(plain, script, offset) : quoted(plain, script);
    if (isReference(plain)) return this.attributeText(plain.resource, plain.attribute, script, offset);
    const inner = (one: Plain): string | undefined => this.plain(one, script, offset);
    if (isList(plain)) {
      const items = plain.map(inner);
      return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
    }
    const entries = Object.entries(plain).map(([key, one]) => [key, inner(one)] as const);
    return entries.some(([, text]) => text === undefined) ? undefined : `{ ${entries.map(([key, text]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, script)}: ${text ?? ''}`).join(', ')} }`;
  }

  /** `${Table.Arn}/index/*` as a template literal. */
  substituted(text: string, script: Script, offset: number): string | undefined {
    const parts = text.split(/\$\{([\w.:]+)\}/).map((part, index) => {
      if (index % 2 === 0) return part.replace(/[`\\]/g, '\\$&');
      const [resource = '', ...attribute] = part.split('.');
      const expression = part.startsWith('AWS::') ? this.pseudo(part, script) : this.attributeText(resource, attribute.join('.') || 'Ref', script, offset);
      return expression === undefined ? undefined : `\${${expression}}`;
    });
    return parts.includes(undefined) ? undefined : `\`${parts.join('')}\``;
  }

  pseudo(name: string, script: Script): string | undefined {
    const member = own(pseudoMembers, name);
    const aws = member === undefined ? undefined : said(script, 'core', 'Aws');
    if (aws === undefined || member === undefined) return undefined;
    this.needing(script.fileName, aws.edits);
    return `${aws.text}.${member}`;
  }

  attributeText(id: string, attribute: string, script: Script, offset: number): string | undefined {
    if (id.startsWith('AWS::')) return this.pseudo(id, script);
    const name = this.nameOf(id, script.fileName, offset);
    const type = this.made.get(id)?.type ?? resourceWithId(id, this.model)?.type ?? '';
    const member = members[`${type} ${attribute}`];
    const isPlain = this.lowering.owners.get(id)?.made.name.startsWith('Cfn') === true;
    if (name === undefined) return undefined;
    if (isPlain) return attribute === 'Ref' ? `${name}.ref` : `${name}.attr${attribute}`;
    return member === undefined ? undefined : `${name}.${member}`;
  }

  /** The name of a construct where it is already there: made before, in the same body or kept on the object. */
  nameOf(id: string, uri: string, offset: number): string | undefined {
    const added = this.made.get(id);
    if (added !== undefined) {
      added.used++;
      return added.text;
    }
    const made = this.lowering.owners.get(id)?.made;
    const script = made?.at.uri === uri ? this.script(uri) : undefined;
    if (made === undefined || script === undefined || made.at.span.end > offset) return undefined;
    const name = nameOfMade(script, made.at.span);
    if (name === undefined || name.startsWith('this.')) return name;
    return blockOf(script, made.at.span.start).end >= offset ? name : undefined;
  }

  /** What one of CDK's modules has by a path, such as `Tracing.ACTIVE`; its first name is imported. */
  word(script: Script, module: string, path: string): string | undefined {
    const name = /^\w+/.exec(path)?.[0] ?? path;
    const known = said(script, module, name);
    if (known === undefined) return undefined;
    this.needing(script.fileName, known.edits);
    return known.text + path.slice(name.length);
  }

  /** The name of a construct in what stands behind it; one that has none is given one. */
  nameBehind(id: string, script: Script): string | undefined {
    const made = this.lowering.owners.get(id)?.made;
    if (made?.at.uri !== script.fileName) return undefined;
    const known = nameOfMade(script, made.at.span);
    const fresh = known === undefined ? namedAnew(script, made.at.span, id) : undefined;
    if (fresh !== undefined) this.needing(script.fileName, [fresh.edit]);
    return known ?? fresh?.name;
  }

  private needing(uri: string, edits: readonly TextEdit[]): void {
    const known = this.besides.get(uri) ?? [];
    this.besides.set(uri, [...known, ...edits.filter((edit) => !known.some((one) => one.newText === edit.newText && one.span.start === edit.span.start))]);
  }
}

/** The innermost block that holds an offset. */
function blockOf(script: Script, offset: number): { readonly end: number } {
  let found: { readonly end: number } = script;
  walk(script, (node) => {
    if (offset < node.pos || offset >= node.end) return false;
    if (ts.isBlock(node)) found = { end: node.end };
    return true;
  });
  return found;
}

export const members: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket Arn': 'bucketArn', 'AWS::S3::Bucket Ref': 'bucketName', 'AWS::DynamoDB::Table Arn': 'tableArn', 'AWS::DynamoDB::Table Ref': 'tableName', 'AWS::DynamoDB::GlobalTable Arn': 'tableArn', 'AWS::DynamoDB::GlobalTable Ref': 'tableName',
  'AWS::SQS::Queue Arn': 'queueArn', 'AWS::SQS::Queue Ref': 'queueUrl', 'AWS::SNS::Topic Ref': 'topicArn', 'AWS::SNS::Topic TopicArn': 'topicArn', 'AWS::Lambda::Function Arn': 'functionArn', 'AWS::Lambda::Function Ref': 'functionName',
  'AWS::SecretsManager::Secret Ref': 'secretArn', 'AWS::Kinesis::Stream Arn': 'streamArn', 'AWS::KMS::Key Arn': 'keyArn', 'AWS::StepFunctions::StateMachine Ref': 'stateMachineArn', 'AWS::StepFunctions::StateMachine Arn': 'stateMachineArn', 'AWS::Events::EventBus Arn': 'eventBusArn', 'AWS::Logs::LogGroup Arn': 'logGroupArn',
  'AWS::IAM::Role Arn': 'roleArn', 'AWS::ECR::Repository Arn': 'repositoryArn',
};

const pseudoMembers: Readonly<Record<string, string>> = { 'AWS::AccountId': 'ACCOUNT_ID', 'AWS::Region': 'REGION', 'AWS::Partition': 'PARTITION' };

export function isReference(plain: Plain): plain is ReferenceValue {
  return plain !== null && typeof plain === 'object' && 'kind' in plain && plain['kind'] === 'reference' && 'resource' in plain && 'via' in plain;
}

export function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

export function isText(plain: Plain): plain is string {
  return typeof plain === 'string';
}
