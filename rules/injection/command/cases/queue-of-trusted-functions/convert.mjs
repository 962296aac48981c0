import { execSync } from 'node:child_process';

export const handler = async (event) => {
  for (const record of event.Records) {
    const { file, name } = JSON.parse(record.body);
    execSync(`convert ${file} --title ${name}`);
  }
};
