/** Edits of calls and their options, as fixes of code rules make them. Knows no rule. */
import type { Call, CodeFacts, Place } from '../../facts/code-calls';
import { ts, unwrapped } from '../../syntax/script';
import { isFunctionValue, memberName } from '../../syntax/names';
import type { FileEdit } from '../../text/edit';
import { span } from '../../text/span';
import { inserted, replaced } from '../fixes/fix';

export function replacement({ node, scope }: Place<ts.Node>, newText: string): readonly FileEdit[] {
  return [{ uri: scope.script.fileName, edits: [replaced(node, newText, scope.script)] }];
}

/** Gives a call the option at `1.name`; undefined where its arguments are not written in the call. */
export function optionAdded(call: Call, way: string, text: string, code: CodeFacts): readonly FileEdit[] | undefined {
  const [place = '', name, ...rest] = way.split('.');
  const list = call.node.arguments;
  const index = Number(place);
  if (list === undefined || name === undefined || rest.length > 0 || list.some((argument) => ts.isSpreadElement(argument))) return undefined;
  const { script } = call.scope;
  const uri = script.fileName;
  const argument = list[index];
  if (argument === undefined) {
    const last = list.at(-1);
    return last === undefined || list.length !== index ? undefined : [{ uri, edits: [inserted(last.end, `, { ${name}: ${text} }`)] }];
  }
  const [only, ...others] = code.values({ node: argument, scope: call.scope });
  if (only === undefined || others.length > 0) return undefined;
  const edits = propertyAdded(only, name, text);
  // A callback stands where the options may come before it.
  return edits ?? (isFunctionValue(only.node) ? [{ uri, edits: [inserted(argument.getStart(script), `{ ${name}: ${text} }, `)] }] : undefined);
}

/** Gives an object literal a property, or the property that it has another value. */
export function propertyAdded({ node, scope }: Place, name: string, text: string): readonly FileEdit[] | undefined {
  const object = unwrapped(node);
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  const { script } = scope;
  const uri = script.fileName;
  const known = object.properties.find((property) => ts.isPropertyAssignment(property) && memberName(property.name) === name);
  if (known !== undefined && ts.isPropertyAssignment(known)) return [{ uri, edits: [replaced(known.initializer, text, script)] }];
  const last = object.properties.at(-1);
  if (last === undefined) return [{ uri, edits: [{ span: span(object.getStart(script), object.end), newText: `{ ${name}: ${text} }` }] }];
  const start = last.getStart(script);
  const line = script.text.lastIndexOf('\n', start - 1) + 1;
  const before = script.text.slice(line, start);
  const separator = /^\s*$/.test(before) && line > object.getStart(script) ? `,\n${before}` : ', ';
  return [{ uri, edits: [inserted(last.end, `${separator}${name}: ${text}`)] }];
}
