import remoteExec from 'remote-exec';
import { NodeSSH } from 'node-ssh';
import { spawn as spawnTerminal } from 'node-pty';
import { Client } from 'ssh2';
import sudo from 'sudo-prompt';
import exec from 'shelljs.exec';

export const handler = async (event: { body: string }) => {
  const { folder, count } = JSON.parse(event.body);
  const shell = new NodeSSH();
  await shell.connect({ host: 'build.internal' });
  await shell.execCommand(`ls ${folder}`);
  //                      ^^^^^^^^^^^^^^ becomes part of a shell command
  await shell.execCommand(`head -n ${Number(count)} log`);
  await shell.putFile('/tmp/a', '/srv/a');
  const client = new Client();
  client.exec('ls ' + folder, () => undefined);
  //          ^^^^^^^^^^^^^^ becomes part of a shell command
  client.exec('ls', () => undefined);
  remoteExec(['build.internal'], [`ls ${folder}`], {}, () => undefined);
  //                              ^^^^^^^^^^^^^^ becomes part of a shell command
  sudo.exec('ls ' + folder);
  //        ^^^^^^^^^^^^^^ becomes part of a shell command
  exec(`ls ${folder}`);
  //   ^^^^^^^^^^^^^^ becomes part of a shell command
  spawnTerminal('bash', ['-c', folder], {});
  //                    ^^^^^^^^^^^^^^ becomes part of a shell command
  spawnTerminal('less', [folder], {});
};
