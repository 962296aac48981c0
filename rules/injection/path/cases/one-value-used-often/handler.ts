import { mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';

export const handler = async (event: { queryStringParameters: { name: string; other: string } }) => {
  const { name, other } = event.queryStringParameters;
  const file = join(tmpdir(), name);
  //           ^^^^^^^^^^^^^^^^^^^^ becomes part of a file path
  const folder = dirname(file);
  await mkdir(folder);
  await writeFile(file, 'empty');
  const text = await readFile(file, 'utf8');
  await unlink(file);
  await unlink(join(tmpdir(), other));
  //           ^^^^^^^^^^^^^^^^^^^^^ becomes part of a file path
  return { statusCode: 200, body: text };
};

export const size = async (event: { queryStringParameters: { name: string } }) => {
  const { name } = event.queryStringParameters;
  return (await readFile(name)).length;
  //                     ^^^^ becomes part of a file path
};
