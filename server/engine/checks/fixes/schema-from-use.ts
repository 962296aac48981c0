/** Writes a schema of the fields that a handler reads, in the validator that the project has, and applies it where the data is read. */
import { importsOf, isModule, isWhole } from '../../syntax/imports';
import { dependenciesOf, nearestPackage } from '../../code/modules';
import type { PayloadRead } from '../../code/report';
import type { Entry, Facts } from '../../facts/facts';
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { Plain } from '../../template/deployment';
import type { FileEdit, TextEdit } from '../../text/edit';
import { folderOf } from '../../text/uri';
import { expressionAt, indentStep, replaced, textOf, type Offer } from './fix';
import { fieldsFrom } from './field-types';
import { freshName, importEdit, moduleEdit } from './names';
import { validators, type FieldType, type Validator } from './validators';

/** Covers all reads or none: a check of one part would leave the finding. */
export function schemaFromUse(entry: Entry, reads: readonly PayloadRead[], facts: Facts): Offer | undefined {
  const validator = validatorOf(entry, facts);
  if (validator === undefined) return undefined;
  const edits: FileEdit[] = [];
  for (const uri of new Set(reads.map((read) => read.location.uri))) {
    const script = facts.snapshot.script(uri);
    const made = script === undefined ? undefined : editsOf(script, reads.filter((read) => read.location.uri === uri), validator);
    if (made === undefined) return undefined;
    edits.push({ uri, edits: made });
  }
  return { title: `Check it with a ${validator.module} schema of the fields that are read`, kind: 'review', edits };
}

/** The fields that are read of one part, as JSON schema says them; undefined where it is not seen where they come from. */
export function jsonSchemaOf(reads: readonly PayloadRead[], facts: Facts): { readonly [key: string]: Plain } | undefined {
  const [first] = reads;
  const script = first === undefined ? undefined : facts.snapshot.script(first.location.uri);
  if (script === undefined || reads.some(({ location, path }) => location.uri !== script.fileName || path.length === 0)) return undefined;
  const sources = reads.map((read) => sourceOf(script, read));
  if (sources.includes(undefined)) return undefined;
  const found = sources.flatMap((source) => source ?? []);
  const { type } = fieldsFrom(found.flatMap(({ paths }) => paths), found.find(({ declared }) => declared !== undefined)?.declared, script);
  return type.kind === 'object' ? schemaOf(found.some(({ maybe }) => maybe !== undefined) ? spared(type) : type) : undefined;
}

function schemaOf(type: FieldType): { readonly [key: string]: Plain } {
  if (type.kind === 'list') return { type: 'array', items: schemaOf(type.element.type) };
  if (type.kind !== 'object') return type.kind === 'unknown' ? {} : { type: type.kind };
  const required = [...type.fields].flatMap(([name, { optional }]) => (optional ? [] : [name]));
  const properties = Object.fromEntries([...type.fields].map(([name, field]) => [name, schemaOf(field.type)]));
  return { type: 'object', ...(required.length === 0 ? {} : { required }), properties };
}

function validatorOf({ entry }: Entry, { snapshot }: Facts): Validator | undefined {
  const file = nearestPackage(snapshot, folderOf(entry.uri));
  const dependencies = file === undefined ? undefined : dependenciesOf(snapshot, file);
  return validators.find(({ module }) => dependencies?.has(module) === true);
}

/** An expression that gives the data as a whole, and what is read of it. */
interface Source {
  readonly node: ts.Expression;
  readonly part: string;
  readonly paths: (readonly string[])[];
  readonly declared: ts.TypeNode | undefined;
  /** The `?.` behind it: there may be no such object. */
  readonly maybe: ts.Node | undefined;
}

const schemaNames: Readonly<Record<string, string>> = { body: 'Body', query: 'Query', record: 'Message', message: 'Message', detail: 'Detail', arguments: 'Arguments', input: 'Input' };

