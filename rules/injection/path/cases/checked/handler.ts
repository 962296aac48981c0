import { readFile } from 'node:fs/promises';
import path from 'node:path';

const root = '/opt/pages';

function pageFile(name: string): string {
  const file = path.resolve(root, name);
  if (!file.startsWith(root + path.sep)) throw new Error('There is no such page');
  return file;
}

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const { page, image } = event.queryStringParameters;
  const text = await readFile(pageFile(page), 'utf8');
  const picture = await readFile(path.join(root, path.basename(image)), 'base64');
  if (!/^[\w-]+$/.test(page)) return { statusCode: 400 };
  const note = await readFile(`${root}/notes/${page}.txt`, 'utf8');
  return { statusCode: 200, body: JSON.stringify({ text, picture, note }) };
};
