/** Writes statements, roles and who may call into Terraform's native form, and finds their places in the JSON form. Knows no other change. */
import type { DataNode } from '../../syntax/data';
import { hclText } from '../../syntax/hcl-text';
import type { FileEdit, TextEdit } from '../../text/edit';
import { addTo } from '../../text/groups';
import { contains } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Change, OwnRole } from '../deployment';
import { placeAt as placeAtInJson } from '../plain-write';
import type { ReferenceValue, Value } from '../value';
import { contentOf, expressionOf, substituted, type Spot } from './content';
import { edited, placeAt, together, type Edits, type Model } from './edits';
import { isJsonForm, jsonDocument } from './write-json';
import { policyInJson, rolesInJson, statementInJson } from './write-json-rights';
import { propertySet } from './write-properties';
import { resourcesAt } from '../resources';

export function statementRewritten(change: Extract<Change, { kind: 'statement' }>, model: Model): Edits {
  const { grant, actions, resources } = change;
  const json = isJsonForm(grant.at.uri) ? model.reading.file(grant.at.uri) : undefined;
  if (json !== undefined) return statementInJson(change, json, { user: '', file: json, model });
  const edits: FileEdit[] = [];
  for (const [values, wanted] of [[grant.actions, actions], [grant.resources, resources]] as const) {
    if (wanted === undefined) continue;
    const one = itemsReplaced(values, wanted, model);
    if (one === undefined) return undefined;
    edits.push(...one);
  }
  const [first] = edits;
  return first === undefined ? undefined : [{ uri: first.uri, edits: edits.filter((edit) => edit.uri === first.uri).flatMap((edit) => edit.edits) }];
}

/** The texts of a list, or the one text that stands instead of a list. */
export function itemsReplaced(values: readonly Value[], wanted: readonly (string | ReferenceValue)[], model: Model): Edits {
  const [first] = values;
  const last = values.at(-1);
  const file = first === undefined ? undefined : model.reading.file(first.at.uri);
  if (first === undefined || last === undefined || file === undefined || values.some((value) => value.via.length > 0 || value.at.uri !== first.at.uri || value.kind === 'choice')) return undefined;
  const found = placeAt(first.at, model);
  const inJson = found === undefined || found.place.kind === 'inside';
  const { text } = file;
  if (inJson && (text[first.at.span.start] !== '"' || text[first.at.span.start - 1] === '\\' || first.at.uri.endsWith('.tf.json'))) return undefined;
  const inHeredoc = inJson && found !== undefined;
  const written = wanted.map((one) => {
    if (typeof one === 'string') {
      const spot = { user: '', file, model };
      if (one.includes('${')) return inJson ? (inHeredoc ? substituted(one, spot) : undefined) : substituted(one, spot);
      return inJson ? JSON.stringify(one) : hclText(one);
    }
    const expression = expressionOf(one, { user: '', file, model });
    return inJson ? (inHeredoc ? `"\${${expression}}"` : undefined) : expression;
  });
  if (written.includes(undefined)) return undefined;
  const inList = /\[\s*$/.test(text.slice(0, first.at.span.start)) && /^\s*(?:,\s*)?(?:(?:#|\/\/)[^\n]*(?:\n\s*)?)?\]/.test(text.slice(last.at.span.end));
  if (!inList && values.length > 1) return undefined;
  const [second] = values.slice(1);
  const separator = second === undefined ? ', ' : text.slice(first.at.span.end, second.at.span.start);
  const items = written.join(/^\s*,\s*$/.test(separator) ? separator : ', ');
  return edited(file, [{ span: { start: first.at.span.start, end: last.at.span.end }, newText: inList || (written.length === 1) ? items : `[${items}]` }]);
}

export function authorized({ trigger }: Extract<Change, { kind: 'authorize' }>, model: Model): Edits {
  const { route } = trigger;
  if (route === undefined) return undefined;
  if (trigger.kind === 'url') {
    const ofCall = model.calls.find((call) => `${call.instance.id}.url` === route.api);
    return propertySet(ofCall?.instance.id ?? route.api, ['AuthType'], 'AWS_IAM', model);
  }
  const resource = resourcesAt(trigger.at, model)[0];
  const isRoute = resource?.type === 'AWS::ApiGateway::Method' || resource?.type === 'AWS::ApiGatewayV2::Route';
  return isRoute ? propertySet(resource.id, ['AuthorizationType'], 'AWS_IAM', model) : undefined;
}

/** A policy of its own on the function's role, right after the role. */
export function granted({ function: name, actions, resources }: Extract<Change, { kind: 'grant' }>, model: Model): Edits {
  const role = model.functions.find((one) => one.name === name)?.role;
  const own = model.written.find((one) => one.id === role && one.type === 'aws_iam_role');
  if (own === undefined) return undefined;
  const { block, file } = own.instance.declared;
  const label = block.labels[1]?.text;
  if (label === undefined || own.instance.key !== undefined) return undefined;
  const service = (actions[0] ?? '').split(':')[0] ?? '';
  const taken = new Set(model.written.filter((one) => one.type === 'aws_iam_role_policy').map((one) => one.id.slice(one.id.lastIndexOf('.') + 1)));
  const base = `${label}_${service.replace(/\W/g, '_')}`;
  let policy = base;
  for (let i = 2; taken.has(policy); i++) policy = `${base}_${i}`;
  if (isJsonForm(file.uri)) return policyInJson(file, policy, label, [{ actions, resources }], { user: own.id, file, model });
  const listed = resources.map((one) => contentOf(one, { user: own.id, file, model }));
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: listed.length === 1 && listed[0] !== undefined ? listed[0] : listed }] };
  const lines = [
    `resource "aws_iam_role_policy" "${policy}" {`,
    `  role = aws_iam_role.${label}.id`,
    `  policy = jsonencode(${hclText(document, '  ')})`,
    '}',
  ];
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  return edited(file, [{ span: { start: block.span.end, end: block.span.end }, newText: `\n\n${lines.join('\n')}`.replaceAll('\n', newline) }]);
}