function editsOf(script: Script, reads: readonly PayloadRead[], validator: Validator): readonly TextEdit[] | undefined {
  const sources = new Map<number, Source>();
  for (const read of reads) {
    const source = sourceOf(script, read);
    if (source === undefined) return undefined;
    const known = sources.get(source.node.end);
    if (known === undefined) sources.set(source.node.end, source);
    else known.paths.push(...source.paths);
  }
  const known = [...importsOf(script)].find(([, imported]) => imported.module === validator.module && (isWhole(imported) || imported.name === validator.name))?.[0];
  if (known === undefined && importsOf(script).has(validator.name)) return undefined;
  const name = known ?? validator.name;
  const step = indentStep(script);
  const edits: TextEdit[] = known === undefined ? [importEdit(importLine(validator, script), script)] : [];
  const schemas: string[] = [];
  const taken = new Set<string>();
  for (const group of grouped([...sources.values()])) {
    const [first] = group;
    if (first === undefined) continue;
    let schema = freshName(script, schemaNames[first.part] ?? 'Payload');
    while (taken.has(schema)) schema += '2';
    taken.add(schema);
    const field = fieldsFrom(group.flatMap((source) => source.paths), first.declared, script);
    schemas.push(`const ${schema} = ${validator.schema({ type: group.some((source) => source.maybe !== undefined) ? spared(field.type) : field.type, optional: false }, name, '', step)};`);
    for (const { node, maybe } of group) {
      edits.push(replaced(node, validator.applied(schema, `${textOf(node, script)}${maybe === undefined ? '' : ' ?? {}'}`, name), script));
      if (maybe !== undefined) edits.push(replaced(maybe, '.', script));
    }
  }
  return [...edits, moduleEdit(schemas.join('\n\n'), script)];
}

/** Code that reads through `?.` can do without each field. */
function spared(type: FieldType): FieldType {
  return type.kind === 'object' ? { kind: 'object', fields: new Map([...type.fields].map(([name, field]) => [name, { ...field, optional: true }])) } : type;
}

/** The same holder read in several places has one schema; each parsed text has its own. */
function grouped(sources: readonly Source[]): readonly (readonly Source[])[] {
  const groups = new Map<string, Source[]>();
  for (const source of sources) {
    const key = ts.isCallExpression(source.node) ? `call ${String(source.node.pos)}` : source.part;
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  return [...groups.values()];
}

function importLine(validator: Validator, script: Script): string {
  return isModule(script) ? `import ${validator.clause} from '${validator.module}';` : `const ${validator.required} = require('${validator.module}');`;
}

function sourceOf(script: Script, read: PayloadRead): Source | undefined {
  const found = expressionAt(script, read.location.span);
  if (found === undefined) return undefined;
  const parse = found.around.find((node): node is ts.CallExpression => ts.isCallExpression(node) && textOf(node.expression, script) === 'JSON.parse');
  if (parse !== undefined) {
    const holder = found.around[found.around.indexOf(parse) + 1];
    // Inside an argument of something else, `JSON.parse` may be given more than this text.
    return { node: parse, part: read.part, paths: [read.path], declared: holder === undefined ? undefined : typeOf(holder, parse), maybe: undefined };
  }
  const holder = holderOf(unwrapped(found.node), read.path);
  return holder === undefined ? undefined : { ...holder, part: read.part, paths: [read.path], declared: undefined };
}

function typeOf(holder: ts.Node, parse: ts.Expression): ts.TypeNode | undefined {
  if (ts.isAsExpression(holder)) return holder.type;
  return ts.isVariableDeclaration(holder) && holder.initializer === parse ? holder.type : undefined;
}

/** `event.detail` of `event.detail.order.id`, with the `?.` behind it. */
function holderOf(node: ts.Expression, path: readonly string[]): Pick<Source, 'node' | 'maybe'> | undefined {
  const chain: ts.PropertyAccessExpression[] = [];
  for (let inner = node; ts.isPropertyAccessExpression(inner); inner = unwrapped(inner.expression)) chain.push(inner);
  const names = chain.map((access) => access.name.text);
  for (let length = Math.min(path.length, names.length); length > 0; length--) {
    if (!names.slice(0, length).every((name, index) => name === path[length - 1 - index])) continue;
    const first = chain[length - 1];
    return first === undefined ? undefined : { node: first.expression, maybe: first.questionDotToken };
  }
  return chain.length > 0 ? { node, maybe: undefined } : undefined;
}
