/** Data stops being dangerous where it is made safe, and only there. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../support/analyse';
import { reached } from '../support/flows';

const imports = "import { exec, execFile } from 'node:child_process';\nimport path from 'node:path';\nimport fs from 'node:fs';\nimport { Pool } from 'pg';\nimport { z } from 'zod';\nimport * as v from 'valibot';\nimport Joi from 'joi';\nimport * as yup from 'yup';\nimport Ajv from 'ajv';\nimport { validate as isUuid } from 'uuid';\nconst pool = new Pool();\nconst ALLOWED = ['a', 'b'];\nconst COLUMNS = { name: 'name', date: 'created_at' };\n";
const sinks = (body: string, more = ''): readonly string[] => reached(analyse({ 'handler.ts': `${imports}${more}\nexport const handler = async (event) => {\n  const id = event.queryStringParameters.id;\n${body}\n};\n` }));

describe('safe', () => {
  test.each([
    ['Number', 'exec(`x ${Number(id)}`);'],
    ['parseInt', 'exec("x " + parseInt(id, 10));'],
    ['a comparison with a constant', 'if (id === "a") exec(id);'],
    ['a list with an early return', 'if (!ALLOWED.includes(id)) return; exec(id);'],
    ['a list whose answer is kept', 'const ok = ALLOWED.includes(id); if (!ok) throw new Error("no"); exec(id);'],
    ['a set', 'const set = new Set(ALLOWED); if (set.has(id)) exec(id);'],
    ['indexOf', 'if (ALLOWED.indexOf(id) === -1) return; exec(id);'],
    ['a map lookup', 'const column = COLUMNS[id]; pool.query(`select ${column}`);'],
    ['a key of a map', 'if (!(id in COLUMNS)) return; pool.query(`select ${id}`);'],
    ['a switch', 'switch (id) { case "a": case "b": exec(id); break; default: break; }'],
    ['typeof number', 'const body = JSON.parse(event.body); if (typeof body.n !== "number") return; exec("x" + body.n);'],
    ['an anchored expression', 'if (!/^[a-z0-9-]+$/.test(id)) return; pool.query(`select \'${id}\'`);'],
    ['an anchored expression for a command', 'if (!/^\\w+$/.test(id)) { return { statusCode: 400 }; } exec(`x ${id}`);'],
    ['removing all other characters', 'exec("x " + id.replace(/[^a-z]/gi, ""));'],
    ['a uuid check of a package', 'if (!isUuid(id)) return; exec("x " + id);'],
    ['parameters of a statement', 'pool.query("select $1", [id]); pool.query({ text: "select $1", values: [id] });'],
    ['arguments without a shell', 'execFile("ls", ["-l", id]);'],
    ['path.basename', 'fs.readFileSync(path.join("/data", path.basename(id)));'],
    ['a check of the resolved path', 'const file = path.resolve("/data", id); if (!file.startsWith("/data/")) throw new Error("no"); fs.readFileSync(file);'],
    ['a fixed host', 'fetch("https://example.org/" + id); fetch(`https://example.org/items/${id}`);'],
    ['an allowed host', 'const url = new URL(id); if (!ALLOWED.includes(url.hostname)) return; fetch(url); fetch(id);'],
    ['a length', 'exec("x " + id.length);'],
    ['a ternary', 'exec(id === "a" ? "x" : "y");'],
    ['zod uuid', 'exec(z.string().uuid().parse(id));'],
    ['zod object of an enum', 'const body = z.object({ kind: z.enum(["a", "b"]), n: z.number() }).parse(JSON.parse(event.body)); exec(body.kind + body.n);'],
    ['zod safeParse', 'const result = z.object({ id: z.string().regex(/^[a-z]+$/) }).safeParse(event.queryStringParameters); if (!result.success) return; exec(result.data.id);'],
    ['zod coerce', 'exec("x" + z.coerce.number().parse(id));'],
    ['valibot pipe', 'exec(v.parse(v.pipe(v.string(), v.uuid()), id));'],
    ['joi valid', 'const { error, value } = Joi.string().valid("a", "b").validate(id); if (error) return; exec(value);'],
    ['yup oneOf', 'exec(await yup.string().oneOf(["a"]).validate(id));'],
    ['ajv', 'const check = new Ajv().compile({ type: "object", properties: { id: { type: "string", format: "uuid" } } }); const body = JSON.parse(event.body); if (!check(body)) return; exec("x " + body.id);'],
    ['an HTML answer with escaped data', 'const e = id.replace(/[&<>"\']/g, (c) => `&#${c.charCodeAt(0)};`); return { statusCode: 200, headers: { "content-type": "text/html" }, body: `<p>${e}</p>` };'],
    ['a JSON answer', 'return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ id }) };'],
    ['claims of the authorizer', 'exec("x " + event.requestContext.authorizer.claims.sub);'],
    ['an answer of a database', 'const { rows } = await pool.query("select $1", [id]); exec(rows[0].name);'],
  ])('%s', (_what, body) => {
    expect(sinks(body)).toEqual([]);
  });

  test('a check in a function of its own, by its answer or by throwing', () => {
    const more = 'function isId(x) { if (typeof x !== "string") return false; return /^[a-z]+$/.test(x); }\nfunction assertId(x) { if (!isId(x)) throw new Error("no"); }\nconst known = (x) => ALLOWED.includes(x);\n';
    expect(sinks('if (!isId(id)) return; exec("x " + id);', more)).toEqual([]);
    expect(sinks('assertId(id); exec("x " + id);', more)).toEqual([]);
    expect(sinks('if (known(id)) exec("x " + id);', more)).toEqual([]);
  });
});

describe('not safe', () => {
  test.each([
    ['a check that is not heeded', 'ALLOWED.includes(id); exec(id);', 'command'],
    ['the wrong branch', 'if (ALLOWED.includes(id)) return; exec(id);', 'command'],
    ['a check of something else', 'if (!ALLOWED.includes(event.headers.other)) return; exec(id);', 'command'],
    ['a list that the sender chooses', 'if (!JSON.parse(event.body).list.includes(id)) return; exec(id);', 'command'],
    ['an expression without an end', 'if (!/^[a-z]+/.test(id)) return; exec(id);', 'command'],
    ['an expression that lets quotes through', 'if (!/^[^;]+$/.test(id)) return; exec(id);', 'command'],
    ['a bare string schema', 'exec(z.string().parse(id));', 'command'],
    ['presence', 'if (!id) return; exec(id);', 'command'],
    ['typeof string', 'if (typeof id !== "string") return; exec(id);', 'command'],
    ['a way on which it was not checked', 'if (event.httpMethod === "GET") { if (!ALLOWED.includes(id)) return; } exec(id);', 'command'],
    ['a shell that is switched on', 'execFile("ls", [id], { shell: true });', 'command'],
    ['joining paths', 'fs.readFileSync(path.join("/data", id));', 'path'],
    ['a host that is the data', 'fetch(`https://${id}/items`);', 'ssrf'],
    ['encoding for something else', 'exec(path.basename(id));', 'command'],
  ])('%s', (_what, body, kind) => {
    expect(sinks(body)).toEqual([`${kind}: event.queryStringParameters.id`]);
  });
});