/** A role, its policies and its attachments right after each function. */
export function ownRoles({ roles }: Extract<Change, { kind: 'own-roles' }>, model: Model): Edits {
  const byFile = new Map<string, TextEdit[]>();
  const inJson = new Map<SourceFile, { readonly role: OwnRole; readonly label: string; readonly given: DataNode }[]>();
  for (const role of roles) {
    const deployed = model.functions.find((one) => one.name === role.function);
    const own = model.written.find((one) => one.type === 'aws_lambda_function' && one.instance.declared.file.uri === deployed?.at.uri && contains(one.instance.declared.block.span, deployed.at.span));
    const file = own?.instance.declared.file;
    const label = own?.instance.declared.block.labels[1]?.text;
    if (own === undefined || file === undefined || label === undefined || own.instance.key !== undefined) return undefined;
    if (model.written.some((one) => one.id === `aws_iam_role.${label}`)) return undefined;
    const { block } = own.instance.declared;
    const given = block.body.attributes.find(({ name }) => name === 'role');
    if (given === undefined) return undefined;
    if (isJsonForm(file.uri)) {
      const node = placeAtInJson(jsonDocument(file), { uri: file.uri, span: given.value.span })?.node;
      if (node === undefined) return undefined;
      addTo(inJson, file, { role, label, given: node });
      continue;
    }
    const edits = byFile.get(file.uri) ?? [];
    byFile.set(file.uri, edits);
    edits.push({ span: given.value.span, newText: `aws_iam_role.${label}.arn` });
    const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
    edits.push({ span: { start: block.span.end, end: block.span.end }, newText: `\n\n${roleBlocks(role, label, { user: own.id, file, model })}`.replaceAll('\n', newline) });
  }
  return together([[...byFile].map(([uri, edits]) => ({ uri, edits })), ...[...inJson].map(([file, list]) => rolesInJson(file, list, { user: '', file, model }))]);
}

export function roleBlocks({ statements, managed }: OwnRole, label: string, spot: Spot): string {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const document = {
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources }) => {
      const listed = resources.map((one) => contentOf(one, spot));
      return { Effect: 'Allow', Action: actions.length === 1 ? actions[0] ?? '' : actions, Resource: listed.length === 1 && listed[0] !== undefined ? listed[0] : listed };
    }),
  };
  const block = (type: string, name: string, lines: readonly string[]): string => [`resource "${type}" "${name}" {`, ...lines.map((line) => `  ${line}`), '}'].join('\n');
  return [
    block('aws_iam_role', label, [`assume_role_policy = jsonencode(${hclText(trust, '  ')})`]),
    ...managed.map((policy) => block('aws_iam_role_policy_attachment', `${label}_${policy.slice(policy.lastIndexOf('/') + 1)}`, [`role       = aws_iam_role.${label}.name`, `policy_arn = "${policy}"`])),
    ...(statements.length === 0 ? [] : [block('aws_iam_role_policy', `${label}_own`, [`role = aws_iam_role.${label}.id`, `policy = jsonencode(${hclText(document, '  ')})`])]),
  ].join('\n\n');
}
