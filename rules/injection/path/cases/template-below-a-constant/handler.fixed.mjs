import { createReadStream } from 'node:fs';
import { resolve, sep } from 'node:path';

const ROOT = process.env.ROOT;

export const handler = async (event) => {
  const stream = createReadStream(pathWithin(ROOT, `invoices/${event.pathParameters.name}.pdf`));
  //                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the request path
  //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.pathParameters.name` (the trigger is assumed: no template names this handler) becomes part of a file path
  return { statusCode: 200, body: await textOf(stream) };
};

async function textOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('base64');
}

/** The path of something in a folder; throws where it would lead out of it. */
function pathWithin(folder, name) {
  const found = resolve(folder, name);
  if (!found.startsWith(resolve(folder) + sep)) throw new Error('The path leads out of its folder');
  return found;
}
