import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isSafeName } from './names-kept-elsewhere';

const root = '/opt/pages';

function below(name: string): string {
  const file = path.join(root, name);
  const relative = path.relative(root, file);
  if (relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) throw new Error('There is no such page');
  return file;
}

function atStart(name: string): string {
  const file = path.join(root, name);
  if (file.indexOf(`${root}/`) !== 0) throw new Error('There is no such page');
  return file;
}

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const { page, image, note, song, film, sign, text } = event.queryStringParameters;
  const read = [readFile(below(page)), readFile(atStart(image))];
  // Nothing that leads above is in it.
  if (/\.\.\//.test(note) || song.match(/(^|\/)\.\.(\/|$)/)) return { statusCode: 400 };
  read.push(readFile(`${root}/${note}`));
  // What follows the last slash is a name.
  const parts = film.split('/');
  read.push(readFile(`${root}/${parts[parts.length - 1]}`), readFile(`${root}/${sign.split('/').pop()}`), readFile(`${root}/${sign.split('/').at(-1)}`));
  if (!isSafeName(text)) return { statusCode: 400 };
  read.push(readFile(`${root}/${text}`));
  return { statusCode: 200, body: String((await Promise.all(read)).length) };
};
