/** The language server of the real client, killed in the midst of edits and stopped in its tracks: what the editor shows comes back, and no process stays. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Random } from '../../../tools/fuzz/random';
import { finding, open, replace, until } from './editor';
import { serverProcesses } from './servers';

const kills = 100;
/** Milliseconds; the longest delay is 30 times as long, and a server is stuck that has not answered for as long. */
const firstDelay = 20;

/** What the example's finding says, by the authorizer that its template names. */
const judged = { NONE: 'anyone can send it', AWS_IAM: 'any signed-in caller' } as const;

function other(authorizer: keyof typeof judged): keyof typeof judged {
  return authorizer === 'NONE' ? 'AWS_IAM' : 'NONE';
}

async function setDelay(delay: number | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('serverlessWarden').update('restartDelay', delay, vscode.ConfigurationTarget.Global);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function running(): Promise<number> {
  return until('a running server', () => serverProcesses().find(({ state }) => !state.includes('Z'))?.pid);
}

/** Its own is left, nothing else. */
async function nothingIsLeft(): Promise<void> {
  await until('one server and no process that ended', () => {
    const all = serverProcesses();
    return all.length === 1 && all.every(({ state }) => !state.includes('Z')) ? true : undefined;
  });
}

describe('its server', () => {
  before(async () => {
    await setDelay(firstDelay);
    // The clock by which it is asked whether it lives is set when it starts.
    await vscode.commands.executeCommand('serverlessWarden.restartServer');
  });

  after(async () => {
    await setDelay(undefined);
    await vscode.commands.executeCommand('serverlessWarden.restartServer');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it(`is killed ${kills} times in the midst of edits, and nothing is lost`, async function () {
    this.timeout(240_000);
    const random = new Random(11);
    const template = await open('template.yaml');
    const killed = new Set<number>();
    let now: keyof typeof judged = 'NONE';
    for (let i = 0; i < kills; i++) {
      const next = other(now);
      const edited = replace(template, `Authorizer: ${now}`, `Authorizer: ${next}`);
      now = next;
      await wait(random.below(300));
      const pid = await running();
      process.kill(pid, 'SIGKILL');
      killed.add(pid);
      await edited;
      // Every tenth time it is waited for: what was typed while no server ran is judged too.
      if (i % 10 === 9) await finding('src/lib/db.ts', 'injection/sql', judged[now]);
    }
    assert.ok(killed.size > kills * 0.9, `only ${killed.size} servers were killed`);
    await nothingIsLeft();
  });

  it('is replaced when it does not answer any more, and its process ends', async function () {
    this.timeout(60_000);
    await finding('src/lib/db.ts', 'injection/sql');
    const stuck = await running();
    process.kill(stuck, 'SIGSTOP');
    const template = await open('template.yaml');
    const now = template.getText().includes('Authorizer: NONE') ? 'NONE' : 'AWS_IAM';
    const next = other(now);
    await replace(template, `Authorizer: ${now}`, `Authorizer: ${next}`);
    await finding('src/lib/db.ts', 'injection/sql', judged[next]);
    assert.notEqual(await running(), stuck);
    await nothingIsLeft();
  });
});
