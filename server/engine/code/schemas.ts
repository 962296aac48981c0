/** Schemas of validation libraries, and what data that fits one is known to be. One vocabulary: the libraries share most names. */
import { ts } from '../syntax/script';
import { memberName } from '../syntax/names';
import { both, factsAbout, noFacts, type Fact, type Facts } from './facts';
import { learn, newFrame, type Argument, type Frame, type Machine } from './machine';
import { member } from './members';
import { form } from './models';
import { patternOf, provedByMatch } from './proofs';
import { callEach } from './builtins';
import { withProof } from './expressions';
import { asObject, cleaned, constant, deepTaints, nothing, object, onlyText, separator, tainted, value as makeValue, type ClassCallable, type External, type Value } from './values';

export interface Schema {
  /** Bits of the sinks that fitting text cannot harm. */
  readonly clean: number;
  /** False for `any` and `unknown`: nothing is checked. */
  readonly checks: boolean;
  readonly fields: ReadonlyMap<string, Schema> | undefined;
  readonly element: Schema | undefined;
  /** Fields that are not listed stay in the data. */
  readonly open: boolean;
  /** A change of the data after the check. */
  readonly transforms: Value | undefined;
}

const validators = new Set(['zod', 'valibot', 'yup', 'joi', '@hapi/joi', 'superstruct', '@sinclair/typebox', 'typebox', 'io-ts', 'arktype', 'ajv', 'runtypes', 'class-validator', 'class-transformer', '@aws-lambda-powertools/parser', '@aws-lambda-powertools/validation', 'jsonschema', '@hapi/bourne', 'decoders', 'myzod', '@effect/schema', 'effect', 'validate.js', 'fastest-validator', '@cfworker/json-schema']);

export function isValidator(one: External): boolean {
  return validators.has(one.module) || (one.module === 'elysia' && one.path[0] === 't') || one.module.startsWith('@aws-lambda-powertools/parser/');
}

const exact = new Set(['uuid', 'uuidv4', 'uuidv6', 'uuidv7', 'guid', 'number', 'int', 'int32', 'integer', 'float32', 'float64', 'boolean', 'bool', 'enum', 'enum_', 'enums', 'nativeEnum', 'literal', 'literals', 'date', 'bigint', 'picklist', 'oneOf', 'valid', 'allow', 'equal', 'only', 'alphanum', 'hex', 'hexadecimal', 'hexColor', 'isoDate', 'isoDateTime', 'isoTimestamp', 'isoTime', 'iso', 'datetime', 'cuid', 'cuid2', 'ulid', 'nanoid', 'keyof', 'positive', 'negative', 'nonnegative', 'finite', 'null', 'undefined', 'never', 'void', 'port', 'token', 'Number', 'Integer', 'Boolean', 'Literal', 'Enum', 'KeyOf', 'Date', 'stringbool', 'ipv4', 'cidrv4', 'digits', 'objectId']);
const unchecked = new Set(['any', 'unknown', 'Any', 'Unknown', 'mixed', 'unsafe', 'passthroughAny']);
const objects = new Set(['object', 'strictObject', 'looseObject', 'objectWithRest', 'shape', 'keys', 'type', 'interface', 'exact', 'Object', 'Type', 'Record', 'Struct', 'extend', 'append', 'safeExtend', 'partial', 'struct', 'strict']);
const lists = new Set(['array', 'Array', 'tuple', 'Tuple', 'set', 'of', 'items', 'nonempty', 'readonlyArray', 'UnknownArray']);
const patterns = new Set(['regex', 'pattern', 'matches']);
const choices = new Set(['union', 'Union', 'or', 'alternatives', 'try', 'variant', 'discriminatedUnion', 'xor', 'when']);
const applying = new Set(['parse', 'parseAsync', 'safeParse', 'safeParseAsync', 'validate', 'validateSync', 'validateAsync', 'attempt', 'assert', 'create', 'is', 'decode', 'Decode', 'check', 'Check', 'Parse', 'cast', 'mask', 'guard', 'from', 'isValid', 'isValidSync', 'isType', 'verify', 'decodeUnknownSync', 'validateOrReject', 'parseAsStruct', 'Cast', 'Clean', 'spa', 'Value', 'strictCreate']);

const open: Schema = { clean: 0, checks: true, fields: undefined, element: undefined, open: true, transforms: undefined };

