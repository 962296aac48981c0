import { readFile, writeFile } from 'node:fs/promises';
import { convert } from './convert.mjs';
import { rm } from 'node:fs/promises';

export const handler = async (event) => {
  const { text } = JSON.parse(event.body);
  await writeFile('/tmp/report.md', text);
  try {
    //              ^^^^^^^^^^^^^^^^ `body.text` is left in this file
    await convert('/tmp/report.md');
    const page = await readFile('/tmp/report.html');
    return { statusCode: 200, body: page.toString('base64'), isBase64Encoded: true };
  } finally {
    await rm('/tmp/report.md', { force: true });
  }
};
