import { readFile } from 'node:fs/promises';
import path from 'node:path';
import url from 'node:url';

const root = '/opt/pages';

export const handler = async (event: { queryStringParameters: Record<string, string>; rawPath: string }) => {
  const { page, image, style } = event.queryStringParameters;
  // It leads above just where this is true.
  if (path.normalize(page).startsWith('..')) return { statusCode: 200, body: await readFile(`${root}/${page}`, 'utf8') };
  //                                                                                        ^^^^^^^^^^^^^^^^^ becomes part of a file path
  if (image.startsWith('/')) return { statusCode: 200, body: await readFile(`${root}${image}`, 'utf8') };
  //                                                                        ^^^^^^^^^^^^^^^^^ becomes part of a file path
  // Other parts may still lead anywhere.
  const parts = style.split('/');
  const first = await readFile(`${root}/${parts.join('/')}`, 'utf8');
  //                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a file path
  const { query } = url.parse(event.rawPath, true);
  const second = await readFile(root + String(query['file']).trim(), 'utf8');
  //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a file path
  return { statusCode: 200, body: first + second };
};
