/** Declares more resources in Terraform's native form. Knows no other change. */
import { indentAt } from '../../syntax/hcl-edit';
import { hclText } from '../../syntax/hcl-text';
import type { SourceFile } from '../../workspace';
import type { Change, Grant, NewResource, Plain, Resource } from '../deployment';
import { refusalOf, type Refusal } from '../refusal';
import { stringOf, valueAt } from '../value';
import { contentOf, isList, isReference, type Spot } from './content';
import { edited, placeAt, together, type Edits, type Model } from './edits';
import { pascal, snake, typeFor } from './vocabulary';
import { addedToJson, isJsonForm } from './write-json';
import { bodyLines, jsonBody } from './write-properties';
import { own as entryOfTable } from '../../text/own';
import { resourceWithId } from '../resources';

type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

/** The argument by which a type is told apart where people read names, and what it holds of the resource's label. */
const naming: Readonly<Record<string, (label: string) => { readonly [key: string]: string }>> = {
  aws_cloudwatch_log_group: (label) => ({ NamePrefix: `${label.replaceAll('_', '-')}-` }),
  aws_sqs_queue: (label) => ({ NamePrefix: `${label.replaceAll('_', '-')}-` }),
  aws_cloudwatch_metric_alarm: (label) => ({ AlarmName: label.replaceAll('_', '-') }),
  aws_api_gateway_model: (label) => ({ Name: pascal(label) }),
  aws_api_gateway_request_validator: (label) => ({ Name: label.replaceAll('_', '-') }),
};

/** Behind the block that it is for. */
export function addResource({ resource, then }: Of<'add'>, model: Model, write: (change: Change) => Edits): Edits {
  const type = typeFor(resource.type);
  const own = model.written.find((one) => one.id === resource.beside)?.instance ?? model.calls.find((one) => one.instance.id === resource.beside)?.instance;
  if (type === undefined || own === undefined || own.key !== undefined) return undefined;
  const { block, file } = own.declared;
  const name = block.labels.at(-1)?.text;
  if (name === undefined) return undefined;
  const module = resource.beside.slice(0, resource.beside.length - addressOf(resource.beside).length);
  const label = freeLabel(`${name}_${snake(resource.suffix)}`.replaceAll('-', '_'), `${module}${type}`, model);
  const id = `${module}${type}.${label}`;
  const spot: Spot = { user: resource.beside, file, model };
  if (isJsonForm(file.uri)) {
    const content = block.type === 'resource' ? jsonBody(type, { ...entryOfTable(naming, type)?.(label), ...resource.properties, ...(resource.after === undefined ? {} : { depends_on: resource.after.map(addressOf) }) }, spot) : undefined;
    return content === undefined ? undefined : together([...(then?.(id) ?? []).map(write), addedToJson(file, type, label, content)]);
  }
  const text = resourceText(type, label, resource, spot);
  const end = { start: block.span.end, end: block.span.end };
  return together([...(then?.(id) ?? []).map(write), edited(file, [{ span: end, newText: inLines(`\n\n${text}`, file) }])]);
}

function freeLabel(wanted: string, type: string, { written }: Model): string {
  let label = wanted;
  for (let count = 2; written.some(({ id }) => id === `${type}.${label}`); count++) label = `${wanted}_${String(count)}`;
  return label;
}

function resourceText(type: string, label: string, { properties, after = [] }: NewResource, spot: Spot): string {
  const lines = [...bodyLines(type, '', { ...entryOfTable(naming, type)?.(label), ...properties }, spot, '  '), ...(after.length === 0 ? [] : ['', `depends_on = [${after.map(addressOf).join(', ')}]`])];
  return `resource "${type}" "${label}" {\n${lines.map((line) => `  ${line}\n`).join('').replaceAll(/^ +$/gm, '')}}`;
}

