/** What each validator proves: data that fits a narrow schema is harmless, a bare text is not, though it was looked at. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../support/analyse';
import { reached } from '../support/flows';

const imports = "import { exec } from 'node:child_process';\n";
const flows = (before: string, body: string): readonly string[] => reached(analyse({ 'handler.ts': `${imports}${before}\nexport const handler = async (event) => {\nconst input = JSON.parse(event.body);\n${body}\n};\n` }));

const superstruct = "import { object, string, enums, number, pattern, assert, create, is, validate } from 'superstruct';";
const typebox = "import { Type } from '@sinclair/typebox';\nimport { Value } from '@sinclair/typebox/value';\nimport { TypeCompiler } from '@sinclair/typebox/compiler';";
const iots = "import * as t from 'io-ts';\nimport { isRight, isLeft } from 'fp-ts/Either';";
const arktype = "import { type } from 'arktype';";
const classes = "import { IsUUID, IsString, IsIn, IsInt, Matches, validate, validateOrReject, validateSync } from 'class-validator';\nimport { plainToInstance, plainToClass } from 'class-transformer';\nclass Order { @IsUUID() id: string; @IsString() name: string; @IsIn(['a', 'b']) kind: string; @IsInt() n: number; @Matches(/^[a-z]+$/) code: string; }";
const yup = "import * as yup from 'yup';";
const joi = "import Joi from 'joi';";
const ajv = "import Ajv from 'ajv';\nimport schema from './schema';\nconst ajv = new Ajv();\nconst order = { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, name: { type: 'string' }, kind: { enum: ['a', 'b'] }, n: { type: 'integer' } } };";
const valibot = "import * as v from 'valibot';";
const zod = "import { z } from 'zod';";
const parser = "import { z } from 'zod';\nimport { parse } from '@aws-lambda-powertools/parser';\nimport { ApiGatewayEnvelope } from '@aws-lambda-powertools/parser/envelopes/api-gateway';";
const validation = "import { validate } from '@aws-lambda-powertools/validation';\nconst order = { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, name: { type: 'string' } } };";

describe('harmless once it fits', () => {
  test.each([
    ['superstruct create', superstruct, 'const o = create(input, object({ kind: enums(["a", "b"]), n: number() })); exec(o.kind + o.n);'],
    ['superstruct assert', superstruct, 'assert(input, object({ kind: enums(["a"]) })); exec(input.kind);'],
    ['superstruct is', superstruct, 'if (!is(input.id, pattern(string(), /^[a-z]+$/))) return; exec(input.id);'],
    ['superstruct validate', superstruct, 'const [error, o] = validate(input, object({ n: number() })); if (error) return; exec(`x ${o.n}`);'],
    ['typebox check', typebox, 'const T = Type.Object({ id: Type.String({ format: "uuid" }), n: Type.Integer() }); if (!Value.Check(T, input)) return; exec(input.id + input.n);'],
    ['typebox compiler', typebox, 'const C = TypeCompiler.Compile(Type.Object({ kind: Type.Union([Type.Literal("a"), Type.Literal("b")]) })); if (!C.Check(input)) throw new Error("no"); exec(input.kind);'],
    ['typebox decode', typebox, 'const o = Value.Decode(Type.Object({ n: Type.Number() }), input); exec(`x ${o.n}`);'],
    ['io-ts', iots, 'const T = t.type({ n: t.number, kind: t.keyof({ a: null, b: null }) }); const r = T.decode(input); if (isLeft(r)) return; exec(r.right.kind + r.right.n);'],
    ['io-ts is', iots, 'const T = t.type({ n: t.number }); if (!T.is(input)) return; exec(`x ${input.n}`);'],
    ['arktype', arktype, 'const T = type({ id: "string.uuid", n: "number" }); const o = T(input); if (o instanceof type.errors) return; exec(o.id + o.n);'],
    ['arktype assert', arktype, 'const o = type({ kind: "\'a\' | \'b\'" }).assert(input); exec(o.kind);'],
    ['class-validator, or reject', classes, 'const o = plainToInstance(Order, input); await validateOrReject(o); exec(o.id + o.kind + o.n + o.code);'],
    ['class-validator, errors', classes, 'const o = plainToClass(Order, input); const errors = await validate(o); if (errors.length > 0) return; exec(o.id);'],
    ['class-validator, at once', classes, 'const o = Object.assign(new Order(), input); if (validateSync(o).length) throw new Error("no"); exec(o.kind);'],
    ['yup', yup, 'const o = await yup.object({ kind: yup.string().oneOf(["a"]), n: yup.number() }).validate(input); exec(o.kind + o.n);'],
    ['yup, matching', yup, 'const o = yup.object().shape({ id: yup.string().matches(/^[a-z]+$/) }).validateSync(input); exec(o.id);'],
    ['yup isValid', yup, 'if (!(await yup.string().uuid().isValid(input.id))) return; exec(input.id);'],
    ['joi object', joi, 'const { value, error } = Joi.object({ id: Joi.string().guid(), n: Joi.number() }).validate(input); if (error) throw error; exec(value.id + value.n);'],
    ['joi attempt', joi, 'const o = Joi.attempt(input, Joi.object({ kind: Joi.string().valid("a", "b") })); exec(o.kind);'],
    ['joi pattern', joi, 'const { error, value } = Joi.object().keys({ id: Joi.string().pattern(/^\\w+$/) }).validate(input); if (error) return; exec(value.id);'],
    ['ajv compile', ajv, 'const check = ajv.compile(order); if (!check(input)) return; exec(input.id + input.kind + input.n);'],
    ['ajv validate', ajv, 'if (!ajv.validate(order, input)) throw new Error("no"); exec(input.id);'],
    ['ajv, kept answer', ajv, 'const check = ajv.compile(order); const ok = check(input); if (!ok) { return { statusCode: 400 }; } exec(input.kind);'],
    ['valibot', valibot, 'const o = v.parse(v.object({ id: v.pipe(v.string(), v.uuid()), kind: v.picklist(["a"]), n: v.number() }), input); exec(o.id + o.kind + o.n);'],
    ['valibot safeParse', valibot, 'const r = v.safeParse(v.object({ id: v.pipe(v.string(), v.regex(/^[a-z]+$/)) }), input); if (!r.success) return; exec(r.output.id);'],
    ['valibot is', valibot, 'if (!v.is(v.pipe(v.string(), v.uuid()), input.id)) return; exec(input.id);'],
    ['zod, top-level formats', zod, 'const o = z.object({ id: z.uuid(), n: z.int() }).parse(input); exec(o.id + o.n);'],
    ['zod, union of literals', zod, 'const o = z.object({ kind: z.union([z.literal("a"), z.literal("b")]) }).parse(input); exec(o.kind);'],
    ['zod, list', zod, 'const o = z.object({ ids: z.array(z.string().uuid()) }).parse(input); for (const id of o.ids) exec(id);'],
    ['zod, optional with default', zod, 'const o = z.object({ kind: z.enum(["a"]).optional().default("a") }).parse(input); exec(o.kind);'],
    ['zod, transformed to a number', zod, 'const o = z.object({ n: z.string().transform((s) => Number(s)) }).parse(input); exec(`x ${o.n}`);'],
    ['zod, extended and picked', zod, 'const base = z.object({ id: z.string().uuid() }); const o = base.extend({ n: z.number() }).pick({ id: true }).parse(input); exec(o.id);'],
    ['zod, refined', zod, 'const o = z.object({ id: z.string().uuid() }).refine((x) => x.id !== "").strict().parse(input); exec(o.id);'],
    ['zod, discriminated', zod, 'const o = z.discriminatedUnion("kind", [z.object({ kind: z.literal("a"), id: z.uuid() }), z.object({ kind: z.literal("b"), id: z.uuid() })]).parse(input); exec(o.id);'],
    ['zod, asynchronous', zod, 'const r = await z.object({ id: z.string().uuid() }).safeParseAsync(input); if (r.success) { exec(r.data.id); }'],
    ['Powertools parser', parser, 'const o = parse(event, ApiGatewayEnvelope, z.object({ id: z.string().uuid() })); exec(o.id);'],
    ['Powertools parser without an envelope', parser, 'const o = parse(input, undefined, z.object({ id: z.string().uuid() })); exec(o.id);'],
    ['Powertools validation', validation, 'const o = validate({ payload: input, schema: order }); exec(o.id);'],
  ])('%s', (_what, before, body) => {
    expect(flows(before, body)).toEqual([]);
  });

  const narrow = "{ type: 'object', properties: { body: { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, kind: { enum: ['a', 'b'] }, name: { type: 'string' } } } } }";
  test.each([
    ['Powertools parser', "import { z } from 'zod';\nimport { parser } from '@aws-lambda-powertools/parser/middleware';\nconst schema = z.object({ body: z.object({ id: z.string().uuid(), kind: z.enum(['a']), name: z.string() }) });", 'parser({ schema })'],
    ['Powertools validation', `import { validator } from '@aws-lambda-powertools/validation/middleware';\nconst inboundSchema = ${narrow};`, 'validator({ inboundSchema })'],
    ['middy’s validator', `import validator from '@middy/validator';\nimport { transpileSchema } from '@middy/validator/transpile';\nconst eventSchema = transpileSchema(${narrow});`, 'validator({ eventSchema })'],
    ['middy’s validator, as it was', `import validator from '@middy/validator';\nconst inputSchema = ${narrow};`, 'validator({ inputSchema })'],
  ])('%s before the handler', (_what, before, middleware) => {
    const text = `${imports}${before}\nimport middy from '@middy/core';\nconst run = async (event) => { exec(event.body.id + event.body.kind); exec(event.body.name); exec(event.headers.other); };\nexport const handler = middy(run).use(${middleware});`;
    expect(reached(analyse({ 'handler.ts': text }))).toEqual(['command: body.name', 'command: event.headers.other']);
  });

  test('a validator before the handler whose schema is not seen proves nothing of its fields', () => {
    const text = `${imports}import middy from '@middy/core';\nimport validator from '@middy/validator';\nimport { eventSchema } from 'schemas';\nexport const handler = middy().use(validator({ eventSchema })).handler(async (event) => { exec(event.body.id); });`;
    expect(reached(analyse({ 'handler.ts': text }))).toEqual(['command: body.id']);
  });
});

test('what NestJS puts into a parameter of a decorated class', () => {
  const text = `${imports}import { Body, Controller, Post } from '@nestjs/common';\n${classes}\n@Controller('x')\nexport class Orders {\n  @Post() add(@Body() order: Order) { exec(order.id + order.kind); exec(order.name); }\n}`;
  expect(reached(analyse({ 'app.ts': text }, { expressRoutes: 'always' }))).toEqual(['command: body.name']);
});

test('what an envelope takes out', () => {
  expect(flows(parser, 'const o = parse(event, ApiGatewayEnvelope, z.object({ name: z.string() })); exec(o.name);')).toEqual(['command: body.name']);
});

describe('still harmful after a bare check', () => {
  test.each([
    ['superstruct string', superstruct, 'const o = create(input, object({ name: string() })); exec(o.name);'],
    ['typebox string', typebox, 'if (!Value.Check(Type.Object({ name: Type.String() }), input)) return; exec(input.name);'],
    ['io-ts string', iots, 'const r = t.type({ name: t.string }).decode(input); if (isLeft(r)) return; exec(r.right.name);'],
    ['arktype string', arktype, 'const o = type({ name: "string" })(input); if (o instanceof type.errors) return; exec(o.name);'],
    ['class-validator string', classes, 'const o = plainToInstance(Order, input); await validateOrReject(o); exec(o.name);'],
    ['class-validator without a check', classes, 'const o = plainToInstance(Order, input); exec(o.name);'],
    ['yup string', yup, 'const o = await yup.object({ name: yup.string().required() }).validate(input); exec(o.name);'],
    ['joi string', joi, 'const { value, error } = Joi.object({ name: Joi.string().required() }).validate(input); if (error) throw error; exec(value.name);'],
    ['ajv string', ajv, 'const check = ajv.compile(order); if (!check(input)) return; exec(input.name);'],
    ['ajv, an unheeded answer', ajv, 'const check = ajv.compile({ properties: { name: { enum: ["a"] } } }); check(input); exec(input.name);'],
    ['valibot string', valibot, 'const o = v.parse(v.object({ name: v.string() }), input); exec(o.name);'],
    ['zod string', zod, 'const o = z.object({ name: z.string().min(1).max(20) }).parse(input); exec(o.name);'],
    ['zod, an unheeded safeParse', zod, 'z.object({ name: z.enum(["a"]) }).safeParse(input); exec(input.name);'],
    ['zod, a union with a text', zod, 'const o = z.object({ name: z.union([z.literal("a"), z.string()]) }).parse(input); exec(o.name);'],
    ['zod passthrough', zod, 'const o = z.object({ id: z.uuid() }).passthrough().parse(input); exec(o.name);'],
    ['Powertools validation of a string', validation, 'const o = validate({ payload: input, schema: order }); exec(o.name);'],
  ])('%s', (_what, before, body) => {
    expect(flows(before, body)).toEqual(['command: body.name']);
  });
});
