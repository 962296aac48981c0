import { createReadStream } from 'node:fs';

const ROOT = process.env.ROOT;

export const handler = async (event) => {
  const stream = createReadStream(`${ROOT}/invoices/${event.pathParameters.name}.pdf`);
  //                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the request path
  //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.pathParameters.name` (the trigger is assumed: no template names this handler) becomes part of a file path
  return { statusCode: 200, body: await textOf(stream) };
};

async function textOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('base64');
}