/** What a call of a validator gives: a schema, or checked data. Undefined where it is neither. */
export function schemaCall(machine: Machine, one: External, self: Value | undefined, args: readonly Argument[], site: ts.Node, frame: Frame): Value | undefined {
  const name = one.path.at(-1) ?? '';
  const own = self?.schema;
  if (one.module === 'ajv' && name === 'compile') return carrying(one, jsonSchema(machine, args[0]?.value ?? nothing));
  // Sources: the READMEs of class-transformer (`plainToInstance(Order, data)`) and of Powertools' validation (`validate({ payload, schema })`).
  if (one.module === 'class-transformer' && /^plainTo(Instance|Class)/.test(name)) return makeValue({ ...args[1]?.value, instance: args[0]?.value.callables.find((callable) => callable.kind === 'class') });
  if (applying.has(name)) {
    const applied = application(own, args, machine, one, site, frame);
    if (applied !== undefined && one.module === 'superstruct' && name === 'validate') return pairOf(machine, applied, site, frame);
    if (applied !== undefined) return checkedData(machine, name, applied.schema, applied.data, applied.argument, site, frame);
  }
  if (own !== undefined && (one.module === 'ajv' || one.module === 'arktype') && args.length > 0) return checkedData(machine, one.module === 'ajv' ? 'is' : 'parse', own, args[0]?.value ?? nothing, args[0], site, frame);
  const schema = built(machine, one, name, own, args, frame);
  return schema === undefined ? undefined : carrying(one, schema);
}

/** A call of a value that is itself a check: a compiled ajv schema, an arktype. */
export function schemaApplied(machine: Machine, callee: Value, args: readonly Argument[], site: ts.Node, frame: Frame): Value | undefined {
  const [first] = args;
  if (callee.schema === undefined || first === undefined || !callee.externals.some((one) => one.module === 'ajv' || one.module === 'arktype')) return undefined;
  return checkedData(machine, callee.externals.some((one) => one.module === 'ajv') ? 'is' : 'parse', callee.schema, first.value, first, site, frame);
}

function carrying(one: External, schema: Schema): Value {
  return makeValue({ externals: [one], schema });
}

interface Application {
  readonly schema: Schema;
  readonly data: Value;
  readonly argument: Argument | undefined;
}

/** `schema.parse(data)`, `parse(schema, data)`, `create(data, schema)`. */
function application(own: Schema | undefined, args: readonly Argument[], machine: Machine, one: External, site: ts.Node, frame: Frame): Application | undefined {
  const [first, second, third] = args;
  const payload = first?.value.fields?.get('payload');
  if (one.module === '@aws-lambda-powertools/validation' && payload !== undefined) {
    const described = first?.value.fields?.get('schema');
    return { schema: described === undefined ? open : schemaOf(machine, described) ?? open, data: first?.value.fields?.has('envelope') === true ? tainted(deepTaints(payload)) : payload, argument: first };
  }
  if (one.module.startsWith('@aws-lambda-powertools/parser') && first !== undefined && third?.value.schema !== undefined) return { schema: third.value.schema, data: unwrapped(machine, first.value, second?.value ?? nothing, site, frame), argument: first };
  if (own !== undefined) return { schema: own, data: first?.value ?? nothing, argument: first };
  if (first === undefined) return undefined;
  const owner = one.module === 'class-validator' ? first.value.instance : undefined;
  if (owner !== undefined) return { schema: classSchema(machine, owner), data: first.value, argument: first };
  if (second === undefined) return one.module === 'class-validator' || first.value.deep ? { schema: open, data: first.value, argument: first } : undefined;
  const schemaFirst = first.value.schema ?? (first.value.deep ? undefined : schemaOf(machine, first.value));
  if (first.value.schema !== undefined || (second.value.deep && !first.value.deep)) return { schema: schemaFirst ?? open, data: second.value, argument: second };
  return { schema: second.value.schema ?? schemaOf(machine, second.value) ?? open, data: first.value, argument: first };
}

/** What an envelope of Powertools' parser takes out of the event. Source: its documentation, built-in envelopes. */
function unwrapped(machine: Machine, event: Value, envelope: Value, site: ts.Node, frame: Frame): Value {
  const name = envelope.externals[0]?.path.at(-1) ?? '';
  if (name === '') return event;
  const field = (...path: readonly string[]): Value => path.reduce((holder, key) => member(machine, holder, key, site, frame), event);
  if (/^(ApiGateway|LambdaFunctionUrl|VpcLattice)/.test(name)) return asObject(field('body'));
  if (name === 'EventBridgeEnvelope') return field('detail');
  if (name === 'SqsEnvelope') return object(new Map(), { element: asObject(field('Records', '[]', 'body')) });
  return tainted(deepTaints(event));
}

/** `const [error, order] = validate(data, Order)` */
function pairOf(machine: Machine, { schema, data }: Application, site: ts.Node, frame: Frame): Value {
  return object(new Map([['0', nothing], ['1', fitted(machine, schema, data, site, frame)]]));
}

