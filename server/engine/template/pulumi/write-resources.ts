/** Makes more resources in Pulumi programs. Knows no other change. */
import { spanOf, ts, type Script } from '../../syntax/script';
import type { Location } from '../../text/span';
import { expressionAt, isTaken, nameOfMade, padAt, quoted, statementAt } from '../cdk/script';
import type { Change, Plain } from '../deployment';
import { isReference, plainText, type Edits, type ProgramWriting } from '../program-write';
import { nameOf as argumentOf } from '../terraform/write-properties';
import { snake, typeFor } from '../terraform/vocabulary';
import { classes, spelled } from './vocabulary';
import type { Added, ProgramModel } from './model';
import { own as entryOfTable } from '../../text/own';

/**
 * In front of the statement that makes what it is for, where that then refers to it; else behind it.
 * `write` makes the changes that refer to it.
 */
export function addedResource({ resource, then }: Extract<Change, { kind: 'add' }>, model: ProgramModel, provider: string | undefined, writing: ProgramWriting, write: (change: Change, added: Added) => Edits): Edits {
  const own = model.declared.find(({ id }) => id === resource.beside);
  const type = typeFor(resource.type);
  const script = own === undefined ? undefined : model.script(own.made.at.uri);
  const node = own === undefined || script === undefined ? undefined : expressionAt(script, own.made.at.span);
  const statement = own === undefined || script === undefined ? undefined : statementAt(script, own.made.at.span.start);
  const label = node !== undefined && ts.isNewExpression(node) ? node.arguments?.[0] : undefined;
  const made = type === undefined ? undefined : entryOfTable(classes, type);
  if (own === undefined || type === undefined || script === undefined || statement === undefined || label === undefined || made === undefined || provider === undefined) return undefined;
  const { uri } = own.made.at;
  const offset = then === undefined ? statement.end : startOf(statement, script);
  const at: Location = { uri, span: { start: offset, end: offset } };
  const properties = Object.entries(resource.properties).map(([key, value]) => [spelled(type, argumentOf(type, '', key)), plainText(key === 'Dimensions' ? mapped(value) : value, at, script, writing)] as const);
  if (properties.some(([, text]) => text === undefined)) return undefined;
  const body = properties.map(([name, text]) => `${name}: ${text ?? ''}`);
  const pad = padAt(script, statement.getStart(script));
  const step = /^(\t|[ ]{2,8})\S/m.exec(script.text)?.[1] ?? '  ';
  const laid = body.length === 0 ? '' : body.length < 3 ? `, { ${body.join(', ')} }` : `, {\n${body.map((line) => `${pad}${step}${line},\n`).join('')}${pad}}`;
  const text = `new ${provider}.${made}(${labelBehind(label, resource.suffix, script)}${laid})${script.text[statement.end - 1] === ';' ? ';' : ''}`;
  if (then === undefined) return [{ uri, edits: [{ span: at.span, newText: `\n${pad}${text}` }] }];
  const base = nameOfMade(script, own.made.at.span)?.split('.').at(-1);
  const name = base === undefined ? resource.suffix.charAt(0).toLowerCase() + resource.suffix.slice(1) : base + resource.suffix;
  if (!/^[a-zA-Z_$][\w$]*$/.test(name) || isTaken(script, name)) return undefined;
  const added: Added = { id: `${resource.beside} ${resource.suffix}`, type, name };
  const edits = then(added.id).map((change) => write(change, added));
  return edits.includes(undefined) ? undefined : [{ uri, edits: [{ span: at.span, newText: `const ${name} = ${text}\n${pad}` }] }, ...edits.flatMap((one) => one ?? [])];
}

/** In front of comments that stand right above the statement: they are about it. */
function startOf(statement: ts.Statement, script: Script): number {
  let { start } = spanOf(statement, script);
  for (const comment of (ts.getLeadingCommentRanges(script.text, statement.pos) ?? []).toReversed()) {
    const between = script.text.slice(comment.end, start);
    if (/\n\s*\n/.test(between) || !/^[ \t]*$/.test(script.text.slice(script.text.lastIndexOf('\n', comment.pos - 1) + 1, comment.pos))) break;
    start = comment.pos;
  }
  return start;
}

/** `'orders-dead-letters'` beside `'orders'`. */
export function labelBehind(label: ts.Expression, suffix: string, script: Script): string {
  const words = `-${snake(suffix).replaceAll('_', '-')}`;
  if (ts.isStringLiteralLike(label)) return quoted(label.text + words, script);
  return ts.isTemplateExpression(label) ? label.getText(script).replace(/`$/, `${words}\``) : `\`\${${label.getText(script)}}${words}\``;
}

/** CloudFormation lists what is a map here. */
function mapped(plain: Plain): Plain {
  if (!Array.isArray(plain)) return plain;
  return Object.fromEntries((plain as readonly Plain[]).flatMap((one) => {
    const { Name: name, Value: value } = one !== null && typeof one === 'object' && !Array.isArray(one) && !isReference(one) ? (one as { readonly [key: string]: Plain }) : {};
    return typeof name === 'string' && value !== undefined ? [[name, value] as const] : [];
  }));
}
