import { execFile, spawn } from 'node:child_process';
import { simpleGit } from 'simple-git';

const addresses = /^https:\/\/git\.example\.com\//;

interface Event { queryStringParameters: Record<string, string> }

export const handler = async (event: Event) => {
  const { repository, branch, tag, folder, address, name } = event.queryStringParameters;
  execFile('git', ['clone', repository, '/tmp/repository']);
  //                        ^^^^^^^^^^ takes one that begins with a dash for an option
  await simpleGit().fetch('origin', branch);
  await simpleGit().clone(repository);
  //                      ^^^^^^^^^^ becomes an argument of git
  execFile('git', JSON.parse(name));
  //              ^^^^^^^^^^^^^^^^ `event.queryStringParameters.name`
  const listed = ['-czf', '/tmp/all.tgz', folder];
  spawn('tar', listed);
  //           ^^^^^^ `event.queryStringParameters.folder`
  execFile('git', ['clone', '--', repository]);
  execFile('git', ['-C', folder, 'log']);
  execFile('git', ['show', `v${tag}`]);
  execFile('echo', [name]);
  if (addresses.test(address)) spawn('git', ['clone', address]);
  if (!name.startsWith('-')) spawn('git', ['log', name]);
  if (!branch.startsWith('release/')) throw new Error('There is no such branch');
  spawn('git', ['checkout', branch]);
};
