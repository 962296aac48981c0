import { execSync } from 'node:child_process';

export const handler = async (event) => {
  for (const record of event.Records) {
    const { file } = JSON.parse(record.body);
    execSync(`convert ${file}`);
    //       ^^^^^^^^^^^^^^^^^ `record.body.file` (it comes from outside: queue Shared
  }
};
