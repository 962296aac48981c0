import { execSync } from 'node:child_process';

export const handler = async (event) => {
  execSync('report ' + event.detail.day);
};
