/** Reads YAML with a schema that builds no functions, in the words of the installed js-yaml. */
import { dependenciesOf, nearestPackage } from '../../code/modules';
import { ts, type Script } from '../../syntax/script';
import { isFunctionValue } from '../../syntax/names';
import type { TextEdit } from '../../text/edit';
import { span } from '../../text/span';
import { folderOf } from '../../text/uri';
import { expressionAt, type Place, type Proposer } from './fix';
import { renamedCall } from './names';

export const safeYaml: Proposer = (place) => {
  const { script, sink } = place;
  const found = expressionAt(script, sink.location.span);
  const call = found?.around[0];
  if (found === undefined || call === undefined || !ts.isCallExpression(call)) return undefined;
  const options = schemaOption(call, script);
  const old = isBeforeFour(place);
  if (options === 'unsure' || old === undefined || (!old && options === undefined)) return undefined;
  const name = sink.callee.split('.').at(-1) ?? '';
  const renamed = old ? renamedCall(call.expression, name === 'loadAll' ? 'safeLoadAll' : 'safeLoad', (module) => module === 'js-yaml', script) : [];
  return renamed === undefined ? undefined : { title: old ? 'Use safeLoad' : 'Use the default schema', kind: 'safe', edits: [...renamed, ...(options === undefined ? [] : [options])] };
};

/** Undefined where the project does not say. */
function isBeforeFour({ facts, script }: Place): boolean | undefined {
  const file = nearestPackage(facts.snapshot, folderOf(script.fileName));
  const range = file === undefined ? undefined : dependenciesOf(facts.snapshot, file).get('js-yaml');
  const major = range === undefined ? undefined : /^[\^~=v\s]*(\d+)/.exec(range)?.[1];
  return major === undefined ? undefined : Number(major) < 4;
}

/** Takes the schema out of the options; `unsure` where the options are not written here. */
function schemaOption(call: ts.CallExpression, script: Script): TextEdit | 'unsure' | undefined {
  const options = call.arguments.at(-1);
  if (options === undefined || call.arguments.length < 2) return undefined;
  if (!ts.isObjectLiteralExpression(options)) return isFunctionValue(options) ? undefined : 'unsure';
  const index = options.properties.findIndex((property) => property.name !== undefined && ts.isIdentifier(property.name) && property.name.text === 'schema');
  const property = options.properties[index];
  if (property === undefined) return options.properties.some(ts.isSpreadAssignment) ? 'unsure' : undefined;
  const before = call.arguments[call.arguments.length - 2];
  if (options.properties.length === 1 && before !== undefined) return { span: span(before.end, options.end), newText: '' };
  const next = options.properties[index + 1];
  const previous = options.properties[index - 1];
  if (next !== undefined) return { span: span(property.getStart(script), next.getStart(script)), newText: '' };
  return previous === undefined ? 'unsure' : { span: span(previous.end, property.end), newText: '' };
}