/** A resource as its own module names it. */
function addressOf(id: string): string {
  return id.replace(/^(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*(?=aws_)/, '');
}

function inLines(text: string, file: SourceFile): string {
  return file.text.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

/** Settings of a REST stage's methods are a resource of their own. */
export function methodSettings(id: string, to: Plain, model: Model): Edits {
  const stage = model.written.find((one) => one.id === id)?.instance;
  const block = stage?.declared.block;
  const file = stage?.declared.file;
  const label = block?.labels.at(-1)?.text;
  const api = block?.body.attributes.find(({ name }) => name === 'rest_api_id')?.value.span;
  const [first] = isList(to) ? to : [];
  if (stage === undefined || stage.key !== undefined || block === undefined || file === undefined || label === undefined || api === undefined || file.uri.endsWith('.json') || block.labels[0]?.text !== 'aws_api_gateway_stage') return undefined;
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = typeof first === 'object' && first !== null && !isList(first) && !isReference(first) ? first : {};
  if (typeof rate !== 'number' || typeof burst !== 'number') return undefined;
  const own = freeLabel(`${label}_limits`, 'aws_api_gateway_method_settings', model);
  const text = `resource "aws_api_gateway_method_settings" "${own}" {
  rest_api_id = ${file.text.slice(api.start, api.end)}
  stage_name  = aws_api_gateway_stage.${label}.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = ${String(rate)}
    throttling_burst_limit = ${String(burst)}
  }
}`;
  return edited(file, [{ span: { start: block.span.end, end: block.span.end }, newText: inLines(`\n\n${text}`, file) }]);
}

export function refuseCleartext({ resource: id, policy }: Of<'refuse-cleartext'>, model: Model): Edits {
  const store = resourceWithId(id, model);
  if (store === undefined) return undefined;
  // A policy that stands in the store itself cannot refer to it.
  const arns = model.resources.some((one) => one.id === `${id}.policy`) ? knownArns(store, policy) : undefined;
  const statement = arns?.length === 0 ? undefined : refusalOf(store.type, id, store.at, arns);
  if (statement === undefined) return undefined;
  if (policy === undefined) {
    const reference = { kind: 'reference', resource: id, attribute: 'Ref', at: store.at, via: [] } as const;
    const properties = { Bucket: reference, PolicyDocument: { Version: '2012-10-17', Statement: [statement] } };
    return store.type === 'AWS::S3::Bucket' ? addResource({ kind: 'add', resource: { type: 'AWS::S3::BucketPolicy', properties, beside: id, suffix: 'Policy' } }, model, () => undefined) : undefined;
  }
  const found = placeAt(policy.at, model);
  if (found === undefined) return undefined;
  const { file, place } = found;
  const spot: Spot = { user: id, file, model };
  const { start, end } = policy.at.span;
  const indent = indentAt(file.text, start);
  const behind = (text: string): Edits => edited(file, [{ span: { start: end, end }, newText: inLines(text, file) }]);
  if (place.kind === 'block') return behind(`\n\n${indent}${statementBlock(statement, spot, indent)}`);
  const isCompact = /\[[ \t]*$/.test(file.text.slice(0, start));
  if (place.kind === 'item') return behind(`,${isCompact ? ' ' : `\n${indent}`}${hclText(contentOf(statement, spot), indent)}`);
  return undefined;
}

/** By the bucket's name, or as the policy itself says them; none where they are not known. */
function knownArns(store: Resource, policy: Grant | undefined): readonly string[] {
  const bucket = stringOf(valueAt(store.properties, 'BucketName'));
  if (bucket !== undefined) return [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const texts = (policy?.resources ?? []).map(stringOf);
  return texts.some((text) => text?.startsWith('arn:') !== true) ? [] : texts.flatMap((text) => text ?? []);
}

/** As a block of `aws_iam_policy_document`. */
function statementBlock({ Sid, Action, Resource }: Refusal, spot: Spot, indent: string): string {
  const targets = [Resource].flat().map((one) => hclText(contentOf(one, spot)));
  const lines = [
    'statement {', `  sid       = "${Sid}"`, '  effect    = "Deny"', `  actions   = ["${Action}"]`, `  resources = [${targets.join(', ')}]`,
    '', '  principals {', '    type        = "*"', '    identifiers = ["*"]', '  }',
    '', '  condition {', '    test     = "Bool"', '    variable = "aws:SecureTransport"', '    values   = ["false"]', '  }', '}',
  ];
  return lines.map((line, i) => (i === 0 || line === '' ? line : indent + line)).join('\n');
}
