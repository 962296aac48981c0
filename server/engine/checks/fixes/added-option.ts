/** Adds an option to a call: to the object that holds its options, or as one. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import { isFunctionValue } from '../../syntax/names';
import { inserted, type Proposal } from './fix';

/** Undefined where the options are not written in the call. `text` is a property such as `timeout: 5000`. */
export function addedOption(call: ts.CallExpression | ts.NewExpression, { argument, text }: { readonly argument: number; readonly text: string }, title: string, kind: Proposal['kind'], script: Script): Proposal | undefined {
  const list = call.arguments ?? [];
  if (list.some((one) => ts.isSpreadElement(one))) return undefined;
  const given = list[argument];
  const options = given === undefined ? undefined : unwrapped(given);
  if (options !== undefined && ts.isObjectLiteralExpression(options)) {
    const last = options.properties.at(-1);
    if (last === undefined) return { title, kind, edits: [inserted(options.getStart(script) + 1, ` ${text} `)] };
    const between = script.text.slice(last.end, options.end);
    const lines = script.text.slice(options.getStart(script), last.getStart(script)).includes('\n');
    const before = lines ? `\n${/(?<![ \t])[ \t]*$/.exec(script.text.slice(0, last.getStart(script)))?.[0] ?? ''}` : ' ';
    const comma = between.indexOf(',');
    return { title, kind, edits: [comma >= 0 ? inserted(last.end + comma + 1, `${before}${text}${lines ? ',' : ''}`) : inserted(last.end, `,${before}${text}`)] };
  }
  const isCallback = options !== undefined && isFunctionValue(options);
  if (options !== undefined && !isCallback) return undefined;
  if (given !== undefined) return { title, kind, edits: [inserted(given.getStart(script), `{ ${text} }, `)] };
  const last = list.at(-1);
  if (last === undefined) return undefined;
  const missing = 'undefined, '.repeat(argument - list.length);
  return { title, kind, edits: [inserted(last.end, `, ${missing}{ ${text} }`)] };
}