/** Decorators of class-validator that leave no text which could harm. */
const exactDecorators = new Set(['IsUUID', 'IsInt', 'IsNumber', 'IsBoolean', 'IsIn', 'IsEnum', 'IsDate', 'IsDateString', 'IsISO8601', 'IsNumberString', 'IsAlpha', 'IsAlphanumeric', 'IsMongoId', 'IsIP', 'IsPort', 'IsHexadecimal', 'IsHash', 'IsPositive', 'IsNegative', 'IsBooleanString', 'IsCurrency', 'IsISO31661Alpha2', 'IsISO31661Alpha3', 'IsLocale', 'IsTimeZone', 'IsMilitaryTime', 'IsUppercaseHex', 'Equals', 'IsULID', 'IsCreditCard', 'IsPhoneNumber']);

/** What the decorators of a class say of its fields. Without any it says nothing: `fields` is empty. */
export function classSchema(machine: Machine, owner: ClassCallable): Schema {
  const script = machine.snapshot.script(owner.uri);
  const fields = new Map<string, Schema>();
  if (script === undefined) return open;
  const frame = newFrame(owner.uri, script, undefined);
  for (const property of owner.node.members) {
    if (!ts.isPropertyDeclaration(property)) continue;
    let found: Schema | undefined;
    for (const { expression } of ts.getDecorators(property) ?? []) {
      if (!ts.isCallExpression(expression)) continue;
      const one = machine.evaluate(expression.expression, frame).externals.find((external) => external.module === 'class-validator');
      if (one === undefined) continue;
      const name = one.path.at(-1) ?? '';
      const clean = exactDecorators.has(name) ? -1 : name === 'Matches' && expression.arguments[0] !== undefined ? patternMask(machine, machine.evaluate(expression.arguments[0], frame)) : 0;
      const each = expression.arguments.some((argument) => machine.evaluate(argument, frame).fields?.get('each')?.constants?.includes(true) === true);
      const schema: Schema = each ? { ...open, element: { ...open, clean } } : { ...open, clean };
      found = found === undefined ? schema : merged(found, schema);
    }
    const name = memberName(property.name);
    if (found !== undefined && name !== undefined) fields.set(name, found);
  }
  return { ...open, fields };
}

/** Options by which a middleware is given the schema of what comes in. Sources: the READMEs of middy's validator and of Powertools' parser and validation. */
const incoming = ['eventSchema', 'inputSchema', 'inboundSchema', 'schema'];

/** The schema that a middleware is handed, by an option of its own name or straight; undefined where none is seen. */
export function schemaHanded(machine: Machine, args: readonly Argument[]): Schema | undefined {
  const options = args[0]?.value;
  const given = incoming.map((name) => options?.fields?.get(name)).find((one) => one !== undefined);
  return given === undefined ? options?.schema : schemaOf(machine, given);
}

/** A request of which some parts were checked, as an object of schemas by their names says; the others stay as they came. */
export function passedParts(machine: Machine, parts: Value, request: Value, site: ts.Node, frame: Frame): Value {
  const fields = new Map([...parts.fields ?? []].flatMap(([name, { schema }]) => (schema === undefined ? [] : [[name, fitted(machine, schema, member(machine, request, name, site, frame), site, frame)] as const])));
  return fields.size === 0 ? request : makeValue({ taints: request.taints, fields });
}

/** The data once it has passed such a middleware. */
export function passedSchema(machine: Machine, schema: Schema, data: Value, site: ts.Node, frame: Frame): Value {
  return fitted(machine, schema, data, site, frame);
}

/** Data that a framework has checked against a class; as it is where the class has no decorators. */
export function checkedAs(machine: Machine, owner: ClassCallable, data: Value, site: ts.Node, frame: Frame): Value {
  const schema = classSchema(machine, owner);
  return schema.fields === undefined || schema.fields.size === 0 ? data : fitted(machine, schema, data, site, frame);
}

function checkedData(machine: Machine, name: string, schema: Schema, data: Value, argument: Argument | undefined, site: ts.Node, frame: Frame): Value {
  const facts = factsFrom(machine, schema, data);
  const fits = fitted(machine, schema, data, site, frame);
  switch (name) {
    case 'safeParse': case 'safeParseAsync': case 'spa': return object(new Map([['success', withProof(nothing, { ifTrue: facts, ifFalse: noFacts })], ['data', fits], ['output', fits], ['issues', nothing], ['error', nothing]]));
    case 'is': case 'Check': case 'check': case 'guard': case 'isValid': case 'isValidSync': case 'isType': return withProof(nothing, { ifTrue: facts, ifFalse: noFacts });
    case 'validate': case 'decode': case 'validateAsync': case 'validateSync': case 'verify':
      learn(frame, facts);
      return makeValue({ ...fits, fields: new Map([...(fits.fields ?? []), ['value', fits], ['right', fits], ['error', nothing], ['errors', nothing]]), proof: { ifTrue: facts, ifFalse: noFacts } });
    default:
      if (argument !== undefined) learn(frame, facts);
      return fits;
  }
}

