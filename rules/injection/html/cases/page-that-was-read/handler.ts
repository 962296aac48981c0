import { readFileSync } from 'node:fs';

const page = readFileSync('hello.html', 'utf8');

export const handler = async (event: { queryStringParameters: { name: string; size: string } }) => {
  const { name, size } = event.queryStringParameters;
  const body = page.replace('{{name}}', name).replace(/%size%/g, String(Number(size)));
  return { statusCode: 200, headers: { 'content-type': 'text/html' }, body };
  //                                                                  ^^^^ becomes part of an HTML page
};

export const plain = async (event: { queryStringParameters: { size: string } }) => {
  const body = page.replace('{{size}}', String(Number(event.queryStringParameters.size)));
  return { statusCode: 200, headers: { 'content-type': 'text/html' }, body };
};
