/** Runs inside the extension host: has product and yardstick activated and reads what the editor itself has measured of both, its "Startup Performance". */
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { resultsVariable, type Result } from '../../test/support/suite-result';

const ids: Readonly<Record<string, string>> = { ours: 'serverless-warden.serverless-warden', empty: 'serverless-warden-tests.empty' };

/** What is started by one that is activated takes its share of the processors until it has come to rest. */
const rest = 4000;
const patience = 30_000;

/** Called by the editor. */
export async function run(): Promise<void> {
  for (const id of Object.values(ids)) {
    const extension = vscode.extensions.getExtension(id);
    if (extension === undefined) throw new Error(`${id} is not there`);
    if (extension.isActive) continue;
    await new Promise((resolve) => setTimeout(resolve, rest));
    await extension.activate();
  }
  const table = await report();
  const results = Object.entries(ids).map(([title, id]): Result => {
    // | extension | eager | load code | call activate | finish activate | …
    const cells = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim())).find((row) => row[1] === id);
    const times = cells?.slice(3, 6).map(Number);
    if (times === undefined || times.length !== 3 || times.some((time) => Number.isNaN(time))) throw new Error(`the editor has measured nothing of ${id}:\n${table.slice(table.indexOf('Extension Activation Stats')).slice(0, 3000)}`);
    return { title, milliseconds: times.reduce((sum, time) => sum + time, 0) };
  });
  const file = process.env[resultsVariable];
  if (file === undefined) throw new Error(`${resultsVariable} is not set`);
  writeFileSync(file, JSON.stringify(results));
}

async function report(): Promise<string> {
  await vscode.commands.executeCommand('perfview.show');
  const until = Date.now() + patience;
  while (Date.now() < until) {
    const text = vscode.workspace.textDocuments.map((document) => document.getText()).find((one) => one.includes('Extension Activation Stats') && one.includes(ids['empty'] ?? ''));
    if (text !== undefined) return text;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the editor shows no times; open are ${vscode.workspace.textDocuments.map(({ uri }) => uri.toString()).join(', ')}`);
}