/** What is known of the data itself, by its own names, once it fits. */
function factsFrom(machine: Machine, schema: Schema, data: Value): Facts {
  if (!schema.checks || !machine.spend()) return noFacts;
  let facts: Facts = factsAbout(data, { clean: schema.clean | form.shaped, validated: true });
  for (const [name, field] of schema.fields ?? []) {
    const named = new Map<string, Fact>();
    for (const taint of data.taints) if (field.clean !== 0) named.set(taint.key + separator + name, { clean: field.clean, validated: true });
    facts = both(facts, named);
    const own = data.fields?.get(name);
    if (own !== undefined && own.deep) facts = both(facts, factsFrom(machine, field, own));
  }
  return facts;
}

/** The data as the schema gives it back. */
function fitted(machine: Machine, schema: Schema, data: Value, site: ts.Node, frame: Frame): Value {
  if (!data.deep) return nothing;
  if (!schema.checks || !machine.spend()) return data;
  let result: Value;
  if (schema.fields !== undefined) {
    const fields = new Map<string, Value>();
    for (const [name, field] of schema.fields) fields.set(name, fitted(machine, field, member(machine, data, name, site, frame), site, frame));
    result = makeValue({ fields, taints: cleaned({ ...nothing, taints: data.taints, deep: true }, schema.clean | form.shaped).taints, element: undefined });
  } else if (schema.element !== undefined) {
    result = object(new Map(), { element: fitted(machine, schema.element, member(machine, data, '[]', site, frame), site, frame) });
  } else result = cleaned(data, schema.clean | form.shaped);
  return schema.transforms === undefined ? result : callEach(machine, schema.transforms, [result], site, frame);
}

function built(machine: Machine, one: External, name: string, own: Schema | undefined, args: readonly Argument[], frame: Frame): Schema | undefined {
  const base = own ?? open;
  const first = args[0]?.value;
  if (one.path.includes('coerce') && exact.has(name)) return { ...base, clean: -1 };
  if (patterns.has(name)) return { ...base, clean: base.clean | args.reduce((mask, argument) => mask | patternMask(machine, argument.value), 0) };
  if (objects.has(name) && first !== undefined && (first.fields !== undefined || name !== 'type')) return objectSchema(machine, base, first);
  if (name === 'merge' || name === 'intersection' || name === 'intersect' || name === 'Intersect' || name === 'and' || name === 'concat') return args.reduce<Schema>((all, argument) => merged(all, schemaOf(machine, argument.value) ?? open), base);
  if (lists.has(name)) return { ...base, element: first === undefined ? open : schemaOf(machine, first.schema === undefined && first.fields?.has('0') === true ? first.fields.get('0') ?? nothing : first) ?? open };
  if (choices.has(name)) return choiceOf(machine, own, name === 'discriminatedUnion' || name === 'variant' ? args.slice(1) : args);
  if (name === 'Compile' && first !== undefined) return schemaOf(machine, first);
  if (name === 'pipe') return args.map((argument) => schemaOf(machine, argument.value)).reduce<Schema>((all, next) => (next === undefined ? all : merged(all, next)), base);
  if (name === 'transform' || name === 'preprocess') return { ...base, transforms: first };
  if (name === 'pick' || name === 'omit' || name === 'required') return base;
  if (name === 'String' || (name === 'string' && first?.fields !== undefined)) return stringOptions(machine, first);
  if (name === 'string' && one.module === 'yup') return base;
  if (name === 'record' || name === 'Record') return { ...base, element: schemaOf(machine, args.at(-1)?.value ?? nothing) ?? open };
  // After a schema, `unknown` lets other keys in; alone it checks nothing.
  if (unchecked.has(name)) return own ?? { ...open, checks: false };
  if (name === 'type' && first !== undefined) return schemaOf(machine, first) ?? open;
  if (name === 'optional' || name === 'nullable' || name === 'nullish' || name === 'maybe' || name === 'lazy' || name === 'Optional' || name === 'defaulted' || name === 'nonOptional' || name === 'brand' || name === 'readonly') return own ?? (first === undefined ? open : schemaOf(machine, first.callables.length > 0 ? callEach(machine, first, [], frame.script, frame) : first) ?? open);
  if (exact.has(name)) return { ...base, clean: -1 };
  // `compile`, `Schema` and other calls that are no part of a schema, or a check that proves nothing new.
  return own ?? (one.path.length === 0 && one.module !== 'arktype' ? undefined : open);
}

