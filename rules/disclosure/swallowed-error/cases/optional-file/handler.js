import fs from 'node:fs/promises';

async function optionsIn(folder) {
  try {
    return JSON.parse(await fs.readFile(`${folder}/options.json`, 'utf8'));
  } catch {
    return undefined;
  }
}

export const handler = async (event) => {
  const options = await optionsIn('/var/task');
  return { statusCode: 200, body: options === undefined ? 'none' : 'some' };
};
