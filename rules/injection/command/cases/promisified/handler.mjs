import childProcess from 'child_process';
import { promisify } from 'util';

const run = promisify(childProcess.exec);

export async function handler(event) {
  const { stdout } = await run(`pdftotext ${event.queryStringParameters.file} -`);
  //                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  //                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.file` (the trigger is assumed: no template names this handler) becomes part of a shell command
  return { statusCode: 200, body: JSON.stringify({ text: stdout }) };
}
