import { execFile, execFileSync, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const { file } = event.queryStringParameters;
  await run('convert', [file, '/tmp/out.png']);
  execFileSync('identify', ['--', file]);
  spawn('optipng', ['/tmp/out.png', `-o${file}`]);
  return { statusCode: 204 };
};