function objectSchema(machine: Machine, base: Schema, description: Value): Schema {
  const fields = new Map(base.fields ?? []);
  for (const [name, field] of description.fields ?? []) fields.set(name, schemaOf(machine, field) ?? open);
  return { ...base, fields };
}

/** The schema that a value is, or describes. */
function schemaOf(machine: Machine, value: Value): Schema | undefined {
  if (value.schema !== undefined) return value.schema;
  const named = value.externals.find(isValidator);
  if (named !== undefined) {
    const name = named.path.at(-1) ?? '';
    return unchecked.has(name) ? { ...open, checks: false } : { ...open, clean: exact.has(name) ? -1 : 0 };
  }
  const text = onlyText(value);
  if (text !== undefined) return { ...open, clean: /^'|^(number|boolean|string\.(uuid|alphanumeric|hex|integer|numeric|date)|bigint|Date)/.test(text) ? -1 : 0 };
  if (value.fields === undefined || !machine.spend()) return undefined;
  return value.fields.has('type') || value.fields.has('properties') ? jsonSchema(machine, value) : objectSchema(machine, open, value);
}

function merged(a: Schema, b: Schema): Schema {
  const fields = a.fields === undefined && b.fields === undefined ? undefined : new Map([...(a.fields ?? []), ...(b.fields ?? [])]);
  return { clean: a.clean | b.clean, checks: a.checks || b.checks, fields, element: a.element ?? b.element, open: a.open && b.open, transforms: b.transforms ?? a.transforms };
}

function choiceOf(machine: Machine, own: Schema | undefined, args: readonly Argument[]): Schema {
  const listed = args.flatMap((argument) => (argument.value.schema === undefined && argument.value.fields !== undefined ? [...argument.value.fields.values()] : [argument.value]));
  const schemas = [...(own === undefined ? [] : [own]), ...listed.map((value) => schemaOf(machine, value)).filter((schema) => schema !== undefined)];
  const [first, ...rest] = schemas;
  if (first === undefined) return open;
  return rest.reduce((all, next) => ({ ...all, clean: all.clean & next.clean, checks: all.checks && next.checks, fields: all.fields === undefined || next.fields === undefined ? undefined : eitherFields(all.fields, next.fields) }), first);
}

/** Of a field that both have, what both prove. */
function eitherFields(a: ReadonlyMap<string, Schema>, b: ReadonlyMap<string, Schema>): ReadonlyMap<string, Schema> {
  const fields = new Map([...a, ...b]);
  for (const [name, one] of a) {
    const other = b.get(name);
    if (other !== undefined) fields.set(name, { ...one, clean: one.clean & other.clean, checks: one.checks && other.checks });
  }
  return fields;
}

function stringOptions(machine: Machine, options: Value | undefined): Schema {
  return options === undefined ? open : jsonSchema(machine, makeValue({ fields: new Map([['type', constant('string')], ...(options.fields ?? [])]) }));
}

function patternMask(machine: Machine, value: Value): number {
  for (const one of value.externals) {
    const found = patternOf(one);
    if (found !== undefined) return provedByMatch(found.source, found.flags, machine.models.kinds);
  }
  const text = onlyText(value);
  return text === undefined ? 0 : provedByMatch(text, '', machine.models.kinds);
}

const formats = new Set(['uuid', 'date', 'date-time', 'time', 'ipv4']);

/** A JSON schema that is written as an object. */
function jsonSchema(machine: Machine, value: Value): Schema {
  const { fields } = value;
  if (fields === undefined || !machine.spend()) return open;
  const type = onlyText(fields.get('type') ?? nothing);
  let clean = type === 'number' || type === 'integer' || type === 'boolean' || fields.has('enum') || fields.has('const') || formats.has(onlyText(fields.get('format') ?? nothing) ?? '') ? -1 : 0;
  const pattern = fields.get('pattern');
  if (pattern !== undefined) clean |= patternMask(machine, pattern);
  const properties = fields.get('properties')?.fields;
  const items = fields.get('items');
  return {
    ...open,
    clean,
    fields: properties === undefined ? undefined : new Map([...properties].map(([name, property]) => [name, jsonSchema(machine, property)])),
    element: items === undefined ? undefined : jsonSchema(machine, items),
  };
}
