/** Takes the keys out of the options of a client, so that it uses the function's role. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { span } from '../../text/span';
import type { Proposal } from './fix';

const keys: ReadonlySet<string> = new Set(['credentials', 'accessKeyId', 'secretAccessKey']);

/** Undefined where the options are not written in the call. */
export function withoutKeys(call: ts.CallExpression | ts.NewExpression, script: Script): Proposal | undefined {
  const [first] = call.arguments ?? [];
  const options = first === undefined ? undefined : unwrapped(first);
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
  const gone = options.properties.filter(({ name }) => name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) && keys.has(name.text));
  if (gone.length === 0) return undefined;
  const kept = options.properties.filter((property) => !gone.includes(property));
  if (kept.length === 0) return { title, kind: 'review', edits: [{ span: span(options.getStart(script), options.end), newText: '{}' }] };
  const edits = gone.map((property): TextEdit => {
    const index = options.properties.indexOf(property);
    const next = options.properties[index + 1];
    const before = options.properties[index - 1];
    // The last ones go with the comma in front of them.
    if (next === undefined) return { span: span(before?.end ?? property.getStart(script), property.end), newText: '' };
    return { span: span(property.getStart(script), next.getStart(script)), newText: '' };
  });
  return overlap(edits) ? undefined : { title, kind: 'review', edits };
}

const title = "Use the function's role instead of keys";

function overlap(edits: readonly TextEdit[]): boolean {
  return edits.some((edit, index) => edit.span.start < (edits[index - 1]?.span.end ?? 0));
}
